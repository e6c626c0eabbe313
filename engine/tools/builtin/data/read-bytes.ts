import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { decodeText, type DecodedText, type Encoding } from './decode-text.ts'

/** Gives the whole content of a file; fails with `too-large` before more than `most` bytes are held. */
export async function readBytes(files: FileSystem, path: string, most: number): Promise<Uint8Array> {
  const bytes = await files.read(path, { length: most + 1 })
  if (bytes.length > most) throw new ToolError('too-large', `${quoted(path)} is longer than ${most} bytes.`, { path, max: most })
  return bytes
}

/** Gives the whole text of a file, its encoding told or found; fails with `too-large` and `not-text`. */
export async function readText(files: FileSystem, path: string, most: number, encoding?: Encoding): Promise<DecodedText> {
  const decoded = decodeText(await readBytes(files, path, most), encoding)
  if (decoded !== undefined) return decoded
  throw new ToolError('not-text', encoding === undefined ? `${quoted(path)} is not text.` : `${quoted(path)} is not text in ${encoding}.`, { path })
}
