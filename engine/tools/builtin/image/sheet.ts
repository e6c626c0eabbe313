import { ToolError } from '../../../terms/tool.ts'
import { defineTool, type CallWith } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { formatsOf } from '../document/open-document.ts'
import { madeErrors, madePicture, madeProperties, madeRequired } from './made-picture.ts'
import { formatOf, openPicture, requirePixels } from './open-picture.ts'

interface Input {
  readonly paths: readonly string[]
  readonly to: string
  readonly columns?: number
  readonly cell?: number
}

interface Skipped {
  readonly path: string
  readonly reason: string
}

const mostPictures = 500

export const imageSheet = defineTool({
  name: 'image.sheet',
  title: 'Make a sheet of thumbnails',
  description: `Writes one new picture with small copies of up to ${mostPictures} pictures side by side, in the order given, in the format that the ending of the path names: png, jpg, gif or bmp. Pictures that can not be read are left out and told. The originals stay. Never overwrites.`,
  input: {
    type: 'object',
    properties: {
      paths: { type: 'array', items: { type: 'string', format: 'path' }, minItems: 1, maxItems: mostPictures },
      to: { type: 'string', format: 'path', description: 'The path of the sheet itself.' },
      columns: { type: 'integer', minimum: 1, maximum: 50, default: 8 },
      cell: { type: 'integer', minimum: 16, maximum: 512, default: 160, description: 'Pixels each way for one thumbnail and its margin.' },
    },
    required: ['paths', 'to'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      ...madeProperties,
      count: { type: 'integer', description: 'Pictures on the sheet.' },
      skipped: { type: 'array', items: { type: 'object', properties: { path: { type: 'string', format: 'path' }, reason: { type: 'string', description: 'The code of the error.' } }, required: ['path', 'reason'] } },
    },
    required: [...madeRequired, 'count', 'skipped'],
  },
  class: 'reversible',
  control: { paths: 'path', to: 'path' },
  errors: { ...madeErrors, empty: 'None of the pictures could be read.' },
  timeout: 1_800_000,
  rehearse: 'overlay',
  describe: (input: Input) => `make a sheet of ${input.paths.length} thumbnails at ${quoted(input.to)}`,
  ...madePicture(async (input: Input, call: CallWith<unknown>) => {
    const { columns = 8, cell = 160 } = input
    const format = formatOf(input.to)
    requirePixels(Math.min(columns, input.paths.length) * Math.ceil(input.paths.length / columns) * cell * cell, input.to)
    const { tiles, skipped } = await tilesOf(input, cell, call)
    if (tiles.length === 0) throw new ToolError('empty', 'None of the pictures could be read.', { count: input.paths.length })
    const picture = await formatsOf(call.ports).sheet(tiles, columns, cell, { format, quality: 85 }, call.signal)
    return { picture, more: { count: tiles.length, skipped } }
  }),
})

async function tilesOf(input: Input, cell: number, call: CallWith<unknown>): Promise<{ readonly tiles: readonly Uint8Array[]; readonly skipped: readonly Skipped[] }> {
  const size = Math.floor(cell * 0.94)
  const tiles: Uint8Array[] = []
  const skipped: Skipped[] = []
  for (const path of input.paths) {
    call.signal.throwIfAborted()
    try {
      tiles.push((await openPicture(call.ports, path, { format: 'png', quality: 85, fit: 'inside', width: size, height: size }, call.signal)).bytes)
    } catch (error) {
      if (!(error instanceof ToolError) || error.code === 'not-here') throw error
      skipped.push({ path, reason: error.code })
    }
  }
  return { tiles, skipped }
}
