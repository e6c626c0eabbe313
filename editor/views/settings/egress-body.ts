import { visible, type Json } from '../../../engine/index.ts'

/** A stretch of what was sent: plain text, or the mark that stood for a private value. */
export interface BodyPart {
  readonly text: string
  readonly isMark: boolean
}

const mark = /\[[A-Z]{4,7}-\d{1,6}-[0-9a-f]{4,64}\]/g

/** Splits a text at the marks that stand for private values. Nothing is left out; what can not be seen is shown by its code. */
export function bodyParts(text: string): readonly BodyPart[] {
  const parts: BodyPart[] = []
  let done = 0
  const plain = (end: number): void => {
    if (end > done) parts.push({ text: shown(text.slice(done, end)), isMark: false })
  }
  for (const { index, 0: found } of text.matchAll(mark)) {
    plain(index)
    parts.push({ text: found, isMark: true })
    done = index + found.length
  }
  plain(text.length)
  return parts
}

/** Gives a body on several lines, for reading; undefined: it can not be laid out without changing it. */
export function laidOut(body: string): string | undefined {
  try {
    const value = JSON.parse(body) as Json
    return JSON.stringify(value) === body ? JSON.stringify(value, null, 2).replaceAll(/\\(.)/g, (escape, sign: string) => (sign === 'n' ? '\n' : escape)) : undefined
  } catch {
    return undefined
  }
}

function shown(text: string): string {
  return text.split('\n').map(visible).join('\n')
}
