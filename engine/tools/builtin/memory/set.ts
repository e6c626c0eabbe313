import { saidByPerson } from '../../../terms/memory.ts'
import type { Reversal } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { factBefore } from './fact-before.ts'
import { memoryErrors, memoryKey } from './memory-key.ts'

/*
 * `value` counts as a control argument: what is remembered is read later as a fact about the person, so text that others
 * wrote must not get there unasked. Where it came from is written down by the run, whatever the tool says.
 */
export const memorySet = defineTool({
  name: 'memory.set',
  title: 'Remember a fact',
  description: 'Remembers a value under a name, in place of what was remembered there.',
  input: { type: 'object', properties: { key: memoryKey, value: {}, private: { type: 'boolean', description: 'True: it leaves for no model that is not local. Only the person takes the mark off.' } }, required: ['key', 'value'], additionalProperties: false },
  output: { type: 'object', properties: { remembered: { type: 'boolean' } }, required: ['remembered'] },
  errors: { ...memoryErrors, refused: 'The name or a field of the value is none that can be kept.', 'too-large': 'The value, or all facts together, would be too large.' },
  class: 'reversible',
  control: { key: 'id', value: 'id' },
  idempotent: true,
  rehearse: 'overlay',
  describe: (input) => `remember ${quoted(input.value)} as "${input.key}"`,
  prepare: (input, call) => factBefore(call.ports.memory, input.key),
  perform: async (input, call) => {
    await call.ports.memory.set(input.key, input.value, { ...saidByPerson, private: input.private === true })
    return { remembered: true }
  },
  undo: (input, _output, before): Reversal => (before.found ? { tool: 'memory.set', input: { key: input.key, value: before.value } } : { tool: 'memory.forget', input: { key: input.key } }),
})
