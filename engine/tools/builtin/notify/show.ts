import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'

/*
 * The class is `reversible`, without an undo: a notification can not be taken back, but it stays with the person it is
 * for and changes nothing. `read` would be wrong, since a rehearsal performs reads and would claim what did not happen;
 * `sensitive` would ask before every message, which teaches people to say yes. It is `idempotent` since a message seen
 * twice says the same as once, and a run should not stop as unknown over one.
 */
export const notifyShow = defineTool({
  name: 'notify.show',
  title: 'Show a notification',
  description: 'Shows a short message to the person at this machine.',
  input: {
    type: 'object',
    properties: { title: { type: 'string', maxLength: 200, default: 'Chela' }, text: { type: 'string', maxLength: 4000 } },
    required: ['text'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { shown: { type: 'boolean' } }, required: ['shown'] },
  class: 'reversible',
  errors: { 'not-here': 'This browser shows no notices.', refused: 'The browser does not let this page show notices.' },
  idempotent: true,
  rehearse: () => ({ shown: true }),
  describe: (input) => `show the message ${quoted(input.text)}`,
  perform: async (input, call) => {
    await call.ports.notify(input.title ?? 'Chela', input.text)
    return { shown: true }
  },
})
