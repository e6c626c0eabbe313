import { defineTool, type CallWith } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { madeErrors, madePicture, madeProperties, madeRequired } from './made-picture.ts'
import { formatOf, openPicture } from './open-picture.ts'

interface Input {
  readonly path: string
  readonly to: string
  readonly quality?: number
}

export const imageConvert = defineTool({
  name: 'image.convert',
  title: 'Convert a picture to another format',
  description: 'Writes a picture in the format that the ending of the new path names: png, jpg, gif or bmp. It is turned upright, and nothing but its pixels is kept: no place, no camera, one frame of a moving one. The original stays. Never overwrites; at most 64 MiB and 50 million pixels.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      to: { type: 'string', format: 'path', description: 'The path of the new picture itself.' },
      quality: { type: 'integer', minimum: 1, maximum: 100, default: 85, description: 'For jpg.' },
    },
    required: ['path', 'to'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: madeProperties, required: madeRequired },
  class: 'reversible',
  control: { path: 'path', to: 'path' },
  errors: madeErrors,
  timeout: 120_000,
  rehearse: 'overlay',
  describe: (input: Input) => `convert the picture ${quoted(input.path)} to ${quoted(input.to)}`,
  ...madePicture(async (input: Input, call: CallWith<unknown>) => {
    const format = formatOf(input.to)
    return { picture: await openPicture(call.ports, input.path, { format, quality: input.quality ?? 85, fit: 'inside' }, call.signal), more: {} }
  }),
})
