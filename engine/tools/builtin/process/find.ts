import { programErrors } from '../../../terms/program-port.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { programsOf } from './programs-of.ts'

export const processFind = defineTool({
  name: 'process.find',
  title: 'Find a program by its name',
  description: 'Gives the absolute path of a program, looked for in the folders of PATH. Runs nothing.',
  input: { type: 'object', properties: { name: { type: 'string', minLength: 1, maxLength: 255 } }, required: ['name'], additionalProperties: false },
  output: { type: 'object', properties: { found: { type: 'boolean' }, path: { type: ['string', 'null'] } }, required: ['found', 'path'] },
  class: 'read',
  control: { name: 'id' },
  errors: { 'not-here': programErrors['not-here'] },
  hosts: ['node'],
  evidence: { name: 'program_exists', args: ['name'], value: 'found' },
  describe: (input) => `look where the program ${quoted(input.name)} is`,
  perform: async (input, call) => {
    const path = (await programsOf(call.ports).find(input.name)) ?? null
    return { found: path !== null, path }
  },
})
