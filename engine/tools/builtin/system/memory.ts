import { systemErrors } from '../../../terms/system-port.ts'
import { defineTool } from '../../define-tool.ts'
import { systemOf, whole } from './system-of.ts'

const bytes = { type: 'integer', description: 'Bytes.' } as const

export const systemMemory = defineTool({
  name: 'system.memory',
  title: 'Look how full the memory is',
  description: 'Gives the working memory of this machine, and what programs could still get.',
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { type: 'object', properties: { size: bytes, available: bytes, swap: bytes, swap_free: bytes }, required: ['size', 'available', 'swap', 'swap_free'] },
  class: 'read',
  errors: systemErrors,
  hosts: ['node'],
  describe: () => 'look how full the memory is',
  perform: async (_input, call) => {
    const { size, available, swap, swapFree } = await systemOf(call.ports).memory()
    return { size: whole(size), available: whole(available), swap: whole(swap), swap_free: whole(swapFree) }
  },
})
