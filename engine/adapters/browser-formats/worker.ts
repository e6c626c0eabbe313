/*
 * The worker that opens pictures and documents in a page, apart from it: a file that takes too long ends this worker and
 * nothing else. Each task answers once, with what it gave or with the code of what is wrong. Messages of libraries stay
 * inside, since they may quote the file.
 */
import type { Picture, PictureChange, PictureFormat } from '../../terms/formats-port.ts'

export interface FormatTasks {
  photo(given: { readonly bytes: Uint8Array<ArrayBuffer> }): Promise<{ readonly [tag: string]: string | number | readonly number[] | null }>
  picture(given: { readonly bytes: Uint8Array<ArrayBuffer>; readonly change: PictureChange }): Promise<Picture>
  sheet(given: { readonly tiles: readonly Uint8Array<ArrayBuffer>[]; readonly columns: number; readonly cell: number; readonly output: { readonly format: PictureFormat; readonly quality: number } }): Promise<Picture>
  pdf(given: { readonly bytes: Uint8Array<ArrayBuffer>; readonly wanted: { readonly first: number; readonly pages: number; readonly most: number } }): Promise<{ readonly count: number; readonly pages: readonly string[]; readonly truncated: boolean }>
  docx(given: { readonly bytes: Uint8Array<ArrayBuffer>; readonly most: number }): Promise<{ readonly text: string; readonly truncated: boolean }>
}

class Refused extends Error {}

const tasks: FormatTasks = { photo, picture, sheet, pdf, docx }
const tags = ['Make', 'Model', 'ImageDescription', 'Orientation', 'DateTimeOriginal', 'CreateDate', 'OffsetTimeOriginal', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef', 'GPSAltitude', 'GPSAltitudeRef']

addEventListener('message', async ({ data }: MessageEvent<{ readonly id: number; readonly task: keyof FormatTasks; readonly given: never }>) => {
  const { id, task, given } = data
  try {
    postMessage({ id, value: await tasks[task](given) })
  } catch (error) {
    postMessage({ id, fault: error instanceof Refused ? error.message : error instanceof Error && error.name === 'PasswordException' ? 'encrypted' : 'damaged' })
  }
})

async function photo({ bytes }: { readonly bytes: Uint8Array }): Promise<{ readonly [tag: string]: string | number | readonly number[] | null }> {
  const { default: exifr } = await import('exifr')
  const found = ((await exifr.parse(bytes, { pick: tags, reviveValues: false, translateValues: false, xmp: false, iptc: false, icc: false, jfif: false, ihdr: false } as Parameters<typeof exifr.parse>[1])) ?? {}) as { readonly [tag: string]: unknown }
  return Object.fromEntries(tags.map((tag) => [tag, plainTag(found[tag], tag === 'GPSAltitudeRef')]))
}

function plainTag(value: unknown, isFirst: boolean): string | number | readonly number[] | null {
  if (typeof value === 'string') return value.slice(0, 1000)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (!Array.isArray(value) && !(value instanceof Uint8Array)) return null
  const numbers = Array.from(value as ArrayLike<unknown>).slice(0, 3).map(Number)
  return isFirst ? (numbers[0] ?? null) : numbers
}

/** The browser itself turns a picture upright when it opens it. */
async function picture({ bytes, change }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly change: PictureChange }): Promise<Picture> {
  const image = await createImageBitmap(new Blob([bytes]))
  const { width = image.width, height = image.height, fit } = change
  const factor = fit === 'inside' ? Math.min((change.width ?? Infinity) / image.width, (change.height ?? Infinity) / image.height) : Math.max(width / image.width, height / image.height)
  const scale = Number.isFinite(factor) ? factor : 1
  const scaled = { width: Math.max(1, Math.round(image.width * scale)), height: Math.max(1, Math.round(image.height * scale)) }
  const size = fit === 'inside' ? scaled : { width, height }
  const drawn = fit === 'fill' ? size : scaled
  const { canvas, pen } = sheetOf(size.width, size.height, change.format)
  pen.drawImage(image, Math.round((size.width - drawn.width) / 2), Math.round((size.height - drawn.height) / 2), drawn.width, drawn.height)
  image.close()
  return written(canvas, change)
}

async function sheet({ tiles, columns, cell, output }: Parameters<FormatTasks['sheet']>[0]): Promise<Picture> {
  const { canvas, pen } = sheetOf(Math.min(columns, tiles.length) * cell, Math.ceil(tiles.length / columns) * cell, 'jpeg')
  for (const [index, bytes] of tiles.entries()) {
    const tile = await createImageBitmap(new Blob([bytes]))
    pen.drawImage(tile, (index % columns) * cell + Math.floor((cell - tile.width) / 2), Math.floor(index / columns) * cell + Math.floor((cell - tile.height) / 2))
    tile.close()
  }
  return written(canvas, output)
}

/** What has no place for transparent pixels is drawn on white. */
function sheetOf(width: number, height: number, format: PictureFormat): { readonly canvas: OffscreenCanvas; readonly pen: OffscreenCanvasRenderingContext2D } {
  const canvas = new OffscreenCanvas(width, height)
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Refused('too-large')
  pen.imageSmoothingQuality = 'high'
  if (format !== 'png') {
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
  }
  return { canvas, pen }
}

/** Browsers write no gif and no bmp. */
async function written(canvas: OffscreenCanvas, { format, quality }: { readonly format: PictureFormat; readonly quality: number }): Promise<Picture> {
  const type = `image/${format}`
  const blob = await canvas.convertToBlob({ type, quality: quality / 100 })
  if (blob.type !== type) throw new Refused('not-here')
  return { bytes: new Uint8Array(await blob.arrayBuffer()), width: canvas.width, height: canvas.height }
}

async function pdf({ bytes, wanted }: Parameters<FormatTasks['pdf']>[0]): ReturnType<FormatTasks['pdf']> {
  const { getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(bytes, { verbosity: 0, isEvalSupported: false, disableFontFace: true, useSystemFonts: false, useWorkerFetch: false, stopAtErrors: false })
  const count = document.numPages
  const pages: string[] = []
  let left = wanted.most
  let number = wanted.first
  for (; number <= count && pages.length < wanted.pages && left > 0; number += 1) {
    const content = await (await document.getPage(number)).getTextContent()
    const text = content.items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    pages.push(text.slice(0, left))
    left -= text.length
  }
  return { count, pages, truncated: number <= count || left < 0 }
}

async function docx({ bytes, most }: Parameters<FormatTasks['docx']>[0]): ReturnType<FormatTasks['docx']> {
  const { default: mammoth } = await import('mammoth')
  const { value } = await mammoth.extractRawText({ arrayBuffer: bytes.buffer })
  return { text: value.slice(0, most), truncated: value.length > most }
}
