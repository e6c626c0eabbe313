import { systemErrors } from '../../../terms/system-port.ts'
import { defineTool } from '../../define-tool.ts'
import { systemOf } from './system-of.ts'

const most = 1000

export const systemNetwork = defineTool({
  name: 'system.network',
  title: 'Look which addresses this machine has',
  description: 'Gives the network interfaces of this machine with their addresses. Sends nothing and looks for no other machine.',
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    type: 'object',
    properties: {
      interfaces: {
        type: 'array',
        items: { type: 'object', properties: { name: { type: 'string' }, address: { type: 'string' }, version: { type: 'integer' }, mask: { type: 'string' }, internal: { type: 'boolean' } }, required: ['name', 'address', 'version', 'mask', 'internal'] },
      },
      online: { type: 'boolean', description: 'True: it has an address that others could reach.' },
      truncated: { type: 'boolean' },
    },
    required: ['interfaces', 'online', 'truncated'],
  },
  class: 'read',
  errors: systemErrors,
  hosts: ['node'],
  describe: () => 'look which addresses this machine has',
  perform: async (_input, call) => {
    const found = await systemOf(call.ports).network()
    const online = found.some(({ internal, address }) => !internal && !address.startsWith('fe80:') && !address.startsWith('169.254.'))
    return { interfaces: found.slice(0, most).map((one) => ({ ...one })), online, truncated: found.length > most }
  },
})
