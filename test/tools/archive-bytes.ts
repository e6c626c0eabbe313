import { deflateRawSync } from 'node:zlib'
import { crc32 } from './crc32.ts'

/** One entry as it is to stand in an archive; what is left out is true to the content. */
export interface RawEntry {
  readonly name: string | Uint8Array
  readonly content?: Uint8Array | string
  /** 0 stored, 8 deflated. */
  readonly method?: number
  /** The name in the local header, where it is to be another. */
  readonly localName?: string
  readonly size?: number
  readonly packed?: number
  readonly crc?: number
  /** Bit 0: encrypted. Bit 11: the name is UTF-8. */
  readonly flags?: number
  /** Mode of Unix, such as 0o120777 for a link. */
  readonly mode?: number
  /** Stands on the bytes of the entry with this index instead of its own. */
  readonly sameAs?: number
}

/** Gives an archive byte by byte, with whatever lies its entries tell. Format: PKWARE APPNOTE 6.3.10. */
export function rawZip(entries: readonly RawEntry[], tail: { readonly comment?: string; readonly count?: number; readonly before?: Uint8Array } = {}): Uint8Array {
  const parts: Uint8Array[] = tail.before === undefined ? [] : [tail.before]
  let offset = tail.before?.length ?? 0
  const offsets: number[] = []
  const directory: Uint8Array[] = []
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? new TextEncoder().encode(entry.name) : entry.name
    const content = typeof entry.content === 'string' ? new TextEncoder().encode(entry.content) : (entry.content ?? new Uint8Array())
    const method = entry.method ?? 0
    const body = method === 8 ? new Uint8Array(deflateRawSync(content)) : content
    const facts = { method, flags: entry.flags ?? 0x800, crc: entry.crc ?? crc32(content), packed: entry.packed ?? body.length, size: entry.size ?? content.length }
    offsets.push(entry.sameAs === undefined ? offset : (offsets[entry.sameAs] ?? 0))
    if (entry.sameAs === undefined) {
      const local = header(0x04034b50, facts, entry.localName === undefined ? name : new TextEncoder().encode(entry.localName))
      parts.push(local, body)
      offset += local.length + body.length
    }
    directory.push(central(facts, name, entry.mode ?? 0o100644, offsets.at(-1) ?? 0))
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const comment = new TextEncoder().encode(tail.comment ?? '')
  const end = numbers([[4, 0x06054b50], [2, 0], [2, 0], [2, tail.count ?? entries.length], [2, tail.count ?? entries.length], [4, size], [4, offset], [2, comment.length]])
  return joined([...parts, ...directory, end, comment])
}

interface Facts {
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

function header(mark: number, { method, flags, crc, packed, size }: Facts, name: Uint8Array): Uint8Array {
  return joined([numbers([[4, mark], [2, 20], [2, flags], [2, method], [2, 0], [2, 0x5c21], [4, crc], [4, packed], [4, size], [2, name.length], [2, 0]]), name])
}

function central({ method, flags, crc, packed, size }: Facts, name: Uint8Array, mode: number, offset: number): Uint8Array {
  return joined([
    numbers([[4, 0x02014b50], [2, 0x031e], [2, 20], [2, flags], [2, method], [2, 0], [2, 0x5c21], [4, crc], [4, packed], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, (mode << 16) >>> 0], [4, offset]]),
    name,
  ])
}

function numbers(fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Uint8Array {
  const result = new Uint8Array(fields.reduce((sum, [bytes]) => sum + bytes, 0))
  const view = new DataView(result.buffer)
  let offset = 0
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(offset, value, true)
    else view.setUint32(offset, value, true)
    offset += bytes
  }
  return result
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
