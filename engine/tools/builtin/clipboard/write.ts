import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashOfBytes } from '../file/file-content.ts'
import { clipboardErrors, mostText, readClipboard, writeClipboard } from './clipboard-text.ts'

/** What was there is kept aside and not in the journal, which more people may read. */
export const clipboardWrite = defineTool({
  name: 'clipboard.write',
  title: 'Put a text on the clipboard',
  description: 'Replaces what is on the clipboard with a text. The text that was there is kept for undo; anything else, such as a picture, is lost.',
  input: { type: 'object', properties: { text: { type: 'string', maxLength: mostText } }, required: ['text'], additionalProperties: false },
  output: { type: 'object', properties: { written: { type: 'boolean' }, hash: { type: 'string' } }, required: ['written', 'hash'] },
  class: 'reversible',
  errors: clipboardErrors,
  idempotent: true,
  rehearse: () => ({ written: true, hash: '' }),
  describe: (input) => `put ${quoted(input.text)} on the clipboard`,
  prepare: async (_input, call): Promise<{ readonly was: string }> => ({ was: await call.ports.blobs.put(new TextEncoder().encode(await readClipboard(call.ports, call.signal))) }),
  perform: async (input, call) => {
    await writeClipboard(call.ports, input.text, call.signal)
    return { written: true, hash: hashOfBytes(new TextEncoder().encode(input.text)) }
  },
  undo: (_input, output, before) => ({ tool: 'clipboard.restore', input: { now: output.hash, was: before.was } }),
})
