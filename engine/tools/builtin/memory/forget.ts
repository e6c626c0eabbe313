import { defineTool } from '../../define-tool.ts'
import { factBefore } from './fact-before.ts'
import { memoryErrors, memoryKey } from './memory-key.ts'

export const memoryForget = defineTool({
  name: 'memory.forget',
  title: 'Forget a fact',
  description: 'Forgets what is remembered under a name; nothing there is no error.',
  input: { type: 'object', properties: { key: memoryKey }, required: ['key'], additionalProperties: false },
  output: { type: 'object', properties: { forgotten: { type: 'boolean', description: 'False: nothing was remembered there.' } }, required: ['forgotten'] },
  errors: memoryErrors,
  class: 'reversible',
  control: { key: 'id' },
  idempotent: true,
  rehearse: 'overlay',
  describe: (input) => `forget "${input.key}"`,
  prepare: (input, call) => factBefore(call.ports.memory, input.key),
  perform: async (input, call) => {
    await call.ports.memory.forget(input.key)
    return { forgotten: call.before.found }
  },
  undo: (input, _output, before) => (before.found ? { tool: 'memory.set', input: { key: input.key, value: before.value } } : 'nothing'),
})
