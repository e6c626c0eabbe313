import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { decodeText, encodings, type DecodedText, type Encoding } from './decode-text.ts'

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

/** Gives the text of an XML file: where it is not UTF-8 and has no mark, in the encoding it declares, if that is known. */
export async function readXmlText(files: FileSystem, path: string, most: number): Promise<string> {
  const bytes = await readBytes(files, path, most)
  const found = decodeText(bytes)
  const declared = found?.certain === true ? undefined : declaredEncoding(bytes)
  const decoded = declared === undefined ? found : decodeText(bytes, declared)
  if (decoded === undefined) throw new ToolError('not-text', `${quoted(path)} is not text.`, { path })
  return decoded.text
}

const otherNames: ReadonlyMap<string, Encoding> = new Map([['iso-8859-1', 'windows-1252'], ['us-ascii', 'windows-1252'], ['latin1', 'windows-1252'], ['gbk', 'gb18030'], ['gb2312', 'gb18030']])

function declaredEncoding(bytes: Uint8Array): Encoding | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 200))
  const name = /^<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9_.-]+)["']/.exec(head)?.[1]?.toLowerCase()
  return name === undefined ? undefined : (otherNames.get(name) ?? encodings.find((one) => one === name))
}
