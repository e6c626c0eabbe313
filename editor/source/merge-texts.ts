import { lineEdits } from '../../engine/index.ts'
import { linesOf } from './difference-lines.ts'

/** A stretch of three texts that came from one. `agreed`: nobody changed it, or both did the same. */
export type MergePart =
  | { readonly kind: 'agreed'; readonly text: string }
  /** One side changed it, or both did, differently. */
  | { readonly kind: 'ours' | 'theirs' | 'conflict'; readonly base: string; readonly ours: string; readonly theirs: string }

/** A stretch of base lines and what one side has in its place. */
interface Hunk {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

/** Gives the parts of a three-way merge in order, each text whole: the parts of one side joined are that side's text. */
export function mergeTexts(base: string, ours: string, theirs: string): readonly MergePart[] {
  const lines = { base: linesOf(base), ours: linesOf(ours), theirs: linesOf(theirs) }
  const mine = hunksOf(lines.base, lines.ours)
  const others = hunksOf(lines.base, lines.theirs)
  const parts: MergePart[] = []
  const at = { base: 0, ours: 0, theirs: 0 }
  let [own, other] = [0, 0]
  while (own < mine.length || other < others.length) {
    const start = Math.min(mine[own]?.start ?? Infinity, others[other]?.start ?? Infinity)
    addAgreed(parts, lines.base.slice(at.base, start))
    at.ours += start - at.base
    at.theirs += start - at.base
    const first = { own, other }
    let end = start
    for (let isGrowing = true; isGrowing; ) {
      isGrowing = false
      for (; own < mine.length && touches(mine[own], start, end); own++, isGrowing = true) end = Math.max(end, mine[own]?.end ?? end)
      for (; other < others.length && touches(others[other], start, end); other++, isGrowing = true) end = Math.max(end, others[other]?.end ?? end)
    }
    const ends = { ours: at.ours + lengthOf(mine.slice(first.own, own), start, end), theirs: at.theirs + lengthOf(others.slice(first.other, other), start, end) }
    const texts = { base: lines.base.slice(start, end).join(''), ours: lines.ours.slice(at.ours, ends.ours).join(''), theirs: lines.theirs.slice(at.theirs, ends.theirs).join('') }
    if (texts.ours === texts.theirs) addAgreed(parts, [texts.ours])
    else parts.push({ kind: texts.ours === texts.base ? 'theirs' : texts.theirs === texts.base ? 'ours' : 'conflict', ...texts })
    at.base = end
    at.ours = ends.ours
    at.theirs = ends.theirs
  }
  addAgreed(parts, lines.base.slice(at.base))
  return parts
}

/** Changes that lie side by side may hang together, so they count as one. */
function touches(hunk: Hunk | undefined, start: number, end: number): boolean {
  return hunk !== undefined && hunk.start <= end && hunk.end >= start
}

function lengthOf(hunks: readonly Hunk[], start: number, end: number): number {
  return hunks.reduce((sum, hunk) => sum + (hunk.to - hunk.from) - (hunk.end - hunk.start), end - start)
}

function addAgreed(parts: MergePart[], lines: readonly string[]): void {
  const text = lines.join('')
  const last = parts.at(-1)
  if (text === '') return
  if (last?.kind === 'agreed') parts[parts.length - 1] = { kind: 'agreed', text: last.text + text }
  else parts.push({ kind: 'agreed', text })
}

function hunksOf(base: readonly string[], side: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = []
  for (const { kind, from, to, length } of lineEdits(base, side).runs) {
    if (kind === 'same') continue
    const hunk = kind === 'removed' ? { start: from, end: from + length, from: to, to } : { start: from, end: from, from: to, to: to + length }
    const last = hunks.at(-1)
    if (last !== undefined && last.end === hunk.start && last.to === hunk.from) hunks[hunks.length - 1] = { ...last, end: hunk.end, to: hunk.to }
    else hunks.push(hunk)
  }
  return hunks
}

export type MergeChoice = 'ours' | 'theirs' | 'both' | 'base'

/** Gives the text of the choices; what only one side changed is taken from it unless something else was chosen. */
export function mergedText(parts: readonly MergePart[], choices: ReadonlyMap<number, MergeChoice>): string {
  return parts
    .map((part, index) => {
      if (part.kind === 'agreed') return part.text
      const choice = choices.get(index) ?? (part.kind === 'conflict' ? 'ours' : part.kind)
      return choice === 'both' ? joined(part.ours, part.theirs) : part[choice]
    })
    .join('')
}

/** A last line without an end does not run into the next. */
function joined(first: string, second: string): string {
  return first === '' || second === '' || first.endsWith('\n') ? first + second : `${first}\n${second}`
}
