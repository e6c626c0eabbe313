import type { Range } from '../terms/position.ts'
import type { Path } from './edit-result.ts'
import { columnOf, containerAt, lineStart, nextLine, partAt, partEnd } from './layout.ts'
import { beginsLine, partLinesEnd, partLinesStart } from './part-place.ts'

/** An entry as it stands in the file. */
export interface EntryLines {
  /** Of block style whole lines, with their last line end; otherwise the entry alone. */
  readonly range: Range
  /** The entry with its own comments and without its indentation; lines end with `\n`. */
  readonly yaml: string
  /** It stands inside brackets. */
  readonly flow: boolean
}

/** Gives the text of the entry at `path` with its own comments; nothing when it does not stand in the text there. */
export function entryLines(text: string, path: Path): EntryLines | undefined {
  const last = path[path.length - 1]
  const container = last === undefined ? undefined : containerAt(text, path.slice(0, -1))
  const part = container === undefined || last === undefined ? undefined : partAt(container, last)
  if (container === undefined || part === undefined) return undefined
  if (container.flow || !beginsLine(text, part.start)) {
    const range = { start: part.start, end: partEnd(part) }
    return { range, yaml: withoutIndent(text.slice(range.start, range.end), columnOf(text, part.start)), flow: container.flow }
  }
  const index = container.parts.indexOf(part)
  const start = lineStart(text, partLinesStart(text, container, index))
  const end = partLinesEnd(text, container, index)
  return { range: { start, end: nextLine(text, end) }, yaml: withoutIndent(text.slice(start, end), container.column), flow: false }
}

function withoutIndent(text: string, column: number): string {
  const blanks = new RegExp(`^ {0,${column}}`)
  return text.split(/\r?\n/).map((line) => line.replace(blanks, '')).join('\n')
}
