import type { Failure } from '../terms/failure.ts'
import { foreignOf } from './call-labels.ts'
import type { Activity } from './run-parts.ts'
import { failureAround, type RunState } from './run-state.ts'
import { step } from './step.ts'

/**
 * Tells whether a failure of an activity would be tried again or caught, here or by a skill or an `each` around it, so that the
 * run goes on with it or ends as the skill says. Takes the steps that would follow, and keeps nothing of them.
 */
export function isCaught(state: RunState, activity: Activity, failure: Failure): boolean {
  let at: Activity | undefined = activity
  let error = failure
  for (let again = true; at !== undefined; again = at?.effect.kind === 'run') {
    const { frame, effect }: Activity = at
    if (again && state.retryDelay(at, error) !== undefined) return true
    const { effects } = step(frame.machine, frame.snapshot, { kind: 'failed', time: state.time, state: effect.state, error: { ...error, state: effect.state }, labels: foreignOf(at) })
    const ended = effects.find((one) => one.kind === 'end')
    if (ended?.kind !== 'end' || ended.end.error?.code !== failure.code) return true
    at = frame.parent === undefined ? undefined : state.activities.get(frame.parent)
    if (at !== undefined) error = failureAround(at, frame, ended.end)
  }
  return false
}
