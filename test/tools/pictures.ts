import { Jimp } from 'jimp'

interface Exif {
  readonly taken?: string
  readonly offset?: string
  readonly maker?: string
  readonly model?: string
  readonly description?: string
  readonly orientation?: number
  readonly latitude?: readonly [number, number, number, 'N' | 'S']
  readonly longitude?: readonly [number, number, number, 'E' | 'W']
}

type Tag = readonly [tag: number, type: number, count: number, value: Buffer]

const ascii = (tag: number, text: string): Tag => [tag, 2, Buffer.byteLength(text) + 1, Buffer.from(`${text}\0`)]
const short = (tag: number, value: number): Tag => [tag, 3, 1, Buffer.from([0, value])]
const long = (tag: number, value: number): Tag => [tag, 4, 1, word(value)]
const ratios = (tag: number, values: readonly number[]): Tag => [tag, 5, values.length, Buffer.concat(values.flatMap((value) => [word(Math.round(value * 10_000)), word(10_000)]))]

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** Writes one directory of tags at an offset, with its values behind it. */
function directory(tags: readonly Tag[], offset: number): Buffer {
  const head = Buffer.alloc(2 + tags.length * 12 + 4)
  head.writeUInt16BE(tags.length)
  const values: Buffer[] = []
  let at = offset + head.length
  for (const [index, [tag, type, count, value]] of tags.toSorted((a, b) => a[0] - b[0]).entries()) {
    const place = 2 + index * 12
    head.writeUInt16BE(tag, place)
    head.writeUInt16BE(type, place + 2)
    head.writeUInt32BE(count, place + 4)
    if (value.length <= 4) value.copy(head, place + 8)
    else {
      head.writeUInt32BE(at, place + 8)
      values.push(value)
      at += value.length
    }
  }
  return Buffer.concat([head, ...values])
}

/** Gives a JPEG of one colour with what a camera would write into it. */
export async function photo(width: number, height: number, exif?: Exif, color = 0x3366ccff): Promise<Buffer> {
  const plain = await new Jimp({ width, height, color }).getBuffer('image/jpeg', { quality: 90 })
  return exif === undefined ? plain : withExif(plain, exifBlock(exif))
}

export function withExif(jpeg: Buffer, tiff: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 0xff])
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

function exifBlock(exif: Exif): Buffer {
  const main: Tag[] = []
  if (exif.maker !== undefined) main.push(ascii(0x010f, exif.maker))
  if (exif.model !== undefined) main.push(ascii(0x0110, exif.model))
  if (exif.description !== undefined) main.push(ascii(0x010e, exif.description))
  if (exif.orientation !== undefined) main.push(short(0x0112, exif.orientation))
  const own: Tag[] = []
  if (exif.taken !== undefined) own.push(ascii(0x9003, exif.taken))
  if (exif.offset !== undefined) own.push(ascii(0x9011, exif.offset))
  const place: Tag[] = []
  if (exif.latitude !== undefined) place.push(ascii(1, exif.latitude[3]), ratios(2, exif.latitude.slice(0, 3) as number[]))
  if (exif.longitude !== undefined) place.push(ascii(3, exif.longitude[3]), ratios(4, exif.longitude.slice(0, 3) as number[]))
  const sizeOfMain = directory([...main, long(0x8769, 0), long(0x8825, 0)], 8).length
  const ownBytes = directory(own, 8 + sizeOfMain)
  const ownAt = 8 + sizeOfMain
  const placeAt = ownAt + ownBytes.length
  const mainBytes = directory([...main, long(0x8769, ownAt), long(0x8825, placeAt)], 8)
  return Buffer.concat([Buffer.from('MM\0*\0\0\0\x08', 'latin1'), mainBytes, ownBytes, directory(place, placeAt)])
}

/** Gives a PNG whose left half is red and whose right half is transparent. */
export async function halfPng(width: number, height: number): Promise<Buffer> {
  const image = new Jimp({ width, height, color: 0x00000000 })
  image.composite(new Jimp({ width: Math.ceil(width / 2), height, color: 0xff0000ff }), 0, 0)
  return image.getBuffer('image/png')
}

/** Gives a PNG header that claims a size, before almost nothing. */
export async function boastingPng(width: number, height: number): Promise<Buffer> {
  const bytes = Buffer.from(await halfPng(4, 4))
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
