import { deviceErrors } from '../../../terms/device-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'

/** Like what it undoes it changes nothing that lasts, so there is nothing to bring back. */
export const screenLetSleep = defineTool({
  name: 'screen.let_sleep',
  title: 'Let the screen go off again',
  description: 'Ends what screen.keep_awake began.',
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: { type: 'object', properties: { ended: { type: 'boolean' } }, required: ['ended'] },
  class: 'reversible',
  errors: deviceErrors,
  idempotent: true,
  hosts: ['browser'],
  rehearse: () => ({ ended: true }),
  describe: () => 'let the screen go off again',
  perform: async (_input, call) => {
    const port = call.ports.device?.screen
    if (port === undefined) throw new ToolError('not-here', deviceErrors['not-here'])
    await port.letSleep()
    return { ended: true }
  },
})
