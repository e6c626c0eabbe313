import type { Json } from '../terms/json.ts'
import type { Reversal, Tool } from '../terms/tool.ts'
import { outputLabels } from './call-labels.ts'
import type { CallPlace } from './call-place.ts'
import type { Drive } from './drive.ts'
import { ceilingOf } from './pass-gate.ts'
import { plainJson } from './plain-json.ts'
import type { Activity } from './run-state.ts'
import { scopeAt } from './step.ts'

/**
 * Gives what takes a deed back: as the skill says it, else as the tool does; null for a deed that can not be taken back. What the
 * skill says keeps the bounds and origins it has now, so that the gate can judge it when it is done.
 */
export async function reversalOf(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace, output: Json): Promise<{ readonly undo?: Reversal | null }> {
  if (tool.class === 'read') return {}
  try {
    const bySkill = activity === undefined ? undefined : await skillReversal(drive, activity, tool, output)
    if (bySkill !== undefined) return { undo: bySkill }
    const reversal = tool.undo?.(place.input, output, place.before)
    return reversal === 'nothing' ? {} : { undo: plainJson(reversal) as Reversal | null }
  } catch {
    return { undo: null }
  }
}

async function skillReversal(drive: Drive, activity: Activity, tool: Tool, output: Json): Promise<Reversal | undefined> {
  const { frame, effect } = activity
  const reversal = frame.machine.activities.get(effect.state)?.reversal
  if (reversal === undefined) return undefined
  const result = { value: output, labels: outputLabels(activity, tool.name, tool.untrusted === true), ...(tool.untrusted !== true && { untrusted: tool.untrusted }) }
  const made = reversal(scopeAt(frame.snapshot, drive.state.time, { result }))
  const bounds = (await ceilingOf(drive, frame)).tools.get(made.tool) ?? null
  return { ...made, bounds }
}
