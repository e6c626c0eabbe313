import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readBytes } from '../data/read-bytes.ts'
import { documentErrors, formatsOf, maxProperty, mostBytes, usualText } from './open-document.ts'

export const documentPdfText = defineTool({
  name: 'document.pdf_text',
  title: 'Read the text of a PDF',
  description: 'Gives the text of a PDF page by page, in the order in which it is written there. A page that is only a picture has no text. The text counts as written by others. At most 64 MiB.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      first: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 1, description: 'The first page wanted, counted from 1.' },
      pages: { type: 'integer', minimum: 1, maximum: 1000, default: 200, description: 'How many pages at most.' },
      max: maxProperty,
    },
    required: ['path'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      count: { type: 'integer', description: 'Pages of the whole document.' },
      pages: { type: 'array', items: { type: 'object', properties: { number: { type: 'integer' }, text: { type: 'string' } }, required: ['number', 'text'] } },
      text: { type: 'string', description: 'The same, pages joined by an empty line.' },
      truncated: { type: 'boolean', description: 'True: there is more behind it.' },
    },
    required: ['path', 'count', 'pages', 'text', 'truncated'],
  },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['pages.*.text', 'text'],
  errors: documentErrors,
  timeout: 120_000,
  describe: (input) => `read the text of the PDF ${quoted(input.path)}`,
  perform: async (input, call) => {
    const bytes = await readBytes(call.ports.files, input.path, mostBytes)
    // Readers allow some bytes before the mark.
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024))
    if (!head.includes('%PDF-')) throw new ToolError('damaged', `${quoted(input.path)} is no PDF.`, { path: input.path })
    const first = input.first ?? 1
    const found = await formatsOf(call.ports).pdf(bytes, { first, pages: input.pages ?? 200, most: input.max ?? usualText }, call.signal)
    return {
      path: input.path, count: found.count, pages: found.pages.map((text, index) => ({ number: first + index, text })),
      text: found.pages.join('\n\n'), truncated: found.truncated,
    }
  },
})
