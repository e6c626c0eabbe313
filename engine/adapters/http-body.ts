import { PassThrough, pipeline, Transform, type Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { ToolError } from '../terms/tool.ts'

/* Node 20 can not read zstd; later ones can. */
const zstd = (zlib as { readonly createZstdDecompress?: () => Transform }).createZstdDecompress

/** The encodings that are asked for. */
export const acceptedEncodings = zstd === undefined ? 'gzip, deflate, br' : 'gzip, deflate, br, zstd'

export interface BodyBounds {
  readonly encoding: string
  /** For the bytes as they travel and for those that are given. */
  readonly most: number
  readonly host: string
}

/** Gives the body piece by piece, decoded as it comes. Fails with `too-large` before more is held, `bad-answer` where it is broken. */
export function boundedBody(body: Readable, bounds: BodyBounds): AsyncIterable<Uint8Array> & { destroy(error?: Error): void } {
  const decoder = decoderFor(bounds)
  const given = limited(bounds)
  // Faults of any part reach `given`, which is what is read.
  pipeline([body, limited(bounds), decoder, given], () => {})
  return given
}

function limited({ most, host }: BodyBounds): Transform {
  let size = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, callback) {
      size += chunk.length
      if (size > most) callback(tooLarge(host, most))
      else callback(null, chunk)
    },
  })
}

function decoderFor({ encoding, host }: BodyBounds): Transform {
  const names = encoding.toLowerCase().split(',').map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity')
  const [name] = names
  if (name === undefined) return new PassThrough()
  if (names.length === 1) {
    if (name === 'gzip' || name === 'x-gzip') return zlib.createGunzip()
    if (name === 'deflate') return zlib.createInflate()
    if (name === 'br') return zlib.createBrotliDecompress()
    if (name === 'zstd' && zstd !== undefined) return zstd()
  }
  throw new ToolError('bad-answer', `${host} packs its answer in a way that was not asked for.`, { host })
}

export function tooLarge(host: string, most: number): ToolError {
  return new ToolError('too-large', `The answer of ${host} is larger than ${most} bytes.`, { host, max: most })
}
