import type { FileSystem } from '../../terms/ports.ts'

/** A stretch of content: bytes in memory, or bytes of a file of the base. */
export type Part = { readonly bytes: Uint8Array } | { readonly base: string; readonly offset: number; readonly length: number }

const chunk = 1024 * 1024

/** Gives the whole of a file of the base by reference. */
export function partsOf(base: string, size: number): readonly Part[] {
  return size === 0 ? [] : [{ base, offset: 0, length: size }]
}

export function sizeOfParts(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + lengthOf(part), 0)
}

/** Gives the parts between two offsets, without reading anything. */
export function cutParts(parts: readonly Part[], offset: number, length: number): readonly Part[] {
  const result: Part[] = []
  let start = 0
  for (const part of parts) {
    const from = Math.max(offset - start, 0)
    const to = Math.min(offset + length - start, lengthOf(part))
    start += lengthOf(part)
    if (from >= to) continue
    result.push('bytes' in part ? { bytes: part.bytes.subarray(from, to) } : { base: part.base, offset: part.offset + from, length: to - from })
  }
  return result
}

/** Reads the bytes between two offsets into one array. */
export async function readParts(base: FileSystem, parts: readonly Part[], offset: number, length: number): Promise<Uint8Array> {
  const wanted = cutParts(parts, offset, length)
  const result = new Uint8Array(sizeOfParts(wanted))
  let position = 0
  for (const part of wanted) {
    const bytes = await bytesOf(base, part)
    result.set(bytes.subarray(0, lengthOf(part)), position)
    position += bytes.length
  }
  return result.subarray(0, position)
}

export async function* streamParts(base: FileSystem, parts: readonly Part[], signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    for (let done = 0; done < lengthOf(part); done += chunk) {
      signal?.throwIfAborted()
      for (const piece of cutParts([part], done, chunk)) yield await bytesOf(base, piece)
    }
  }
}

async function bytesOf(base: FileSystem, part: Part): Promise<Uint8Array> {
  return 'bytes' in part ? part.bytes.slice() : base.read(part.base, { offset: part.offset, length: part.length })
}

function lengthOf(part: Part): number {
  return 'bytes' in part ? part.bytes.length : part.length
}
