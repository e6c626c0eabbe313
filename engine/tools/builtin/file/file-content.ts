import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { BlobStore, FileFacts, FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'

/** The largest content that is kept aside to be brought back. */
export const largestKept = 64 * 1024 * 1024

/** Gives the SHA-256 of a file in lower-case hexadecimal, reading it piece by piece. */
export async function hashOfFile(files: FileSystem, path: string, signal?: AbortSignal): Promise<string> {
  const hash = sha256.create()
  for await (const chunk of files.readStream(path, signal)) hash.update(chunk)
  return bytesToHex(hash.digest())
}

export function hashOfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}

/** Tells whether two files have the same content; sizes are compared first. */
export async function isSameContent(files: FileSystem, a: FileFacts, b: FileFacts, signal?: AbortSignal): Promise<boolean> {
  if (a.kind !== 'file' || b.kind !== 'file' || a.size !== b.size) return false
  return (await hashOfFile(files, a.path, signal)) === (await hashOfFile(files, b.path, signal))
}

export interface Kept {
  readonly hash: string
  readonly modified: number
}

/** Puts the content of a file aside so that it can come back; null when there is no file. Fails with `too-large`. */
export async function keepFile(files: FileSystem, blobs: BlobStore, path: string): Promise<Kept | null> {
  const facts = await files.facts(path)
  if (facts === undefined || facts.kind !== 'file') return null
  if (facts.size > largestKept) {
    throw new ToolError('too-large', `${quoted(path)} has ${facts.size} bytes; at most ${largestKept} can be kept to be brought back.`, { path, size: facts.size })
  }
  const bytes = await files.read(path)
  return { hash: await blobs.put(bytes), modified: facts.modified }
}

/** Gives the hash of the file at a path; null when there is none. */
export async function hashNow(files: FileSystem, path: string, signal?: AbortSignal): Promise<string | null> {
  const facts = await files.facts(path)
  return facts?.kind === 'file' ? hashOfFile(files, path, signal) : null
}

/** Gives bytes as text; `undefined` when they are not UTF-8. A byte order mark stays. */
export function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Gives the bytes of a text; fails with `not-text` for half a character, which no file could give back. */
export function encoded(text: string): Uint8Array {
  if (/[\uD800-\uDFFF]/u.test(text)) throw new ToolError('not-text', 'The text holds half a character, which can not be written.')
  return new TextEncoder().encode(text)
}
