import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { notTextError, readErrors, tooLargeError } from '../file/file-errors.ts'
import { readXmlText } from './read-bytes.ts'

const mostBytes = 16_000_000

export const xmlElementSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', description: 'With its prefix, as written.' },
    attributes: { type: 'object', additionalProperties: { type: 'string' } },
    text: { type: 'string', description: 'The text of an element that holds no elements.' },
    children: { type: 'array', description: 'Elements of the same shape, and texts between them.' },
  },
  required: ['name'],
} as const

export const dataReadXml = defineTool({
  name: 'data.read_xml',
  title: 'Read an XML file',
  description: 'Gives the outermost element of an XML file: name, attributes, text and children, each of the same shape. A file with a document type is refused, so there are no entities but the five of XML and numbers, and nothing outside the file is read. What the file says counts as written by others.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: { type: 'object', properties: { path: { type: 'string', format: 'path' }, root: xmlElementSchema }, required: ['path', 'root'] },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['root'],
  errors: { ...readErrors, ...tooLargeError, ...notTextError, 'bad-xml': 'The file is not well-formed XML, has a document type, or is larger or deeper than is read; the message says where.' },
  timeout: 60_000,
  describe: (input) => `read the data in ${quoted(input.path)}`,
  perform: async (input, call) => {
    const text = await readXmlText(call.ports.files, input.path, mostBytes)
    const { readXmlTree } = await import('./xml-tree.ts')
    const read = readXmlTree(text)
    if ('fault' in read) throw new ToolError('bad-xml', `${quoted(input.path)} can not be read. ${read.fault}`, { path: input.path })
    return { path: input.path, root: read.root }
  },
})
