/** Lines taken from one or both sides, in order. `from` and `to` count lines from 0. */
export interface LineRun {
  readonly kind: 'same' | 'removed' | 'added'
  readonly from: number
  readonly to: number
  readonly length: number
}

/** The most differences for which the shortest way is looked for; the memory for it grows with its square. */
const mostDifferences = 1_500

/**
 * Gives the runs of lines that lead from one text to the other, and whether they are as few as can be. Method: the greedy
 * algorithm of Myers (An O(ND) Difference Algorithm, 1986) between what both have in common at begin and end. Texts that
 * differ in more than 1,500 lines are told apart by lines that stand once in each; what is left between is replaced whole.
 */
export function lineEdits(from: readonly string[], to: readonly string[]): { readonly runs: readonly LineRun[]; readonly shortest: boolean } {
  const edits = new EditList()
  const shortest = between(from, to, { from: 0, fromEnd: from.length, to: 0, toEnd: to.length }, edits, 0)
  return { runs: edits.runs, shortest }
}

interface Stretch {
  readonly from: number
  readonly fromEnd: number
  readonly to: number
  readonly toEnd: number
}

class EditList {
  readonly runs: LineRun[] = []

  add(kind: LineRun['kind'], from: number, to: number, length: number): void {
    const last = this.runs.at(-1)
    if (length === 0) return
    if (last !== undefined && last.kind === kind) this.runs[this.runs.length - 1] = { ...last, length: last.length + length }
    else this.runs.push({ kind, from, to, length })
  }
}

function between(from: readonly string[], to: readonly string[], stretch: Stretch, edits: EditList, depth: number): boolean {
  let { from: start, fromEnd: end, to: otherStart, toEnd: otherEnd } = stretch
  while (start < end && otherStart < otherEnd && from[start] === to[otherStart]) {
    start++
    otherStart++
  }
  edits.add('same', stretch.from, stretch.to, start - stretch.from)
  while (end > start && otherEnd > otherStart && from[end - 1] === to[otherEnd - 1]) {
    end--
    otherEnd--
  }
  const middle = { from: start, fromEnd: end, to: otherStart, toEnd: otherEnd }
  const shortest = unequal(from, to, middle, edits, depth)
  edits.add('same', end, otherEnd, stretch.fromEnd - end)
  return shortest
}

function unequal(from: readonly string[], to: readonly string[], middle: Stretch, edits: EditList, depth: number): boolean {
  const { from: start, fromEnd: end, to: otherStart, toEnd: otherEnd } = middle
  if (start === end || otherStart === otherEnd) {
    edits.add('removed', start, otherStart, end - start)
    edits.add('added', end, otherStart, otherEnd - otherStart)
    return true
  }
  const path = shortestPath(from, to, middle)
  if (path !== undefined) {
    for (const run of path) edits.add(run.kind, run.from, run.to, run.length)
    return true
  }
  const anchors = depth > 0 ? [] : uniqueAnchors(from, to, middle)
  if (anchors.length === 0) {
    edits.add('removed', start, otherStart, end - start)
    edits.add('added', end, otherStart, otherEnd - otherStart)
    return false
  }
  let at = { from: start, to: otherStart }
  for (const anchor of [...anchors, { from: end, to: otherEnd }]) {
    between(from, to, { from: at.from, fromEnd: anchor.from, to: at.to, toEnd: anchor.to }, edits, depth + 1)
    at = anchor
  }
  return false
}

/** Walks the edit graph by number of differences, then back along what was reached; `undefined` past the limit. */
function shortestPath(from: readonly string[], to: readonly string[], { from: start, fromEnd: end, to: otherStart, toEnd: otherEnd }: Stretch): readonly LineRun[] | undefined {
  const [wide, high] = [end - start, otherEnd - otherStart]
  const limit = Math.min(mostDifferences, wide + high)
  const reached = new Int32Array(2 * limit + 3)
  const trace: Int32Array[] = []
  for (let count = 0; count <= limit; count++) {
    trace.push(reached.slice(limit - count, limit + count + 3))
    for (let line = -count; line <= count; line += 2) {
      const at = line + limit + 1
      const down = line === -count || (line !== count && (reached[at - 1] ?? 0) < (reached[at + 1] ?? 0))
      let x = down ? (reached[at + 1] ?? 0) : (reached[at - 1] ?? 0) + 1
      while (x < wide && x - line < high && from[start + x] === to[otherStart + x - line]) x++
      reached[at] = x
      if (x >= wide && x - line >= high) return walkBack(trace, { wide, high, start, otherStart })
    }
  }
  return undefined
}

function walkBack(trace: readonly Int32Array[], { wide, high, start, otherStart }: { readonly wide: number; readonly high: number; readonly start: number; readonly otherStart: number }): readonly LineRun[] {
  const runs: LineRun[] = []
  let [x, y] = [wide, high]
  for (let count = trace.length - 1; count >= 0; count--) {
    const reached = trace[count] as Int32Array
    const line = x - y
    const value = (diagonal: number): number => reached[diagonal + count + 1] ?? 0
    const down = line === -count || (line !== count && value(line - 1) < value(line + 1))
    const before = count === 0 ? 0 : value(down ? line + 1 : line - 1)
    const middle = count === 0 ? 0 : down ? before : before + 1
    runs.push({ kind: 'same', from: start + middle, to: otherStart + middle - line, length: x - middle })
    if (count === 0) break
    const previousLine = down ? line + 1 : line - 1
    ;[x, y] = [before, before - previousLine]
    runs.push(down ? { kind: 'added', from: start + x, to: otherStart + y, length: 1 } : { kind: 'removed', from: start + x, to: otherStart + y, length: 1 })
  }
  return runs.reverse()
}

/** Gives lines that stand once on each side, as many as keep one order: the longest growing sequence of their places. */
function uniqueAnchors(from: readonly string[], to: readonly string[], middle: Stretch): readonly { readonly from: number; readonly to: number }[] {
  const [mine, others] = [placesOf(from, middle.from, middle.fromEnd), placesOf(to, middle.to, middle.toEnd)]
  const pairs: { readonly from: number; readonly to: number; readonly before: number }[] = []
  const ends: number[] = []
  for (const [line, place] of mine) {
    const other = others.get(line)
    if (place < 0 || other === undefined || other < 0) continue
    let low = 0
    for (let high = ends.length; low < high; ) {
      const half = (low + high) >> 1
      if ((pairs[ends[half] as number]?.to ?? 0) < other) low = half + 1
      else high = half
    }
    pairs.push({ from: place, to: other, before: ends[low - 1] ?? -1 })
    ends[low] = pairs.length - 1
  }
  const chosen: { readonly from: number; readonly to: number }[] = []
  for (let at = ends.at(-1) ?? -1; at >= 0; at = pairs[at]?.before ?? -1) chosen.push(pairs[at] as { readonly from: number; readonly to: number })
  return chosen.reverse()
}

/** Where each line stands, in order; -1 for one that stands several times. */
function placesOf(lines: readonly string[], start: number, end: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  for (let index = start; index < end; index++) {
    const line = lines[index] as string
    places.set(line, places.has(line) ? -1 : index)
  }
  return places
}
