import { parseDocument } from '../../../document/parse-document.ts'
import { plainValue } from '../../../document/plain-value.ts'
import { writeYaml } from '../../../document/write-yaml.ts'
import { canonicalJson, type Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { encoded } from '../file/file-content.ts'
import { oddValue } from './parse-json.ts'
import { badValueError } from './write-json.ts'
import { replaceProperty, writeErrors, writtenFile, writtenProperties, writtenRequired } from './written-file.ts'

interface Input {
  readonly path: string
  readonly value: Json
  readonly replace?: boolean
}

export const dataWriteYaml = defineTool({
  name: 'data.write_yaml',
  title: 'Write a YAML file',
  description: 'Writes a value to a YAML file in UTF-8, in one step, with the folders it needs, and only when the same value is read back from it.',
  input: {
    type: 'object',
    properties: { path: { type: 'string', format: 'path' }, value: { description: 'What to write.' }, replace: replaceProperty },
    required: ['path', 'value'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: writtenProperties, required: writtenRequired },
  class: 'reversible',
  control: { path: 'path' },
  errors: { ...writeErrors, ...badValueError },
  timeout: 60_000,
  rehearse: 'overlay',
  describe: (input: Input) => `${input.replace === true ? 'write or replace' : 'write'} ${quoted(input.path)} with data: ${quoted(input.value)}`,
  ...writtenFile(async (input: Input) => ({ bytes: encoded(yamlText(input.value)), more: {} })),
})

function yamlText(value: Json): string {
  const fault = oddValue(value)
  if (fault !== undefined) throw new ToolError('bad-value', fault)
  const text = `${writeYaml(value)}\n`
  const { root, diagnostics } = parseDocument(text)
  const isSame = diagnostics.length === 0 && canonicalJson(root === undefined ? null : plainValue(root)) === canonicalJson(value)
  if (!isSame) throw new ToolError('bad-value', 'The value is too large for YAML here, or would not be read back the same.')
  return text
}
