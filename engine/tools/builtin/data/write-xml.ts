import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { encoded } from '../file/file-content.ts'
import { xmlElementSchema } from './read-xml.ts'
import { badValueError } from './write-json.ts'
import { replaceProperty, writeErrors, writtenFile, writtenProperties, writtenRequired } from './written-file.ts'
import { xmlText } from './xml-text.ts'

interface Input {
  readonly path: string
  readonly root: object
  readonly replace?: boolean
}

export const dataWriteXml = defineTool({
  name: 'data.write_xml',
  title: 'Write an XML file',
  description: 'Writes an element of the shape data.read_xml gives to an XML file in UTF-8, in one step, with the folders it needs. Names must be names; texts are escaped, so no text can become markup.',
  input: {
    type: 'object',
    properties: { path: { type: 'string', format: 'path' }, root: xmlElementSchema, replace: replaceProperty },
    required: ['path', 'root'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: writtenProperties, required: writtenRequired },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...writeErrors, ...badValueError },
  timeout: 60_000,
  rehearse: 'overlay',
  describe: (input: Input) => `${input.replace === true ? 'write or replace' : 'write'} ${quoted(input.path)} with XML`,
  ...writtenFile(async (input: Input) => {
    const written = xmlText(input.root)
    if ('fault' in written) throw new ToolError('bad-value', written.fault)
    return { bytes: encoded(`<?xml version="1.0" encoding="UTF-8"?>\n${written.text}\n`), more: {} }
  }),
})
