import { deviceErrors } from '../../../terms/device-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'

export const locationGet = defineTool({
  name: 'location.get',
  title: 'Find out where this device is',
  description: 'Gives the place of this device in degrees, with the radius of the circle it is in. The browser asks the person too.',
  input: { type: 'object', properties: { precise: { type: 'boolean', default: false, description: 'As exactly as the device can, which takes longer.' } }, additionalProperties: false },
  output: {
    type: 'object',
    properties: { latitude: { type: 'number' }, longitude: { type: 'number' }, accuracy: { type: 'number', description: 'Meters.' }, time: { type: 'string', format: 'date-time' } },
    required: ['latitude', 'longitude', 'accuracy', 'time'],
  },
  class: 'read',
  private: ['latitude', 'longitude'],
  personal: 'location',
  errors: deviceErrors,
  idempotent: true,
  timeout: 120_000,
  hosts: ['browser'],
  describe: () => 'find out where this device is',
  perform: async (input, call) => {
    const port = call.ports.device?.location
    if (port === undefined) throw new ToolError('not-here', deviceErrors['not-here'])
    const { latitude, longitude, accuracy, time } = await port.get(input.precise === true, call.signal)
    return { latitude, longitude, accuracy, time: new Date(time).toISOString() }
  },
})
