import { systemErrors } from '../../../terms/system-port.ts'
import { defineTool } from '../../define-tool.ts'
import { systemOf, whole } from './system-of.ts'

const most = 500
const bytes = { type: 'integer', description: 'Bytes.' } as const

export const systemDisk = defineTool({
  name: 'system.disk',
  title: 'Look how full the disks are',
  description: 'Gives the disks of this machine with their size and what is free for this person.',
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    type: 'object',
    properties: {
      disks: {
        type: 'array',
        items: { type: 'object', properties: { path: { type: 'string' }, kind: { type: 'string' }, size: bytes, free: bytes, percent_used: { type: 'number' } }, required: ['path', 'kind', 'size', 'free', 'percent_used'] },
      },
      truncated: { type: 'boolean' },
    },
    required: ['disks', 'truncated'],
  },
  class: 'read',
  errors: systemErrors,
  hosts: ['node'],
  describe: () => 'look how full the disks are',
  perform: async (_input, call) => {
    const found = await systemOf(call.ports).disks()
    const disks = found.slice(0, most).map(({ path, kind, size, free }) => {
      const [all, left] = [whole(size), whole(free)]
      return { path, kind, size: all, free: left, percent_used: all === 0 ? 0 : Math.round((1 - left / all) * 1000) / 10 }
    })
    return { disks, truncated: found.length > most }
  },
})
