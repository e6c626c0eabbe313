import type { LineRun } from './line-edits.ts'

export interface UnifiedOptions {
  readonly before: string
  readonly after: string
  readonly context: number
  readonly most: number
}

/** Gives runs of lines in the unified form of POSIX diff -u, at most so many lines of it. */
export function unifiedText(runs: readonly LineRun[], from: readonly string[], to: readonly string[], options: UnifiedOptions): { readonly text: string; readonly truncated: boolean } {
  const hunks = hunksOf(runs, options.context)
  if (hunks.length === 0) return { text: '', truncated: false }
  const lines: string[] = [`--- ${options.before}\n`, `+++ ${options.after}\n`]
  for (const hunk of hunks) {
    lines.push(headOf(hunk))
    for (const run of hunk) for (let index = 0; index < run.length; index++) lines.push(...lineOf(run, index, from, to))
    if (lines.length > options.most) return { text: lines.slice(0, options.most).join(''), truncated: true }
  }
  return { text: lines.join(''), truncated: false }
}

/** Cuts long equal runs and begins a hunk after each. */
function hunksOf(runs: readonly LineRun[], context: number): readonly (readonly LineRun[])[] {
  const hunks: LineRun[][] = []
  let hunk: LineRun[] = []
  for (const [index, run] of runs.entries()) {
    if (run.kind !== 'same') {
      hunk.push(run)
      continue
    }
    const isFirst = index === 0
    const isLast = index === runs.length - 1
    const keepAfter = isFirst ? 0 : Math.min(context, run.length)
    const keepBefore = isLast ? 0 : Math.min(context, run.length)
    if (!isFirst && !isLast && keepAfter + keepBefore >= run.length) {
      hunk.push(run)
      continue
    }
    if (keepAfter > 0) hunk.push({ ...run, length: keepAfter })
    if (hunk.some((one) => one.kind !== 'same')) hunks.push(hunk)
    const cut = run.length - keepBefore
    hunk = keepBefore > 0 ? [{ kind: 'same', from: run.from + cut, to: run.to + cut, length: keepBefore }] : []
  }
  if (hunk.some((one) => one.kind !== 'same')) hunks.push(hunk)
  return hunks
}

function headOf(hunk: readonly LineRun[]): string {
  const [first] = hunk
  const length = (without: LineRun['kind']): number => hunk.reduce((sum, run) => (run.kind === without ? sum : sum + run.length), 0)
  return `@@ -${span(first?.from ?? 0, length('added'))} +${span(first?.to ?? 0, length('removed'))} @@\n`
}

/** An empty span names the line before it. */
function span(start: number, length: number): string {
  if (length === 1) return `${start + 1}`
  return `${length === 0 ? start : start + 1},${length}`
}

function lineOf(run: LineRun, index: number, from: readonly string[], to: readonly string[]): readonly string[] {
  const mark = run.kind === 'same' ? ' ' : run.kind === 'removed' ? '-' : '+'
  const line = (run.kind === 'added' ? to[run.to + index] : from[run.from + index]) ?? ''
  return line.endsWith('\n') ? [mark + line] : [`${mark}${line}\n`, '\\ No newline at end of file\n']
}
