/*
 * Where calendars and cards lie: files, folders of files, and accounts. Owns: finding and reading them within bounds, for
 * both kinds. Does not own: what stands in a text.
 */
import type { DavCollection, DavFilter, DavKind, DavPort } from '../../../terms/dav-port.ts'
import type { FileFacts, ToolPorts } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { walk } from '../file/list.ts'
import { textOfBytes } from './text-of-bytes.ts'

export const largestSheet = 16_000_000
const mostBytes = 64_000_000
const mostFiles = 5000
/** Stands for all calendars or address books of an account. As a name it is always there, so that a yes can cover all of them. */
export const everyOne = '*'

/** One text that holds events or cards, and where it lies. */
export interface Sheet {
  readonly text: string
  /** The text written as UTF-8 is what lies there. */
  readonly exact: boolean
  /** Of a file; null in an account. */
  readonly path: string | null
  /** Of an item in an account; null for a file. */
  readonly item: string | null
  readonly etag: string | null
  /** The path of the file, or the name of the collection. */
  readonly source: string
}

export interface Places {
  readonly paths?: readonly string[]
  readonly account?: string
  readonly collections?: readonly string[]
}

export interface Sheets {
  readonly sheets: readonly Sheet[]
  /** Files that are too large. */
  readonly skipped: number
  readonly truncated: boolean
}

type Call = { readonly ports: ToolPorts; readonly signal: AbortSignal }

/** What a tool may fail with when the arguments say where to look in a way that makes no sense. */
export const placeErrors = {
  'no-place': 'Neither a path nor an account is given, or both.',
  'no-collection': 'The account has no calendar or address book of this name, or several.',
} as const

/** Reads all texts of the places, bounded in number and size. */
export async function readSheets(call: Call, kind: DavKind, places: Places, filter: DavFilter = {}): Promise<Sheets> {
  const { paths = [], account } = places
  if ((paths.length > 0) === (account !== undefined)) throw new ToolError('no-place', 'Say either which files or folders, or which account.')
  return account === undefined ? readFiles(call, kind, paths) : readAccount(call, kind, account, places.collections, filter)
}

const endings: { readonly [kind in DavKind]: RegExp } = { calendar: /\.(?:ics|ical|ifb|icalendar)$/i, contacts: /\.(?:vcf|vcard)$/i }

async function readFiles(call: Call, kind: DavKind, paths: readonly string[]): Promise<Sheets> {
  const { files } = call.ports
  const sheets: Sheet[] = []
  let skipped = 0
  let left = mostBytes
  for (const facts of await filesAt(call, kind, paths)) {
    call.signal.throwIfAborted()
    if (sheets.length >= mostFiles || left <= 0) return { sheets, skipped, truncated: true }
    if (facts.size > largestSheet) skipped++
    else {
      const read = textOfBytes(await files.read(facts.path, { length: largestSheet }))
      left -= facts.size
      sheets.push({ ...read, path: facts.path, item: null, etag: null, source: facts.path })
    }
  }
  return { sheets, skipped, truncated: false }
}

async function filesAt(call: Call, kind: DavKind, paths: readonly string[]): Promise<readonly FileFacts[]> {
  const { files } = call.ports
  const found = new Map<string, FileFacts>()
  for (const path of paths) {
    const facts = await files.facts(path)
    if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(path)}.`, { path })
    if (facts.kind === 'file') found.set(path, facts)
    else if (facts.kind === 'folder') {
      const inside = await walk(files, path, { depth: 4, hidden: false, signal: call.signal, most: mostFiles })
      for (const { facts: one } of inside) if (one.kind === 'file' && endings[kind].test(one.name)) found.set(one.path, one)
    } else throw new ToolError('no-access', `${quoted(path)} is neither a file nor a folder.`, { path })
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function readAccount(call: Call, kind: DavKind, account: string, names: readonly string[] | undefined, filter: DavFilter): Promise<Sheets> {
  const port = davOf(call.ports)
  const all = await port.collections(account, kind, call.signal)
  const chosen = names === undefined || names.length === 0 || names.includes(everyOne) ? all : names.map((name) => collectionNamed(all, name))
  const sheets: Sheet[] = []
  let truncated = false
  for (const { path, name } of chosen) {
    const found = await port.items(account, kind, path, filter, call.signal)
    truncated ||= found.truncated
    for (const { path: item, etag, text } of found.items) sheets.push({ text, exact: true, path: null, item, etag, source: name })
  }
  return { sheets: sheets.slice(0, mostFiles * 2), skipped: 0, truncated: truncated || sheets.length > mostFiles * 2 }
}

/** Gives the one collection of an account with this name or path; without a name the account must have only one. */
export function collectionNamed(all: readonly DavCollection[], name: string | undefined): DavCollection {
  const fits = name === undefined ? all : all.filter((one) => one.name === name || one.path === name)
  const [only] = fits
  if (only !== undefined && fits.length === 1) return only
  const known = all.slice(0, 20).map((one) => quoted(one.name)).join(', ') || 'none'
  throw new ToolError('no-collection', name === undefined ? `Say which one is meant. The account has: ${known}.` : `The account has ${fits.length === 0 ? 'nothing' : 'more than one'} named ${quoted(name)}. It has: ${known}.`)
}

export function davOf(ports: ToolPorts): DavPort {
  if (ports.dav !== undefined) return ports.dav
  throw new ToolError('not-here', 'This host has no way to reach accounts.')
}
