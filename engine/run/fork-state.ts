import type { Timer } from './run-parts.ts'
import type { RunState } from './run-state.ts'

/**
 * Makes the state of a run that of its fork, as if time had stood still in between: what is asked is asked anew, a deed that
 * is tried again is a deed of this run, and no yes to a deed is left.
 */
export function forkState(state: RunState): void {
  const { passed } = state
  state.paused = false
  state.approvals.clear()
  state.envelope.clear()
  state.granted.length = 0
  for (const frame of state.frames()) frame.shown.clear()
  for (const timer of [...state.timers.values()]) if (!isForTime(timer)) state.timers.set(timer.id, { ...timer, at: timer.at + passed })
  for (const activity of state.activities.values()) {
    activity.key = undefined
    activity.delay += passed
    if (activity.open === undefined) continue
    if (state.asks.delete(activity.open) || state.questions.delete(activity.open)) state.makeReady(activity)
  }
  state.unstall()
}

/** A wait until a time of day ends at that time, whenever it began. */
function isForTime(timer: Timer): boolean {
  return timer.kind === 'machine' && timer.name.startsWith('xstate.after.until.')
}
