import { columnOf, lineEnd, lineStart, nextLine, partEnd, type Container } from './layout.ts'

/** Says whether nothing but blanks stands before an offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/**
 * Gives where the lines of a part of block style begin: with the comment lines directly above that stand in its
 * column. A comment that begins the text is the head of the file and belongs to no part.
 */
export function partLinesStart(text: string, container: Container, index: number): number {
  const start = container.parts[index]?.start ?? 0
  const own = lineStart(text, start)
  const previous = container.parts[index - 1]
  const floor = previous === undefined ? 0 : nextLine(text, partEnd(previous))
  let first = own
  while (first > floor) {
    const above = lineStart(text, first - 1)
    if (above < floor || !isComment(text, above, container.column, container.column)) break
    first = above
  }
  return first === 0 ? own : first
}

/** Gives where the lines of a part end, before the last line end: with comment lines below that stand further in. */
export function partLinesEnd(text: string, container: Container, index: number): number {
  const part = container.parts[index]
  let end = lineEnd(text, part === undefined ? text.length : partEnd(part))
  for (let next = nextLine(text, end); next < text.length && next > end; next = nextLine(text, end)) {
    if (!isComment(text, next, container.column + 1, Infinity)) break
    end = lineEnd(text, next)
  }
  return end
}

function isComment(text: string, start: number, least: number, most: number): boolean {
  let offset = start
  while (text[offset] === ' ') offset++
  const column = columnOf(text, offset)
  return text[offset] === '#' && column >= least && column <= most
}
