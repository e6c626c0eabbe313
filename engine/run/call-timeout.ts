import type { Tool } from '../terms/tool.ts'
import type { Activity } from './run-parts.ts'
import { scopeAt } from './step.ts'

/** Gives the milliseconds that one try of a call may take: the `timeout:` of its state, or else the time of the tool. */
export function callTimeout(activity: Activity | undefined, tool: Tool, now: number): number {
  const code = activity?.frame.machine.activities.get(activity.effect.state)
  if (activity === undefined || code?.timeout === undefined) return tool.timeout
  try {
    return code.timeout(scopeAt(activity.frame.snapshot, now))
  } catch {
    return tool.timeout
  }
}
