import type { ByteSource } from '../archive/open-zip.ts'
import { bytesSource, openZip } from '../archive/open-zip.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readBytes } from '../data/read-bytes.ts'
import { documentErrors, formatsOf, maxProperty, mostBytes, usualText } from './open-document.ts'

/** What all parts of a document may unfold to, in bytes. */
const mostUnfolded = 128 * 1024 * 1024
/** The part with the text, which is held as a tree. */
const mostMain = 32 * 1024 * 1024

export const documentDocxText = defineTool({
  name: 'document.docx_text',
  title: 'Read the text of a DOCX',
  description: 'Gives the text of a DOCX document, paragraphs set apart by empty lines, without headers, pictures and comments. Pages are not told: they only come to be when the document is laid out. The text counts as written by others. At most 64 MiB.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' }, max: maxProperty }, required: ['path'], additionalProperties: false },
  output: {
    type: 'object',
    properties: { path: { type: 'string', format: 'path' }, text: { type: 'string' }, truncated: { type: 'boolean', description: 'True: there is more behind it.' } },
    required: ['path', 'text', 'truncated'],
  },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['text'],
  errors: documentErrors,
  timeout: 60_000,
  describe: (input) => `read the text of the document ${quoted(input.path)}`,
  perform: async (input, call) => {
    const bytes = await readBytes(call.ports.files, input.path, mostBytes)
    requireKind(bytes, input.path)
    await requireBounded(bytesSource(bytes), input.path, call.signal)
    return { path: input.path, ...(await formatsOf(call.ports).docx(bytes, input.max ?? usualText, call.signal)) }
  },
})

/** An encrypted document is no zip archive but the older kind of container, in which the encrypted one lies. */
function requireKind(bytes: Uint8Array, path: string): void {
  const starts = (...mark: readonly number[]): boolean => mark.every((byte, index) => bytes[index] === byte)
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new ToolError('encrypted', `${quoted(path)} is encrypted, or a document of the older kind.`, { path })
  if (!starts(0x50, 0x4b)) throw new ToolError('damaged', `${quoted(path)} is no DOCX.`, { path })
}

/** Judges by what really unfolds, not by what the directory says, of the part that is read whole. */
async function requireBounded(source: ByteSource, path: string, signal: AbortSignal): Promise<void> {
  const damaged = new ToolError('damaged', `${quoted(path)} is no DOCX.`, { path })
  try {
    const { items, truncated } = await openZip(source)
    if (items.some((item) => item.encrypted)) throw new ToolError('encrypted', `${quoted(path)} is encrypted.`, { path })
    const size = items.reduce((sum, item) => sum + item.size, 0)
    const main = items.filter((item) => /\.(?:xml|rels)$/i.test(item.name))
    const text = main.reduce((sum, item) => sum + item.size, 0)
    if (truncated || size > mostUnfolded || text > mostMain) throw new ToolError('too-large', `${quoted(path)} unfolds to more than is read.`, { path })
    if (!items.some((item) => item.name.replace(/^\//, '') === '[Content_Types].xml')) throw damaged
    for (const item of main) if (item.kind === 'file') await item.read(signal)
  } catch (error) {
    if (error instanceof ToolError && error.code === 'bad-archive') throw damaged
    throw error
  }
}
