import { defineTool } from '../../define-tool.ts'
import { clipboardErrors, mostText, readClipboard } from './clipboard-text.ts'

/*
 * The class is `sensitive`: a clipboard often holds what was meant for one place only, and no kind of personal reading is
 * about it. So each look is asked about, and a rehearsal does not take one.
 */
export const clipboardRead = defineTool({
  name: 'clipboard.read',
  title: 'Read the clipboard',
  description: 'Gives the text of the clipboard. It counts as written by others, and may be private: each look is asked about.',
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { type: 'object', properties: { text: { type: 'string' }, truncated: { type: 'boolean' } }, required: ['text', 'truncated'] },
  class: 'sensitive',
  untrusted: ['text'],
  errors: clipboardErrors,
  idempotent: true,
  rehearse: () => ({ text: '', truncated: false }),
  describe: () => 'read the clipboard',
  perform: async (_input, call) => {
    const text = await readClipboard(call.ports, call.signal)
    return { text: text.slice(0, mostText), truncated: text.length > mostText }
  },
})
