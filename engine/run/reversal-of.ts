import type { ActivityCode } from '../compile/machine.ts'
import type { Json } from '../terms/json.ts'
import type { Reversal, Tool } from '../terms/tool.ts'
import { outputLabels } from './call-labels.ts'
import type { CallPlace } from './call-place.ts'
import type { Drive } from './drive.ts'
import { ceilingOf } from './pass-gate.ts'
import { plainJson } from './plain-json.ts'
import type { Activity } from './run-parts.ts'
import { scopeAt } from './step.ts'

/** Nothing at all for a deed that changed nothing. */
interface Undoing {
  readonly undo?: Reversal | null
}

/**
 * Gives what takes a deed back: as the skill says it, else as the tool does; null for a deed that can not be taken back. What the
 * skill says keeps the bounds and origins it has now, so that the gate can judge it when it is done.
 */
export function reversalOf(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace, output: Json): Undoing | Promise<Undoing> {
  if (tool.class === 'read') return {}
  const bySkill = activity?.frame.machine.activities.get(activity.effect.state)?.reversal
  return activity === undefined || bySkill === undefined ? toolReversal(tool, place, output) : skillReversal(drive, activity, bySkill, tool, output)
}

function toolReversal(tool: Tool, place: CallPlace, output: Json): Undoing {
  try {
    const reversal = tool.undo?.(place.input, output, place.before)
    return reversal === 'nothing' ? {} : { undo: plainJson(reversal) as Reversal | null }
  } catch {
    return { undo: null }
  }
}

async function skillReversal(drive: Drive, activity: Activity, reversal: NonNullable<ActivityCode['reversal']>, tool: Tool, output: Json): Promise<Undoing> {
  const { frame } = activity
  const result = { value: output, labels: outputLabels(activity, tool.name, tool.untrusted === true), ...(tool.untrusted !== true && { untrusted: tool.untrusted }) }
  try {
    const made = reversal(scopeAt(frame.snapshot, drive.state.time, { result }))
    const bounds = (await ceilingOf(drive, frame)).tools.get(made.tool) ?? null
    return { undo: { ...made, bounds } }
  } catch {
    return { undo: null }
  }
}
