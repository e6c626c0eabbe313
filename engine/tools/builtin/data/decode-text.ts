/** The encodings a person may name, by the labels of the Encoding Standard. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1251', 'windows-1252', 'iso-8859-2', 'iso-8859-15', 'koi8-r', 'macintosh', 'gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'] as const

export type Encoding = (typeof encodings)[number]

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string
  readonly encoding: Encoding
  /** False: nothing in the bytes says so, it was found by the look of them. */
  readonly certain: boolean
  /** Broken characters that became U+FFFD. */
  readonly replaced: number
}

/**
 * Gives bytes as text; `undefined` when they are not text. With `encoding` every byte must fit it. Without, a byte order
 * mark decides, then UTF-8 where all fits, then the look: UTF-16 by its zeros, UTF-8 with a few broken characters, GB 18030
 * by its pairs of high bytes, and Windows-1252 for the rest.
 */
export function decodeText(bytes: Uint8Array, encoding?: Encoding): DecodedText | undefined {
  if (encoding !== undefined) return decodeAs(bytes, encoding, true)
  const marked = markedEncoding(bytes)
  if (marked !== undefined) return marked === 'utf-32' ? undefined : decodeAs(bytes, marked, true)
  const wide = wideEncoding(bytes)
  if (wide !== undefined) return decodeAs(bytes, wide, false)
  return decodeAs(bytes, 'utf-8', true) ?? guessed(bytes)
}

function decodeAs(bytes: Uint8Array, encoding: Encoding, certain: boolean): DecodedText | undefined {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), encoding, certain, replaced: 0 }
  } catch {
    return undefined
  }
}

function markedEncoding(bytes: Uint8Array): Encoding | 'utf-32' | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32' : 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32' : undefined
}

/** Finds UTF-16 without a mark: of the first bytes, most on one side of the pairs are zero and hardly any on the other. */
function wideEncoding(bytes: Uint8Array): Encoding | undefined {
  const pairs = Math.floor(Math.min(bytes.length, 65_536) / 2)
  if (pairs < 2 || bytes.length % 2 === 1) return undefined
  let even = 0
  let odd = 0
  for (let index = 0; index < pairs * 2; index += 2) {
    if (bytes[index] === 0) even++
    if (bytes[index + 1] === 0) odd++
  }
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  return even > pairs * 0.4 && odd < pairs * 0.05 ? 'utf-16be' : undefined
}

function guessed(bytes: Uint8Array): DecodedText | undefined {
  if (bytes.includes(0)) return undefined
  const text = new TextDecoder('utf-8').decode(bytes)
  const replaced = text.match(/\ufffd/g)?.length ?? 0
  const whole = (text.match(/[^\0-\x7f]/gu)?.length ?? 0) - replaced
  if (whole > replaced * 4) return { text, encoding: 'utf-8', certain: false, replaced }
  return (highInPairs(bytes) ? decodeAs(bytes, 'gb18030', false) : undefined) ?? decodeAs(bytes, 'windows-1252', false)
}

/** In Chinese text of GB encodings nearly all runs of high bytes have an even length; in European text most are single. */
function highInPairs(bytes: Uint8Array): boolean {
  let runs = 0
  let uneven = 0
  let run = 0
  for (let index = 0; index <= bytes.length; index++) {
    if ((bytes[index] ?? 0) >= 0x80) run++
    else if (run > 0) {
      runs++
      if (run % 2 === 1) uneven++
      run = 0
    }
  }
  return runs > 0 && uneven <= runs * 0.1
}
