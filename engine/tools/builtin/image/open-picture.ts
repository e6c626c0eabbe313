import { formatErrors, type Picture, type PictureChange, type PictureFormat } from '../../../terms/formats-port.ts'
import type { ToolPorts } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { readBytes } from '../data/read-bytes.ts'
import { formatsOf } from '../document/open-document.ts'
import { pictureHeader } from './picture-header.ts'

/** The largest file and the most pixels that are decoded or made. */
export const mostBytes = 64 * 1024 * 1024
export const mostPixels = 50_000_000

export const imageErrors: { readonly [code: string]: string } = { ...formatErrors, 'bad-format': 'The format can not be read here, or not be written: png, jpeg, gif and bmp can.' }

/** Reads, judges by its first bytes and changes one picture. Not one pixel is decoded of what is too large. */
export async function openPicture(ports: ToolPorts, path: string, change: PictureChange, signal: AbortSignal): Promise<Picture> {
  const bytes = await readBytes(ports.files, path, mostBytes)
  const header = pictureHeader(bytes)
  if (header === undefined) throw new ToolError('damaged', `${quoted(path)} is no picture.`, { path })
  if (!['png', 'jpeg', 'gif', 'bmp'].includes(header.format)) throw new ToolError('bad-format', `${quoted(path)} is a picture in ${header.format}, which can not be read here.`, { path })
  const { width, height } = header
  if (width === null || height === null || width === 0 || height === 0) throw new ToolError('damaged', `${quoted(path)} does not say how large it is.`, { path })
  requirePixels(width * height, path)
  return formatsOf(ports).picture(bytes, change, signal)
}

export function requirePixels(pixels: number, path: string): void {
  if (pixels > mostPixels) throw new ToolError('too-large', `${quoted(path)} has ${pixels} pixels; at most ${mostPixels} are taken.`, { path, pixels })
}

/** Gives the format that a path asks for by its ending. */
export function formatOf(path: string): PictureFormat {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase()
  if (ending === 'jpg' || ending === 'jpeg') return 'jpeg'
  if (ending === 'png' || ending === 'gif' || ending === 'bmp') return ending
  throw new ToolError('bad-format', `${quoted(path)} ends in no format that can be written: .png, .jpg, .gif or .bmp.`, { path })
}
