import type { TextEdit } from '../terms/text-edit.ts'
import { lineEdits } from '../tools/builtin/text/line-edits.ts'

/** Gives what leads from one text to another as edits of whole lines that can each be made alone, in order. */
export function textPieces(before: string, after: string): readonly TextEdit[] {
  const from = linesOf(before)
  const to = linesOf(writtenAs(before, after))
  const offsets = [0]
  for (const line of from) offsets.push((offsets.at(-1) ?? 0) + line.length)
  const pieces: TextEdit[] = []
  for (const { kind, from: at, to: other, length } of lineEdits(from, to).runs) {
    if (kind === 'same') continue
    const start = offsets[at] ?? before.length
    const edit = kind === 'removed' ? { range: { start, end: offsets[at + length] ?? before.length }, text: '' } : { range: { start, end: start }, text: to.slice(other, other + length).join('') }
    const last = pieces.at(-1)
    if (last?.range.end === start) pieces[pieces.length - 1] = { range: { start: last.range.start, end: edit.range.end }, text: last.text + edit.text }
    else pieces.push(edit)
  }
  return pieces
}

/** What nobody sees stays as it was: line ends, the mark at the beginning, and whether the last line has an end. */
function writtenAs(before: string, after: string): string {
  if (before === '') return after
  const ended = before.endsWith('\n') ? after : after.replace(/(?:\r?\n)+$/, '')
  const marked = before.startsWith('\ufeff') && !ended.startsWith('\ufeff') ? `\ufeff${ended}` : ended
  return before.includes('\r\n') ? marked.replaceAll(/\r?\n/g, '\r\n') : marked
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? [])
}
