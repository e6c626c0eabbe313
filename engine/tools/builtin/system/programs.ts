import { systemErrors } from '../../../terms/system-port.ts'
import { defineTool } from '../../define-tool.ts'
import { systemOf } from './system-of.ts'

export const systemPrograms = defineTool({
  name: 'system.programs',
  title: 'Look which programs are installed',
  description: 'Gives the programs in the folders of PATH, sorted by name. Runs nothing.',
  input: {
    type: 'object',
    properties: { name: { type: 'string', minLength: 1, maxLength: 200, description: 'Only those whose name holds this, in any case.' }, max: { type: 'integer', minimum: 1, maximum: 5000, default: 500 } },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      programs: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, path: { type: 'string' } }, required: ['name', 'path'] } },
      count: { type: 'integer' },
      truncated: { type: 'boolean' },
    },
    required: ['programs', 'count', 'truncated'],
  },
  class: 'read',
  errors: systemErrors,
  hosts: ['node'],
  describe: () => 'look which programs are installed',
  perform: async (input, call) => {
    const wanted = input.name?.toLowerCase()
    const most = input.max ?? 500
    const found = (await systemOf(call.ports).programs()).filter(({ name }) => wanted === undefined || name.toLowerCase().includes(wanted))
    return { programs: found.slice(0, most).map((one) => ({ ...one })), count: found.length, truncated: found.length > most }
  },
})
