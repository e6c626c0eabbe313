/*
 * Changes one text that holds events or cards, in a file or in an account. Owns: that a change is made only over what was
 * looked at, that what was there can come back, and telling afterwards whether it took place. Does not own: what is changed
 * in the text, which `edit` says. Always true: an edit gives the same text for the same text, so that it can be worked out again.
 */
import type { DavItem, DavKind } from '../../../terms/dav-port.ts'
import { joinPath } from '../../../terms/file-path.ts'
import { hashText } from '../../../terms/hash.ts'
import type { Json } from '../../../terms/json.ts'
import type { ToolPorts } from '../../../terms/ports.ts'
import { ToolError, type Reversal, type ToolCall } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { decoded, encoded, hashNow, hashOfBytes, keepFile, type Kept } from '../file/file-content.ts'
import { firstMissingFolder, withFolders } from '../file/new-folders.ts'
import { componentsNamed, componentsOf } from './components.ts'
import { contentLines } from './content-lines.ts'
import { collectionNamed, davOf, readSheets, type Sheet } from './sheets.ts'

/** What was there just before, as it is journaled. */
export interface EntryBefore {
  readonly account: string | null
  /** The file, or the folder where a new file is to be made. */
  readonly path: string | null
  /** The item, or the collection where a new item is to be made. */
  readonly item: string | null
  /** The path or item is the folder or collection of a new one. */
  readonly within: boolean
  readonly kept: Kept | null
  readonly made: string | null
  /** When it was asked for, in milliseconds since 1970. */
  readonly stamp: number
}

/** A call, whatever its tool looked at before. */
type EntryCall = Omit<ToolCall, 'before'>

/** Gives the text as it shall be; null: nothing is left that is worth a file. */
export type Edit = (text: string) => string | null

export interface EntryPlace {
  readonly path?: string
  readonly account?: string
  /** The name of the calendar or address book. */
  readonly collection?: string | undefined
}

export interface Changed {
  readonly path: string | null
  readonly item: string | null
  /** SHA-256 of the text that lies there now; null: nothing does. */
  readonly hash: string | null
}

/** What a change of an entry may fail with, besides the faults of files and accounts. */
export const entryErrors = {
  'no-entry': 'There is no entry with this uid.',
  ambiguous: 'Several files or items hold an entry with this uid.',
  broken: 'The text around the entry is so broken that it can not be changed safely.',
} as const

/** Looks for the one text that holds an entry, and keeps it aside. `uidsIn` gives the uids of a text. */
export async function findEntry(call: EntryCall, kind: DavKind, place: EntryPlace, uid: string, uidsIn: (text: string) => readonly string[]): Promise<EntryBefore> {
  const filter = /^[\u0021-\u007e]+$/.test(uid) && !uid.startsWith('hash-') ? { uid } : {}
  const collections = place.collection === undefined ? {} : { collections: [place.collection] }
  const { sheets } = await readSheets(call, kind, place.path === undefined ? { ...collections, ...(place.account !== undefined && { account: place.account }) } : { paths: [place.path] }, filter)
  const fits = sheets.filter(({ text }) => uidsIn(text).includes(uid))
  const [sheet] = fits
  if (sheet === undefined) throw new ToolError('no-entry', `There is no entry ${quoted(uid)} there.`, { uid })
  if (fits.length > 1) throw new ToolError('ambiguous', `${fits.length} files or items hold an entry ${quoted(uid)}. Name the file, or the calendar or address book.`, { uid })
  if (!sheet.exact) throw new ToolError('not-text', `${quoted(sheet.source)} is not text in UTF-8, so it can not be changed without changing all of it.`)
  return { ...(await keptOf(call, sheet, place.account)), within: false, stamp: call.ports.clock.now() }
}

async function keptOf(call: EntryCall, sheet: Sheet, account: string | undefined): Promise<Omit<EntryBefore, 'within' | 'stamp'>> {
  const { files, blobs } = call.ports
  if (sheet.path !== null) return { account: null, path: sheet.path, item: null, kept: await keepFile(files, blobs, sheet.path), made: null }
  const item = await davOf(call.ports).get(account ?? '', sheet.item ?? '', call.signal)
  if (item === undefined) throw new ToolError('no-entry', 'The entry was removed just now.')
  return { account: account ?? null, path: null, item: item.path, kept: { hash: await blobs.put(encoded(item.text)), modified: 0 }, made: null }
}

/** Looks at where a new entry shall go: a file, a folder (then a file of its own is made), or a collection of an account. */
export async function newEntry(call: EntryCall, kind: DavKind, place: EntryPlace): Promise<EntryBefore> {
  const { files, blobs, clock } = call.ports
  if ((place.path === undefined) === (place.account === undefined)) throw new ToolError('no-place', 'Say either which file or folder, or which account.')
  if (place.path === undefined) {
    const collections = await davOf(call.ports).collections(place.account ?? '', kind, call.signal)
    return { account: place.account ?? null, path: null, item: collectionNamed(collections, place.collection).path, within: true, kept: null, made: null, stamp: clock.now() }
  }
  const facts = await files.facts(place.path)
  const within = facts?.kind === 'folder'
  const kept = within ? null : await keepFile(files, blobs, place.path)
  return { account: null, path: place.path, item: null, within, kept, made: await firstMissingFolder(files, place.path), stamp: clock.now() }
}

/** Gives the very place of an entry: in a folder or collection the file or item that its uid names. */
function placed(before: EntryBefore, kind: DavKind, uid: string): EntryBefore {
  if (!before.within) return before
  const name = `${/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(uid) ? uid : hashText(uid).slice(0, 40)}.${kind === 'calendar' ? 'ics' : 'vcf'}`
  return { ...before, path: before.path === null ? null : joinPath(before.path, name), item: before.item === null ? null : before.item + name }
}

/** Makes the change, if what is there is still what was looked at; one that was made already is not made again. */
export async function changeEntry(call: EntryCall, kind: DavKind, uid: string, found: EntryBefore, edit: Edit): Promise<Changed> {
  const before = placed(found, kind, uid)
  return before.path === null ? changeItem(call, kind, before, edit) : changeFile(call, before, before.path, edit)
}

async function changeFile(call: EntryCall, before: EntryBefore, path: string, edit: Edit): Promise<Changed> {
  const { files } = call.ports
  const hash = await hashNow(files, path, call.signal)
  const text = before.kept === null ? '' : await keptText(call.ports, before.kept.hash)
  const edited = edit(text)
  const bytes = edited === null ? null : encoded(edited)
  const wanted = bytes === null ? null : hashOfBytes(bytes)
  if (hash !== wanted && hash !== (before.kept?.hash ?? null)) throw new ToolError('changed', `${quoted(path)} was changed by somebody else just now.`, { path })
  if (hash !== wanted) {
    if (bytes === null) await files.removeFile(path)
    else await withFolders(files, path, () => files.write(path, bytes, { replace: before.kept !== null }))
  }
  return { path, item: null, hash: wanted }
}

async function keptText(ports: ToolPorts, hash: string): Promise<string> {
  const bytes = await ports.blobs.get(hash)
  const text = bytes === undefined ? undefined : decoded(bytes)
  if (text !== undefined) return text
  throw new ToolError(bytes === undefined ? 'lost' : 'not-text', bytes === undefined ? 'What was there before is no longer kept.' : 'It is not text in UTF-8, so it can not be changed without changing all of it.')
}

async function changeItem(call: EntryCall, kind: DavKind, before: EntryBefore, edit: Edit): Promise<Changed> {
  const dav = davOf(call.ports)
  const [account, item] = [before.account ?? '', before.item ?? '']
  const now = await dav.get(account, item, call.signal)
  const wanted = edit(before.kept === null ? '' : await keptText(call.ports, before.kept.hash))
  if (isWanted(now, wanted)) return { path: null, item, hash: now === undefined ? null : hashText(now.text) }
  if ((now === undefined ? null : hashText(now.text)) !== (before.kept?.hash ?? null)) throw new ToolError('changed', 'It was changed by somebody else just now.', { item })
  if (wanted === null) await dav.remove(account, item, now?.etag ?? '', call.signal)
  else await dav.put(account, kind, item, wanted, now?.etag ?? null, call.signal)
  return { path: null, item, hash: wanted === null ? null : await hashAfterwards(call, account, item) }
}

/** The change is made: a fault from here on must not say that it was not. */
async function hashAfterwards(call: EntryCall, account: string, item: string): Promise<string> {
  const now = await davOf(call.ports).get(account, item, call.signal).catch((cause: unknown) => {
    throw new Error(`It was written, but could not be read back: ${cause instanceof Error ? cause.message : String(cause)}`)
  })
  if (now === undefined) throw new Error('It was written, but is not there.')
  return hashText(now.text)
}

/** A server may write the same lines in another order and form. */
function isWanted(now: DavItem | undefined, wanted: string | null): boolean {
  if (now === undefined || wanted === null) return now === undefined && wanted === null
  return plainForm(now.text) === plainForm(wanted)
}

function plainForm(text: string): string {
  return contentLines(text).filter(({ name }) => name !== 'PRODID').map(({ name, parameters, value }) => JSON.stringify([name, [...parameters].sort(), value])).sort().join('\n')
}

/** Tells after a crash whether the change took place; throws `changed` when what is there fits neither. */
export async function checkEntry(call: EntryCall, kind: DavKind, uid: string, found: EntryBefore, edit: Edit): Promise<Changed | undefined> {
  const before = placed(found, kind, uid)
  const wanted = wantedOf(before.kept === null ? '' : await keptText(call.ports, before.kept.hash), edit)
  if (wanted === undefined) return undefined
  if (before.path !== null) {
    const now = await hashNow(call.ports.files, before.path, call.signal)
    const done = wanted === null ? null : hashOfBytes(encoded(wanted))
    if (now === done && done !== before.kept?.hash) return { path: before.path, item: null, hash: now }
    if (now === (before.kept?.hash ?? null)) return undefined
  } else {
    const now = await davOf(call.ports).get(before.account ?? '', before.item ?? '', call.signal)
    const hash = now === undefined ? null : hashText(now.text)
    if (hash === (before.kept?.hash ?? null)) return undefined
    if (isWanted(now, wanted)) return { path: null, item: before.item, hash }
  }
  throw new ToolError('changed', 'What lies there now is neither what was there nor what was to be written.')
}

/** An edit that fails now failed then too, before anything was changed. */
function wantedOf(text: string, edit: Edit): string | null | undefined {
  try {
    return edit(text)
  } catch (error) {
    if (error instanceof ToolError) return undefined
    throw error
  }
}

/** Gives what takes a change back. Without `before`, as in a rehearsal, only that there is something. */
export function undoEntry(kind: DavKind, output: Changed, before: EntryBefore | null, asked: EntryPlace): Reversal {
  const was = before?.kept?.hash ?? null
  if (before?.account !== null && (before !== null || asked.account !== undefined)) return { tool: `${kind}.restore`, input: { account: before?.account ?? asked.account ?? '', item: output.item ?? '', now: output.hash, was } }
  const input: { [argument: string]: Json } = { path: output.path ?? asked.path ?? '', now: output.hash, was }
  if (before?.kept != null) input['modified'] = before.kept.modified
  if (before?.made != null) input['remove_empty'] = before.made
  return { tool: 'file.restore', input }
}

/** Gives the whole of what a VCALENDAR or a card begins and ends with; fails with `broken` where an END is missing. */
export function requireWhole(text: string, name: string): void {
  if (componentsNamed(componentsOf(text), name).every((one) => one.closed)) return
  throw new ToolError('broken', `The text lacks the end of something that it begins (END:${name}). Mend it by hand first.`)
}
