import { systemErrors } from '../../../terms/system-port.ts'
import { defineTool } from '../../define-tool.ts'
import { systemOf, whole } from './system-of.ts'

export const systemProcesses = defineTool({
  name: 'system.processes',
  title: 'Look which programs are running',
  description: 'Gives the running programs with what they use, the most memory first; not their arguments, which may hold secrets. Names count as written by others, since a program names itself.',
  input: {
    type: 'object',
    properties: { name: { type: 'string', minLength: 1, maxLength: 200, description: 'Only those whose name holds this, in any case.' }, max: { type: 'integer', minimum: 1, maximum: 2000, default: 100 } },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      processes: {
        type: 'array',
        items: {
          type: 'object',
          properties: { id: { type: 'integer' }, parent: { type: 'integer' }, name: { type: 'string' }, load: { type: 'number', description: 'Percent of one processor.' }, memory: { type: 'integer', description: 'Bytes.' }, user: { type: 'string' } },
          required: ['id', 'parent', 'name', 'load', 'memory', 'user'],
        },
      },
      count: { type: 'integer' },
      truncated: { type: 'boolean' },
    },
    required: ['processes', 'count', 'truncated'],
  },
  class: 'read',
  untrusted: ['processes.*.name'],
  errors: systemErrors,
  hosts: ['node'],
  describe: () => 'look which programs are running',
  perform: async (input, call) => {
    const wanted = input.name?.toLowerCase()
    const most = input.max ?? 100
    const all = await systemOf(call.ports).processes()
    const found = all.filter(({ name }) => wanted === undefined || name.toLowerCase().includes(wanted)).toSorted((a, b) => b.memory - a.memory || a.id - b.id)
    const shown = found.slice(0, most).map((one) => ({ ...one, name: one.name.slice(0, 300), id: whole(one.id), parent: whole(one.parent), memory: whole(one.memory), load: Number.isFinite(one.load) ? Math.round(one.load * 10) / 10 : 0 }))
    return { processes: shown, count: found.length, truncated: found.length > most }
  },
})
