import { lineEdits, type LineRun } from '../../engine/index.ts'

/** A piece of a line; `changed`: the other side has something else here. */
export interface LinePart {
  readonly text: string
  readonly changed: boolean
}

export type DifferenceLine =
  | { readonly kind: 'same' | 'removed' | 'added'; readonly before: number | undefined; readonly after: number | undefined; readonly parts: readonly LinePart[] }
  /** Equal lines that are not shown. */
  | { readonly kind: 'gap'; readonly count: number; readonly after: number }

/** Gives the lines that a reader needs to see what changed, with so many equal ones around each change. */
export function differenceLines(before: string, after: string, around = 3): readonly DifferenceLine[] {
  const [from, to] = [linesOf(before), linesOf(after)]
  const { runs } = lineEdits(from, to)
  return runs.flatMap((run, index): readonly DifferenceLine[] => {
    if (run.kind === 'same') return sameLines(run, from, { around, isFirst: index === 0, isLast: index === runs.length - 1 })
    const other = run.kind === 'removed' ? runs[index + 1] : runs[index - 1]
    const partner = other !== undefined && other.kind !== 'same' && other.kind !== run.kind ? other : undefined
    return changedLines(run, partner, from, to)
  })
}

/** Gives the lines with their ends, so that a change of a line end is a change. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function sameLines(run: LineRun, from: readonly string[], { around, isFirst, isLast }: { readonly around: number; readonly isFirst: boolean; readonly isLast: boolean }): readonly DifferenceLine[] {
  const head = isFirst ? 0 : around
  const tail = isLast ? 0 : around
  const line = (index: number): DifferenceLine => ({ kind: 'same', before: run.from + index + 1, after: run.to + index + 1, parts: [{ text: shownLine(from[run.from + index]), changed: false }] })
  const all = (start: number, end: number): readonly DifferenceLine[] => Array.from({ length: end - start }, (_, index) => line(start + index))
  if (run.length <= head + tail + 1) return all(0, run.length)
  return [...all(0, head), { kind: 'gap', count: run.length - head - tail, after: run.to + head }, ...all(run.length - tail, run.length)]
}

function changedLines(run: LineRun, partner: LineRun | undefined, from: readonly string[], to: readonly string[]): readonly DifferenceLine[] {
  const isRemoved = run.kind === 'removed'
  const [own, start] = isRemoved ? [from, run.from] : [to, run.to]
  return Array.from({ length: run.length }, (_, index): DifferenceLine => {
    const text = own[start + index] ?? ''
    const other = partner !== undefined && index < partner.length ? (isRemoved ? to[partner.to + index] : from[partner.from + index]) : undefined
    const parts = other === undefined ? [{ text: shownLine(text), changed: false }] : wordParts(text, other)
    return { kind: run.kind, before: isRemoved ? start + index + 1 : undefined, after: isRemoved ? undefined : start + index + 1, parts }
  })
}

/** How much of a line must be the same for its words to be marked one by one. */
const leastSame = 0.3
const mostWords = 400

function wordParts(text: string, other: string): readonly LinePart[] {
  const [own, others] = [wordsOf(text), wordsOf(other)]
  const plain = [{ text: shownLine(text), changed: false }]
  if (own.length > mostWords || others.length > mostWords) return plain
  const runs = lineEdits(own, others).runs.filter(({ kind }) => kind !== 'added')
  const parts = runs.map(({ kind, from, length }) => ({ text: shownLine(own.slice(from, from + length).join('')), changed: kind === 'removed' }))
  const same = parts.reduce((sum, part) => (part.changed ? sum : sum + part.text.trim().length), 0)
  return same < leastSame * text.trim().length ? plain : parts.filter((part) => part.text !== '')
}

function wordsOf(text: string): readonly string[] {
  return text.match(/\s+|\w+|[^\w\s]/gu) ?? []
}

/** A line end of Windows is shown, as nothing else would tell it from another. */
function shownLine(line = ''): string {
  return line.replace(/\n$/, '').replace(/\r/g, '␍')
}
