import { deviceErrors } from '../../../terms/device-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'

/* The class is `sensitive`: whoever the person picks in the window of the system has it for good. */
export const shareSend = defineTool({
  name: 'share.send',
  title: 'Share a text or an address',
  description: 'Opens the window of the device that shares things. The person picks there who gets it; who that was does not come back.',
  input: {
    type: 'object',
    properties: { title: { type: 'string', maxLength: 200 }, text: { type: 'string', maxLength: 20_000 }, url: { type: 'string', maxLength: 4000, pattern: '^https?://' } },
    required: ['text'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: { shared: { type: 'boolean' } }, required: ['shared'] },
  class: 'sensitive',
  network: true,
  errors: deviceErrors,
  timeout: 600_000,
  hosts: ['browser'],
  rehearse: () => ({ shared: true }),
  describe: (input) => `share ${quoted(input.text)}${input.url === undefined ? '' : ` and ${quoted(input.url)}`}`,
  perform: async (input, call) => {
    const port = call.ports.device?.sharing
    if (port === undefined) throw new ToolError('not-here', deviceErrors['not-here'])
    await port.share({ text: input.text, ...(input.title !== undefined && { title: input.title }), ...(input.url !== undefined && { url: input.url }) })
    return { shared: true }
  },
})
