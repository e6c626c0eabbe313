/** What the first bytes of a picture say. Sizes are as stored, before it is turned upright; null: not told. */
export interface PictureHeader {
  readonly format: 'png' | 'jpeg' | 'gif' | 'bmp' | 'webp' | 'tiff' | 'heic' | 'avif'
  readonly width: number | null
  readonly height: number | null
}

/** Gives format and size from the start of a file, without decoding a pixel; `undefined` for what is no picture. */
export function pictureHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const starts = (text: string, at = 0): boolean => bytes.length >= at + text.length && [...text].every((character, index) => bytes[at + index] === character.charCodeAt(0))
  try {
    if (starts('\x89PNG\r\n\x1a\n') && starts('IHDR', 12)) return { format: 'png', width: view.getUint32(16), height: view.getUint32(20) }
    if (starts('\xff\xd8\xff')) return { format: 'jpeg', ...jpegSize(view) }
    if (starts('GIF87a') || starts('GIF89a')) return { format: 'gif', ...gifSize(view) }
    if (starts('BM')) return { format: 'bmp', width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
    if (starts('RIFF') && starts('WEBP', 8)) return { format: 'webp', ...webpSize(view, starts) }
    if (starts('II*\0') || starts('MM\0*')) return { format: 'tiff', width: null, height: null }
    if (starts('ftyp', 4)) return brand(starts)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
  return undefined
}

interface Size {
  readonly width: number | null
  readonly height: number | null
}

type Starts = (text: string, at?: number) => boolean

const unknown: Size = { width: null, height: null }

/** Walks the segments to the frame header; the four marks in between are tables, not frames. */
function jpegSize(view: DataView): Size {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return unknown
    const mark = view.getUint8(at + 1)
    if (mark === 0xff || mark === 0x01 || (mark >= 0xd0 && mark <= 0xd8)) {
      at += mark === 0xff ? 1 : 2
      continue
    }
    if (mark === 0xd9 || mark === 0xda) return unknown
    if (mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    const length = view.getUint16(at + 2)
    if (length < 2) return unknown
    at += 2 + length
  }
  return unknown
}

/** The larger of the screen and its first frame, since a decoder makes room for both. */
function gifSize(view: DataView): Size {
  let [width, height] = [view.getUint16(6, true), view.getUint16(8, true)]
  const flags = view.getUint8(10)
  let at = 13 + ((flags & 0x80) !== 0 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  while (view.getUint8(at) === 0x21) {
    at += 2
    while (view.getUint8(at) !== 0) at += 1 + view.getUint8(at)
    at += 1
  }
  if (view.getUint8(at) !== 0x2c) return unknown
  width = Math.max(width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true))
  height = Math.max(height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true))
  return { width, height }
}

function webpSize(view: DataView, starts: Starts): Size {
  const three = (at: number): number => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536 + 1
  if (starts('VP8X', 12)) return { width: three(24), height: three(27) }
  if (starts('VP8L', 12)) {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  return starts('VP8 ', 12) ? { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff } : unknown
}

function brand(starts: Starts): PictureHeader | undefined {
  if (starts('avif', 8) || starts('avis', 8)) return { format: 'avif', ...unknown }
  return ['heic', 'heix', 'mif1', 'msf1', 'hevc'].some((name) => starts(name, 8)) ? { format: 'heic', ...unknown } : undefined
}
