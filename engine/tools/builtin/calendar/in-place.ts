import { quoted } from '../../in-words.ts'
import { everyOne } from './sheets.ts'

/** Says where something lies: in a file, or in a collection of an account. */
export function inPlace(input: { readonly path?: string; readonly account?: string }, collection: string | undefined): string {
  if (input.path !== undefined) return `in ${quoted(input.path)}`
  return `in ${collection === undefined ? '' : `${quoted(collection)} of `}the account ${quoted(input.account ?? '')}`
}

/** Says which places are looked at. */
export function amongPlaces(input: { readonly paths?: readonly string[]; readonly account?: string }, collections: readonly string[] | undefined): string {
  if (input.paths !== undefined) return `in ${quoted([...input.paths])}`
  return `in ${collections === undefined || collections.length === 0 || collections.includes(everyOne) ? '' : `${quoted([...collections])} of `}the account ${quoted(input.account ?? '')}`
}
