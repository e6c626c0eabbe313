/*
 * Text that stands in another text as base64, as hex or with its bytes escaped. Owns: where such runs may be and what readable
 * text lies in them. Takes time in the length of the text; what gives no readable text is no run.
 */

/** A stretch of a text, and the readable texts that it may hold. */
interface EncodedRun {
  readonly start: number
  readonly end: number
  readonly texts: readonly string[]
}

const base64 = /[A-Za-z0-9+/_-]{6,}(?:\r?\n[A-Za-z0-9+/_-]{4,})*={0,2}/g
const hex = /(?:0x|\\x)?[0-9a-f]{2}(?:[ :,-]{0,2}(?:0x|\\x)?[0-9a-f]{2}){3,}/gi
const chunk = /[^\s"'<>]{3,}/g
const escapedByte = /[%=]([0-9a-f]{2})/gi
const isEscaped = /[%=][0-9a-f]{2}/i
/** Shorter texts are found in any bytes. */
const shortest = 4

/** Gives the runs of a text that hold readable text; they may overlap. Pure. */
export function encodedRuns(text: string): readonly EncodedRun[] {
  const runs: EncodedRun[] = []
  const add = (start: number, length: number, texts: readonly string[]): void => {
    if (texts.length > 0) runs.push({ start, end: start + length, texts })
  }
  for (const { index, 0: run } of text.matchAll(base64)) {
    // What stands directly before it may have moved its beginning by one to three signs.
    const signs = run.replace(/[\r\n=]/g, '')
    add(index, run.length, [0, 1, 2, 3].flatMap((from) => readable(bytesOf(signs, from, 6))))
  }
  for (const { index, 0: run } of text.matchAll(hex)) {
    const signs = run.replace(/0x|\\x|[ :,-]/gi, '')
    add(index, run.length, [0, 1].flatMap((from) => readable(bytesOf(signs, from, 4))))
  }
  for (const { index, 0: run } of text.matchAll(chunk)) {
    if (isEscaped.test(run)) add(index, run.length, readable(unescaped(run)))
  }
  return runs
}

const values = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((sign, value) => [sign, value]))
values.set('-', 62).set('_', 63)

function bytesOf(signs: string, from: number, bits: 4 | 6): Uint8Array {
  const bytes = new Uint8Array(Math.floor(((signs.length - from) * bits) / 8))
  let held = 0
  let count = 0
  let place = 0
  for (let at = from; at < signs.length && place < bytes.length; at++) {
    const value = bits === 6 ? (values.get(signs[at] as string) as number) : parseInt(signs[at] as string, 16)
    held = ((held << bits) | value) & 0xffff
    count += bits
    if (count < 8) continue
    count -= 8
    bytes[place++] = (held >> count) & 0xff
  }
  return bytes
}

function unescaped(run: string): Uint8Array {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  let done = 0
  for (const match of run.matchAll(escapedByte)) {
    pieces.push(encoder.encode(run.slice(done, match.index)), Uint8Array.of(parseInt(match[1] as string, 16)))
    done = match.index + match[0].length
  }
  pieces.push(encoder.encode(run.slice(done)))
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let place = 0
  for (const piece of pieces) {
    whole.set(piece, place)
    place += piece.length
  }
  return whole
}

/** The stretches of bytes that are text in UTF-8, or in UTF-16 as far as it is ASCII. */
function readable(bytes: Uint8Array): readonly string[] {
  const texts: string[] = []
  let text = ''
  const finish = (): void => {
    if (text.length >= shortest || /[^\0-\x7f]{2}/.test(text)) texts.push(text)
    text = ''
  }
  for (let at = 0; at < bytes.length; ) {
    const { point, length } = pointAt(bytes, at)
    at += length
    if (point === 0) continue
    if (point === undefined || (point < 0x20 && point !== 9 && point !== 10 && point !== 13) || point === 0x7f) finish()
    else text += String.fromCodePoint(point)
  }
  finish()
  return texts
}

function pointAt(bytes: Uint8Array, at: number): { readonly point: number | undefined; readonly length: number } {
  const first = bytes[at] as number
  if (first < 0x80) return { point: first, length: 1 }
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  let point = first & (0xff >> (length + 1))
  for (let more = 1; more < length; more++) {
    const next = bytes[at + more]
    if (next === undefined || (next & 0xc0) !== 0x80) return { point: undefined, length: 1 }
    point = (point << 6) | (next & 0x3f)
  }
  const isText = first >= 0xc2 && first < 0xf5 && point <= 0x10ffff && point >= 0xa0 && (point < 0xd800 || point > 0xdfff) && (length < 3 || point >= 0x800)
  return isText ? { point, length } : { point: undefined, length: 1 }
}
