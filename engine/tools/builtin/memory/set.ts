import type { Json } from '../../../terms/json.ts'
import type { Reversal } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { memoryKey } from './memory-key.ts'

/*
 * `value` counts as a control argument: what is remembered is read later as a fact about the person, so text that others
 * wrote must not get there unasked.
 */
export const memorySet = defineTool({
  name: 'memory.set',
  title: 'Remember a fact',
  description: 'Remembers a value under a name, in place of what was remembered there.',
  input: { type: 'object', properties: { key: memoryKey, value: {} }, required: ['key', 'value'], additionalProperties: false },
  output: { type: 'object', properties: { remembered: { type: 'boolean' } }, required: ['remembered'] },
  class: 'reversible',
  control: { key: 'id', value: 'id' },
  idempotent: true,
  rehearse: 'overlay',
  describe: (input) => `remember ${quoted(input.value)} as "${input.key}"`,
  prepare: async (input, call): Promise<{ readonly found: boolean; readonly value: Json }> => {
    const value = await call.ports.memory.get(input.key)
    return { found: value !== undefined, value: value ?? null }
  },
  perform: async (input, call) => {
    await call.ports.memory.set(input.key, input.value)
    return { remembered: true }
  },
  undo: (input, _output, before): Reversal => (before.found ? { tool: 'memory.set', input: { key: input.key, value: before.value } } : { tool: 'memory.forget', input: { key: input.key } }),
})
