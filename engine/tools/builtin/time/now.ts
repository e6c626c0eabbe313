import { defineTool } from '../../define-tool.ts'

export const timeNow = defineTool({
  name: 'time.now',
  title: 'Look at the clock',
  description: 'Gives the time at the moment of the call. In expressions, now is the time of the step.',
  input: { type: 'object', properties: {}, additionalProperties: false },
  output: {
    type: 'object',
    properties: { now: { type: 'string', format: 'date-time', description: 'ISO 8601 in UTC.' }, milliseconds: { type: 'integer', description: 'Since 1970.' } },
    required: ['now', 'milliseconds'],
  },
  class: 'read',
  describe: () => 'look at the clock',
  perform: async (_input, call) => {
    const milliseconds = call.ports.clock.now()
    return { now: new Date(milliseconds).toISOString(), milliseconds }
  },
})
