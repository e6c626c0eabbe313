import type { RunRecord, RunStatus } from '../../engine/index.ts'

/** What the list of runs is narrowed to. */
export interface RunFilter {
  readonly skill: string
  /** A status; `open`: all that still go on; empty: all. */
  readonly status: RunStatus | 'open' | ''
  /** Days back; 0: all. */
  readonly days: number
}

export const noFilter: RunFilter = { skill: '', status: '', days: 0 }
const day = 86_400_000

/** Gives the runs that pass a filter, in the order they came. */
export function filterRuns(runs: readonly RunRecord[], { skill, status, days }: RunFilter, now: number): readonly RunRecord[] {
  return runs.filter((run) => {
    if (skill !== '' && run.skill !== skill) return false
    if (status === 'open' ? !['running', 'waiting', 'paused', 'unknown'].includes(run.status) : status !== '' && run.status !== status) return false
    return days === 0 || run.started > now - days * day
  })
}

/** The ways a run counts in a plot, in the order they are stacked. */
export const counted = ['done', 'stopped', 'failed', 'unknown', 'open'] as const
export type Counted = (typeof counted)[number]

/** What a run counts as: one that was taken back had been done. */
export function countedAs({ status }: Pick<RunRecord, 'status'>): Counted {
  if (status === 'done' || status === 'undone') return 'done'
  return status === 'stopped' || status === 'failed' || status === 'unknown' ? status : 'open'
}

export interface DayOfRuns {
  /** Midnight, as the clock on the wall has it. */
  readonly start: number
  readonly counts: { readonly [kind in Counted]: number }
  readonly total: number
}

/** Gives the days up to `now`, the oldest first, with how many runs of each outcome began on them. */
export function runsByDay(runs: readonly RunRecord[], now: number, days: number): readonly DayOfRuns[] {
  const starts = Array.from({ length: days }, (_, index) => dayBefore(now, days - 1 - index))
  const found = starts.map(() => ({ done: 0, stopped: 0, failed: 0, unknown: 0, open: 0 }))
  for (const run of runs) {
    const at = starts.findLastIndex((start) => run.started >= start)
    const counts = found[at]
    if (counts !== undefined) counts[countedAs(run)]++
  }
  return starts.map((start, index) => {
    const counts = found[index] as DayOfRuns['counts']
    return { start, counts, total: counted.reduce((sum, kind) => sum + counts[kind], 0) }
  })
}

/** Days are not all of 24 hours. */
function dayBefore(now: number, days: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime()
}

export interface SkillDurations {
  readonly skill: string
  /** Of the runs that are over, in milliseconds, the shortest first. */
  readonly durations: readonly { readonly run: string; readonly milliseconds: number; readonly as: Counted }[]
  readonly median: number
}

/** Gives how long the runs of each skill lasted, the skill with most runs first. Those that still go on do not count. */
export function durationsBySkill(runs: readonly RunRecord[]): readonly SkillDurations[] {
  const bySkill = new Map<string, { run: string; milliseconds: number; as: Counted }[]>()
  for (const run of runs) {
    const as = countedAs(run)
    // The last entry of a run that was taken back is of that.
    if (as === 'open' || as === 'unknown' || run.status === 'undone') continue
    const list = bySkill.get(run.skill) ?? []
    list.push({ run: run.run, milliseconds: Math.max(0, run.changed - run.started), as })
    bySkill.set(run.skill, list)
  }
  return [...bySkill]
    .map(([skill, list]) => {
      const durations = list.sort((a, b) => a.milliseconds - b.milliseconds)
      return { skill, durations, median: durations[(durations.length - 1) >> 1]?.milliseconds ?? 0 }
    })
    .sort((a, b) => b.durations.length - a.durations.length || (a.skill < b.skill ? -1 : 1))
}

/** Places a duration between 0 and 1 on a scale that grows tenfold step by step, from a millisecond to `most`. */
export function scaled(milliseconds: number, most: number): number {
  return Math.min(1, Math.log10(1 + Math.max(0, milliseconds)) / Math.log10(1 + Math.max(1, most)))
}
