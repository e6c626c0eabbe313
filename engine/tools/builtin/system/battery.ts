import { systemErrors } from '../../../terms/system-port.ts'
import { defineTool } from '../../define-tool.ts'
import { systemOf } from './system-of.ts'

export const systemBattery = defineTool({
  name: 'system.battery',
  title: 'Look how full the battery is',
  description: 'Gives how full the battery of this machine is; all but "there" is null where it has none.',
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    type: 'object',
    properties: { there: { type: 'boolean' }, percent: { type: ['number', 'null'] }, charging: { type: ['boolean', 'null'] }, minutes: { type: ['number', 'null'], description: 'What is left, where the system knows.' } },
    required: ['there', 'percent', 'charging', 'minutes'],
  },
  class: 'read',
  errors: systemErrors,
  hosts: ['node'],
  describe: () => 'look how full the battery is',
  perform: async (_input, call) => ({ ...(await systemOf(call.ports).battery()) }),
})
