import { defineTool } from '../../define-tool.ts'
import { memoryErrors, memoryKey } from './memory-key.ts'

export const memoryGet = defineTool({
  name: 'memory.get',
  title: 'Recall a fact',
  description: 'Gives what is remembered under a name at the moment of the call; value is null when nothing is.',
  input: { type: 'object', properties: { key: memoryKey }, required: ['key'], additionalProperties: false },
  output: { type: 'object', properties: { found: { type: 'boolean' }, value: {} }, required: ['found', 'value'] },
  errors: memoryErrors,
  class: 'read',
  control: { key: 'id' },
  describe: (input) => `recall "${input.key}"`,
  perform: async (input, call) => {
    const value = await call.ports.memory.get(input.key)
    return { found: value !== undefined, value: value ?? null }
  },
})
