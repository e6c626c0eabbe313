import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readBytes } from '../data/read-bytes.ts'
import { documentErrors, formatsOf, maxProperty, usualText } from './open-document.ts'

const mostHtml = 16 * 1024 * 1024

export const documentHtmlText = defineTool({
  name: 'document.html_text',
  title: 'Read the text of an HTML file',
  description: 'Gives the title of an HTML file and the text that a reader would see, one line a block. No code of it runs and nothing it names is loaded. The text counts as written by others. At most 16 MiB.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' }, max: maxProperty }, required: ['path'], additionalProperties: false },
  output: {
    type: 'object',
    properties: { path: { type: 'string', format: 'path' }, title: { type: 'string' }, text: { type: 'string' }, truncated: { type: 'boolean', description: 'True: there is more behind it.' } },
    required: ['path', 'title', 'text', 'truncated'],
  },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['title', 'text'],
  errors: documentErrors,
  timeout: 60_000,
  describe: (input) => `read the text of the HTML file ${quoted(input.path)}`,
  perform: async (input, call) => {
    const bytes = await readBytes(call.ports.files, input.path, mostHtml)
    return { path: input.path, ...(await formatsOf(call.ports).html(decodedHtml(bytes), input.max ?? usualText, call.signal)) }
  },
})

/** By its mark, else by what it says in its first kilobyte, else UTF-8 where it is that, else as old browsers do. */
function decodedHtml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const named = /<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?([\w-]{1,40})/i.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 1024)))?.[1]
  for (const label of [...(named === undefined || /^utf-?16/i.test(named) ? [] : [named]), 'utf-8', 'windows-1252']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes)
    } catch {
      continue
    }
  }
  return new TextDecoder().decode(bytes)
}
