import type { Outcome, RunRecord, RunStatus } from '../../engine/index.ts'

/** What a status is called, as people say it. */
export const statusWords: { readonly [status in RunStatus]: string } = {
  running: 'Running',
  waiting: 'Waits for you',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
  stopped: 'Stopped',
  unknown: 'Outcome unknown',
  undone: 'Taken back',
}

/** Whether a run with this status goes on by itself or by a person. */
export function isOpen(status: RunStatus): boolean {
  return status === 'running' || status === 'waiting' || status === 'paused'
}

/** Gives a length of time in words: "40 ms", "2.5 s", "3 min 5 s", "2 h 10 min". */
export function lastingWords(milliseconds: number): string {
  if (milliseconds < 950) return `${Math.max(0, Math.round(milliseconds))} ms`
  const seconds = milliseconds / 1000
  if (seconds < 9.95) return `${(Math.round(seconds * 10) / 10).toString()} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return joined(Math.floor(whole / 60), 'min', whole % 60, 's')
  const minutes = Math.round(whole / 60)
  if (minutes < 1440) return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(minutes / 60)
  return joined(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

function joined(large: number, unit: string, small: number, smaller: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smaller}`
}

/** Gives a time as the clock on the wall, with the day where that is another than today. */
export function momentWords(time: number, now: number, locale?: string): string {
  const then = new Date(time)
  const isToday = then.toDateString() === new Date(now).toDateString()
  const date = isToday ? {} : { day: 'numeric', month: 'short', ...(then.getFullYear() !== new Date(now).getFullYear() && { year: 'numeric' }) } as const
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', ...date }).format(then)
}

/** Gives what a record says beside its status: a rehearsal, a fork. */
export function kindWords({ mode, forkedFrom }: Pick<RunRecord, 'mode' | 'forkedFrom'>): string | undefined {
  if (mode === 'rehearse') return 'Rehearsal'
  if (mode === 'test') return 'Test'
  return forkedFrom === undefined ? undefined : 'Fork'
}

/** What each outcome means, in one sentence. */
export const outcomeMeaning: { readonly [outcome in Outcome]: string } = {
  done: 'It did what it was to do.',
  failed: 'Something went wrong that the skill does not catch.',
  stopped: 'It ended before it was done, as the skill or you decided.',
  unknown: 'Whether all of it was done could not be found out.',
}
