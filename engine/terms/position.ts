/** A stretch of a text in UTF-16 code units: `start` inside, `end` outside. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** Line and column, both counted from 1; columns in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Gives the line and column of an offset; `\r\n`, `\n` and a lone `\r` each end a line. */
export function positionAt(text: string, offset: number): Position {
  let line = 1
  let lineStart = 0
  const end = Math.min(offset, text.length)
  for (let index = 0; index < end; index++) {
    const code = text.charCodeAt(index)
    const ends = code === 10 || (code === 13 && text.charCodeAt(index + 1) !== 10)
    if (!ends) continue
    line++
    lineStart = index + 1
  }
  return { line, column: end - lineStart + 1 }
}
