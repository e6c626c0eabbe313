import type { PhotoFacts } from '../../../terms/formats-port.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { formatsOf } from '../document/open-document.ts'
import { readErrors } from '../file/file-errors.ts'
import { imageErrors } from './open-picture.ts'
import { pictureHeader, type PictureHeader } from './picture-header.ts'

/** What a picture says of itself stands near its start, before the pixels. */
const headBytes = 256 * 1024
const longHeadBytes = 4 * 1024 * 1024

const number = { type: ['number', 'null'] } as const
const text = { type: ['string', 'null'] } as const

export const imageInfo = defineTool({
  name: 'image.info',
  title: 'Look what a picture says of itself',
  description: 'Gives the format and size of a picture, and of a photo when it was taken, by which camera and where, without decoding it. The time is wall clock at the place of the photo. Camera and description count as written by others.',
  input: { type: 'object', properties: { path: { type: 'string', format: 'path' } }, required: ['path'], additionalProperties: false },
  output: {
    type: 'object',
    properties: {
      path: { type: 'string', format: 'path' },
      format: { type: 'string', enum: ['png', 'jpeg', 'gif', 'bmp', 'webp', 'tiff', 'heic', 'avif'] },
      width: { type: ['integer', 'null'], description: 'Pixels as seen upright; null where the format does not tell at its start.' },
      height: { type: ['integer', 'null'] },
      size: { type: 'integer', description: 'Bytes of the file.' },
      taken: { ...text, description: 'Such as 2024-05-01T12:34:56; null where the picture does not say.' },
      date: { ...text, description: 'The day it was taken, such as 2024-05-01.' },
      offset: { ...number, description: 'Minutes east of UTC, where the camera knew.' },
      place: {
        type: ['object', 'null'],
        properties: { latitude: { type: 'number' }, longitude: { type: 'number' }, altitude: { ...number, description: 'Metres above the sea.' } },
        required: ['latitude', 'longitude', 'altitude'],
      },
      camera: text,
      description: text,
    },
    required: ['path', 'format', 'width', 'height', 'size', 'taken', 'date', 'offset', 'place', 'camera', 'description'],
  },
  class: 'read',
  control: { path: 'path' },
  untrusted: ['camera', 'description'],
  errors: { ...readErrors, ...imageErrors },
  describe: (input) => `look what the picture ${quoted(input.path)} says of itself`,
  perform: async (input, call) => {
    const { files } = call.ports
    const facts = await files.facts(input.path)
    if (facts === undefined) throw new ToolError('missing', `There is nothing at ${quoted(input.path)}.`, { path: input.path })
    const { header, bytes } = await headOf(files, input.path)
    const photo = await photoOf(header, bytes, call)
    const lies = (photo?.orientation ?? 1) > 4
    const [width, height] = lies ? [header.height, header.width] : [header.width, header.height]
    const place = photo?.latitude == null || photo.longitude === null ? null : { latitude: photo.latitude, longitude: photo.longitude, altitude: photo.altitude }
    return {
      path: input.path, format: header.format, width, height, size: facts.size, taken: photo?.taken ?? null, date: photo?.taken?.slice(0, 10) ?? null,
      offset: photo?.offset ?? null, place, camera: cameraOf(photo), description: photo?.description ?? null,
    }
  },
})

async function headOf(files: FileSystem, path: string): Promise<{ readonly header: PictureHeader; readonly bytes: Uint8Array }> {
  for (const length of [headBytes, longHeadBytes]) {
    const bytes = await files.read(path, { length })
    const header = pictureHeader(bytes)
    if (header !== undefined && (header.width !== null || bytes.length < length || length === longHeadBytes)) return { header, bytes }
    if (header === undefined && bytes.length < length) break
  }
  throw new ToolError('damaged', `${quoted(path)} is no picture.`, { path })
}

/** A photo whose facts are damaged is still a picture: it says nothing then. */
async function photoOf(header: PictureHeader, bytes: Uint8Array, call: ToolCall): Promise<PhotoFacts | undefined> {
  if (header.format === 'gif' || header.format === 'bmp' || header.format === 'webp') return undefined
  try {
    return await formatsOf(call.ports).photo(bytes, call.signal)
  } catch (error) {
    if (error instanceof ToolError && error.code === 'damaged') return undefined
    throw error
  }
}

function cameraOf(photo: PhotoFacts | undefined): string | null {
  const { maker = null, model = null } = photo ?? {}
  if (maker === null || model === null) return maker ?? model
  return model.startsWith(maker) ? model : `${maker} ${model}`
}
