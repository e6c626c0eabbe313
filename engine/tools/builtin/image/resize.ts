import type { PictureChange } from '../../../terms/formats-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool, type CallWith } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { madeErrors, madePicture, madeProperties, madeRequired } from './made-picture.ts'
import { formatOf, openPicture, requirePixels } from './open-picture.ts'

interface Input {
  readonly path: string
  readonly to: string
  readonly width?: number
  readonly height?: number
  readonly fit?: PictureChange['fit']
  readonly quality?: number
}

const side = { type: 'integer', minimum: 1, maximum: 20_000, description: 'Pixels; at least one of width and height is needed.' } as const

export const imageResize = defineTool({
  name: 'image.resize',
  title: 'Write a picture in another size',
  description: 'Writes a smaller or larger copy of a picture to a new path, in the format that its ending names: png, jpg, gif or bmp. It is turned upright, and nothing but its pixels is kept: no place, no camera. The original stays. Never overwrites; at most 64 MiB and 50 million pixels.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      to: { type: 'string', format: 'path', description: 'The path of the new picture itself.' },
      width: side,
      height: side,
      fit: { type: 'string', enum: ['inside', 'cover', 'fill'], default: 'inside', description: 'inside keeps the proportions, cover cuts what is too much, fill stretches.' },
      quality: { type: 'integer', minimum: 1, maximum: 100, default: 85, description: 'For jpg.' },
    },
    required: ['path', 'to'],
    additionalProperties: false,
  },
  output: { type: 'object', properties: madeProperties, required: madeRequired },
  class: 'reversible',
  control: { path: 'path', to: 'path' },
  errors: { ...madeErrors, 'no-size': 'Neither width nor height is given.' },
  timeout: 120_000,
  rehearse: 'overlay',
  describe: (input: Input) => `write ${quoted(input.path)} in ${input.width ?? 'fitting'} × ${input.height ?? 'fitting'} pixels to ${quoted(input.to)}`,
  ...madePicture(async (input: Input, call: CallWith<unknown>) => {
    const format = formatOf(input.to)
    const { width, height, fit = 'inside' } = input
    if (width === undefined && height === undefined) throw new ToolError('no-size', 'Give width, height or both.')
    if (width !== undefined && height !== undefined) requirePixels(width * height, input.to)
    const change: PictureChange = { format, quality: input.quality ?? 85, fit, ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) }
    return { picture: await openPicture(call.ports, input.path, change, call.signal), more: {} }
  }),
})
