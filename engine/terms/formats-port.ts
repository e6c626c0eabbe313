/** What a photo says of itself. Times are wall clock at the place of the photo; texts were written by others. */
export interface PhotoFacts {
  /** `2024-05-01T12:34:56`. */
  readonly taken: string | null
  /** Minutes east of UTC, where the camera knew. */
  readonly offset: number | null
  readonly latitude: number | null
  readonly longitude: number | null
  readonly altitude: number | null
  /** As in EXIF, 1 to 8. */
  readonly orientation: number | null
  readonly maker: string | null
  readonly model: string | null
  readonly description: string | null
}

export type PictureFormat = 'png' | 'jpeg' | 'gif' | 'bmp'

/** How a picture becomes another one. It is turned upright first, and nothing but its pixels is kept. */
export interface PictureChange {
  readonly format: PictureFormat
  /** 1 to 100, for JPEG. */
  readonly quality: number
  readonly width?: number
  readonly height?: number
  /** `inside` keeps the proportions, `cover` cuts what is too much, `fill` stretches. */
  readonly fit: 'inside' | 'cover' | 'fill'
}

export interface Picture {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/**
 * Opens files of formats that are hard to read safely. The work is done apart, where a hostile file can neither hold up nor
 * end the engine. Methods throw ToolError with one of the codes of `formatErrors`; nothing is ever changed by them.
 */
export interface FormatsPort {
  photo(bytes: Uint8Array, signal: AbortSignal): Promise<PhotoFacts>
  picture(bytes: Uint8Array, change: PictureChange, signal: AbortSignal): Promise<Picture>
  /** Puts pictures that fit into squares of `cell` pixels side by side, `columns` in a row. */
  sheet(tiles: readonly Uint8Array[], columns: number, cell: number, output: { readonly format: PictureFormat; readonly quality: number }, signal: AbortSignal): Promise<Picture>
  /** Gives the text of the pages from `first` on (counted from 1), at most `pages` of them and `most` characters in all. */
  pdf(bytes: Uint8Array, wanted: { readonly first: number; readonly pages: number; readonly most: number }, signal: AbortSignal): Promise<{ readonly count: number; readonly pages: readonly string[]; readonly truncated: boolean }>
  /** What a reader would see, one line a block; what is hidden and what is code is left out. */
  html(text: string, most: number, signal: AbortSignal): Promise<{ readonly title: string; readonly text: string; readonly truncated: boolean }>
  docx(bytes: Uint8Array, most: number, signal: AbortSignal): Promise<{ readonly text: string; readonly truncated: boolean }>
}

/** What a FormatsPort may fail with. */
export const formatErrors = {
  'not-here': 'This host has no way to open files of this format.',
  damaged: 'The file is damaged, or not of the format it should be.',
  encrypted: 'The file can only be opened with a password.',
  'too-slow': 'Reading the file took so long that it was given up.',
  'too-large': 'The file, or what it unfolds to, is larger than this tool takes.',
} as const
