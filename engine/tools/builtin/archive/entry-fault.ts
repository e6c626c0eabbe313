import type { ZipItem } from './open-zip.ts'

const deepest = 64
const reserved = /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?:\.|$)/i

/** Says in words why an entry must not be unpacked; `undefined` when its name is a plain way down into the folder. */
export function entryFault(item: Pick<ZipItem, 'name' | 'kind'>, windows: boolean): string | undefined {
  const { name, kind } = item
  if (kind === 'link') return 'it is a link'
  if (name === '') return 'it has no name'
  if (/^[\\/]/.test(name) || /^[A-Za-z]:/.test(name)) return 'its name starts at a root, not in the folder'
  if (name.includes('\\')) return 'its name holds a backslash'
  if (/[\0-\x1f\x7f\u0080-\u009f]/.test(name)) return 'its name holds a control character'
  if (/[\ud800-\udfff]/u.test(name)) return 'its name holds half a character'
  const parts = name.split('/')
  if (parts.length > deepest) return `its name has more than ${deepest} levels`
  return parts.map((part) => partFault(part, windows)).find((fault) => fault !== undefined)
}

function partFault(part: string, windows: boolean): string | undefined {
  if (part === '..') return 'its name leads upwards'
  if (part === '' || part === '.') return 'its name has an empty part'
  if (new TextEncoder().encode(part).length > 255) return 'a part of its name is too long'
  if (!windows) return undefined
  return /[<>:"|?*]/.test(part) || /[. ]$/.test(part) || reserved.test(part) ? 'its name can not be used on Windows' : undefined
}

/**
 * Gives for each entry that could not stand beside an earlier one the words that say so: the same name, the same but for
 * capitals or the way accents are written, or a file where another entry needs a folder.
 */
export function entryClashes(items: readonly ZipItem[]): ReadonlyMap<ZipItem, string> {
  const clashes = new Map<ZipItem, string>()
  const seen = new Map<string, { readonly exact: string; readonly folder: boolean }>()
  for (const item of items) {
    const parts = item.name.split('/')
    for (let length = 1; length <= parts.length; length++) {
      const exact = parts.slice(0, length).join('/')
      const folder = length < parts.length || item.kind === 'folder'
      const other = seen.get(folded(exact))
      if (other === undefined) seen.set(folded(exact), { exact, folder })
      else if (!other.folder || !folder) clashes.set(item, other.exact === exact ? 'another entry has the same name' : 'the name of another differs only in capitals or accents')
      else if (other.exact !== exact) clashes.set(item, 'the name of another differs only in capitals or accents')
    }
  }
  return clashes
}

function folded(name: string): string {
  return name.normalize('NFKD').toLowerCase().toUpperCase().normalize('NFC')
}
