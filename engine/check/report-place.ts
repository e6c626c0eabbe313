import type { Template } from '../terms/skill.ts'
import type { ControlKind } from '../terms/tool.ts'
import { readWebAddress } from '../terms/web-address.ts'

/** What is known, before any run, of where a control argument may point. */
export type Place =
  /** Literals and inputs in order. Not exact: somewhere inside it. `found`: the tool that found it there. */
  | { readonly kind: 'made'; readonly parts: readonly PlacePart[]; readonly exact: boolean; readonly found: string | undefined }
  /** The person fills it in while the skill runs. */
  | { readonly kind: 'filled'; readonly state: string }
  | { readonly kind: 'anywhere' }

/** `input` is the name of the input, `text` the expression that reads it. */
export type PlacePart = string | { readonly input: string; readonly text: string }

export const anywhere: Place = { kind: 'anywhere' }

export function exactly(...parts: PlacePart[]): Place {
  return { kind: 'made', parts, exact: true, found: undefined }
}

/** Gives the place of a text that begins with a known place and goes on with something unknown. */
export function insideOf(place: Place): Place {
  if (place.kind !== 'made') return place
  if (!place.exact) return place.found === undefined ? place : { ...place, found: undefined }
  const parts = [...place.parts]
  const last = parts.pop()
  if (typeof last !== 'string' || !last.includes('/')) return anywhere
  const kept = last.slice(0, last.lastIndexOf('/'))
  if (kept !== '') parts.push(kept)
  else if (parts.length === 0) parts.push('/')
  return { kind: 'made', parts, exact: false, found: undefined }
}

/** Only a path can lie inside something. Of an address that goes on with something unknown the host is known; of any other kind nothing. */
export function fitPlace(place: Place, kind: ControlKind): Place {
  if (kind === 'path' || place.kind !== 'made' || place.exact) return place
  return kind === 'host' ? hostOf(place.parts) : anywhere
}

/** What is cut off begins with "/", so that it can not change the host before it. */
function hostOf([first, second, third]: readonly PlacePart[]): Place {
  if (typeof first !== 'string') return anywhere
  if (/^https?:\/\/$/i.test(first)) return typeof second === 'object' && (third === undefined || (typeof third === 'string' && third.startsWith('/'))) ? exactly(second) : anywhere
  const host = second === undefined || first.indexOf('/', 8) > 0 ? readWebAddress(`${first}/`)?.host : undefined
  return host === undefined ? anywhere : exactly(host)
}

/** Gives a place in words: "inside the folder you name (input "folder")". */
export function placeWords(place: Place, kind: ControlKind): string {
  if (place.kind === 'filled') return `what you fill in (state "${place.state}")`
  if (place.kind === 'anywhere') return { path: 'anywhere', host: 'any host', address: 'any address', id: 'any one' }[kind]
  const words = partsWords(place.parts, kind)
  if (place.exact) return words
  return place.found === undefined ? `inside ${words}` : `files that ${place.found} finds in ${words}`
}

function partsWords(parts: readonly PlacePart[], kind: ControlKind): string {
  const [first, second] = parts
  if (first === undefined) return '""'
  if (typeof first !== 'string' && parts.length === 1) return inputWords(first.input, kind)
  if (parts.every((part) => typeof part === 'string')) return literalWords(parts.join(''))
  if (typeof first !== 'string' && parts.length === 2 && typeof second === 'string' && second.startsWith('/')) {
    return `${literalWords(second.slice(1))} in ${inputWords(first.input, kind)}`
  }
  return `what ${parts.map((part) => (typeof part === 'string' ? literalWords(part) : `the input "${part.input}"`)).join(' and ')} make together`
}

function inputWords(input: string, kind: ControlKind): string {
  const noun = kind === 'path' ? (/folder|dir/iu.test(input) ? 'folder' : /file/iu.test(input) ? 'file' : 'place') : { host: 'host', address: 'address', id: 'one' }[kind]
  return `the ${noun} you name (input "${input}")`
}

/** A text of the file as a stranger may safely read it: quoted when it could be taken for our own words. */
function literalWords(text: string): string {
  return /^[\w~./@:*+-]+$/u.test(text) && /[~./@:*\d]|^\w+$/u.test(text) ? text : JSON.stringify(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD'))
}

/** Gives the place as a bound that `uses:` can hold; `undefined` when it can hold none. */
export function boundOf(place: Place): Template | undefined {
  const range = { start: 0, end: 0 }
  if (place.kind !== 'made' || place.parts.length === 0) return undefined
  const [only] = place.parts
  if (place.parts.length === 1 && only !== undefined && typeof only !== 'string') return { kind: 'expression', cel: { text: only.text, range }, range }
  if (place.parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: place.parts.join(''), range }
  return { kind: 'text', parts: place.parts.map((part) => (typeof part === 'string' ? part : { text: part.text, range })), range }
}
