/*
 * Reads zip archives piece by piece. Owns: limits on what is held in memory, damaged archives as ToolError. Does not own:
 * whether a name is safe. Always true: no more bytes of an entry are given out than its directory says, and none whose
 * checksum is wrong or that another entry shares.
 */
import type { Entry, FileEntry } from '@zip.js/zip.js'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'

export const mostEntries = 20_000
/** The largest stretch of the file that is read at once; the directory of an archive must fit in it. */
const mostAtOnce = 64 * 1024 * 1024

export interface ZipItem {
  /** As written in the archive, without the `/` at the end of a folder. */
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link'
  /** Bytes unpacked, as the directory says. */
  readonly size: number
  readonly packed: number
  /** Milliseconds since 1970. */
  readonly modified: number
  readonly encrypted: boolean
  /** Gives the content of a file; fails with `bad-archive` when it is not what the directory says. */
  read(signal: AbortSignal): Promise<Uint8Array>
}

export interface ZipContents {
  readonly items: readonly ZipItem[]
  /** There are more than 20,000; the rest was not read. */
  readonly truncated: boolean
}

export interface ByteSource {
  readonly size: number
  read(offset: number, length: number): Promise<Uint8Array>
}

/** Gives what a file holds as bytes to be read here and there. */
export async function fileSource(files: FileSystem, path: string): Promise<ByteSource> {
  const facts = await files.facts(path)
  if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(path)}.`, { path })
  if (facts.kind === 'folder') throw new ToolError('is-a-folder', `${quoted(path)} is a folder, not an archive.`, { path })
  return { size: facts.size, read: (offset, length) => files.read(path, { offset, length }) }
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) }
}

/** Gives the entries of an archive in the order of its directory. */
export async function openZip(source: ByteSource): Promise<ZipContents> {
  const zip = await import('@zip.js/zip.js')
  class SourceReader extends zip.Reader<ByteSource> {
    override size = source.size
    override async readUint8Array(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
      if (length > mostAtOnce) throw new ToolError('too-large', 'The directory of the archive is larger than is read.')
      const bytes = await source.read(offset, length).catch((cause: unknown) => {
        throw cause instanceof ToolError ? cause : new ReadFault('The archive could not be read.', { cause })
      })
      return bytes.slice()
    }
  }
  const settings = { useWebWorkers: false, filenameValidation: 'tolerant', strictness: 'balanced', checkOverlappingEntry: true, checkSignature: true } as const
  const reader = new zip.ZipReader(new SourceReader(source), settings)
  return damagedAs('The archive can not be read', async () => {
    const items: ZipItem[] = []
    for await (const entry of reader.getEntriesGenerator()) {
      if (items.length >= mostEntries) return { items, truncated: true }
      items.push(itemOf(entry))
    }
    return { items, truncated: false }
  })
}

function itemOf(entry: Entry): ZipItem {
  const name = entry.filename.endsWith('/') ? entry.filename.slice(0, -1) : entry.filename
  const size = entry.uncompressedSize
  return {
    name,
    kind: entry.symlink ? 'link' : entry.directory ? 'folder' : 'file',
    size,
    packed: entry.compressedSize,
    modified: timeOf(entry.lastModDate),
    encrypted: entry.encrypted,
    read: (signal) => damagedAs(`${quoted(name)} can not be unpacked`, () => contentOf(entry as FileEntry, size, signal)),
  }
}

function timeOf(date: Date): number {
  const time = date.getTime()
  return Number.isFinite(time) ? time : 0
}

async function contentOf(entry: FileEntry, size: number, signal: AbortSignal): Promise<Uint8Array> {
  if (entry.encrypted) throw new ToolError('encrypted', `${quoted(entry.filename)} is encrypted.`, { name: entry.filename })
  // What the directory says may be a lie: memory grows with what really comes.
  const chunks: Uint8Array[] = []
  let length = 0
  const collector = new WritableStream<Uint8Array>({
    write: (chunk) => {
      length += chunk.length
      if (length > size) throw new ToolError('bad-archive', `${quoted(entry.filename)} holds more than the archive says.`, { name: entry.filename })
      chunks.push(chunk.slice())
    },
  })
  await entry.getData(collector, { signal })
  if (length !== size) throw new ToolError('bad-archive', `${quoted(entry.filename)} holds less than the archive says.`, { name: entry.filename })
  const bytes = new Uint8Array(length)
  let position = 0
  for (const chunk of chunks) {
    bytes.set(chunk, position)
    position += chunk.length
  }
  return bytes
}

/** The world broke while reading, which says nothing about the archive. */
class ReadFault extends Error {}

async function damagedAs<T>(words: string, deed: () => Promise<T>): Promise<T> {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof ReadFault) throw error.cause
    if (error instanceof ToolError || (error instanceof Error && error.name === 'AbortError')) throw error
    throw new ToolError('bad-archive', `${words}: ${error instanceof Error ? error.message : 'it is damaged'}.`)
  }
}
