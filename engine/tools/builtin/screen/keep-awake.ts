import { deviceErrors } from '../../../terms/device-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'

export const screenKeepAwake = defineTool({
  name: 'screen.keep_awake',
  title: 'Keep the screen on',
  description: 'Keeps the screen on for some minutes while the page is seen, and goes on at once. A later call takes the place of an earlier one.',
  input: { type: 'object', properties: { minutes: { type: 'integer', minimum: 1, maximum: 480 } }, required: ['minutes'], additionalProperties: false },
  output: { type: 'object', properties: { until: { type: 'string', format: 'date-time' } }, required: ['until'] },
  class: 'reversible',
  errors: deviceErrors,
  idempotent: true,
  hosts: ['browser'],
  rehearse: () => ({ until: '' }),
  describe: (input) => `keep the screen on for ${input.minutes} minutes`,
  perform: async (input, call) => {
    const port = call.ports.device?.screen
    if (port === undefined) throw new ToolError('not-here', deviceErrors['not-here'])
    const until = call.ports.clock.now() + input.minutes * 60_000
    await port.keepAwake(until)
    return { until: new Date(until).toISOString() }
  },
  undo: () => ({ tool: 'screen.let_sleep', input: {} }),
})
