/* A tool call: check the arguments, pass the gate, write, do, write the answer. */
import type { Decision } from '../terms/decision.ts'
import type { Deed } from '../terms/effect.ts'
import type { Json } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'
import { callTimeout } from './call-timeout.ts'
import { callPorts } from './call-ports.ts'
import { WatchedCall } from './call-watch.ts'
import { answer, failureFrom } from './do-call.ts'
import type { Drive } from './drive.ts'
import { isPending } from './is-pending.ts'
import { exactDeed } from './exact-deed.ts'
import { decideNow, deedHash, pass } from './pass-gate.ts'
import { askApproval } from './perform-ask.ts'
import { plainJson } from './plain-json.ts'
import type { Activity } from './run-parts.ts'

export async function performCall(drive: Drive, activity: Activity): Promise<void> {
  const { effect } = activity
  if (effect.kind !== 'call') return
  const tool = drive.world.tools.tool(effect.deed.tool)
  if (tool === undefined) return drive.failActivity(activity, { code: 'unknown-tool', message: `There is no tool "${effect.deed.tool}" here.` })
  const exact = exactDeed(drive, tool, effect.deed)
  const checked = isPending(exact) ? await exact : exact
  if ('code' in checked) return drive.failActivity(activity, checked)
  const passing = pass(drive, activity, checked, tool)
  const decision = isPending(passing) ? await passing : passing
  if (decision.answer === 'ask') return askApproval(drive, activity, checked, tool, decision)
  if (decision.answer === 'deny') return deny(drive, activity, checked, decision)
  return call(drive, activity, checked, tool, decision)
}

function deny(drive: Drive, activity: Activity, deed: Deed, decision: Decision): void | Promise<void> {
  const { tool, input } = deed
  return drive.append(() => (drive.state.isOpen(activity) ? { kind: 'effect-denied', activity: activity.id, path: activity.path, tool, input, decision } : undefined))
}

async function call(drive: Drive, activity: Activity, deed: Deed, tool: Tool, decision: Decision): Promise<void> {
  const { state, world } = drive
  const timeout = callTimeout(activity, tool, state.time)
  const given = callPorts(drive, activity, tool, deed.input)
  const ports = isPending(given) ? await given : given
  let before: Json = null
  if (tool.prepare !== undefined) {
    try {
      before = plainJson(await tool.prepare(deed.input, new WatchedCall({ activity, key: '', ports, before: null, deadline: world.clock.now() + timeout })))
    } catch (error) {
      const { happened: _, ...failure } = failureFrom(error, tool)
      return drive.failActivity(activity, failure)
    }
  }
  let sequence = 0
  let key = ''
  let gone = false
  const written = drive.append(() => {
    if (!state.isOpen(activity)) return undefined
    gone = decideNow(drive, activity, deed, tool)?.answer !== 'allow'
    if (gone) return undefined
    sequence = state.sequence + 1
    key = activity.key ?? `${state.run}:${sequence}`
    // A yes to this very deed is used up, also where a grant that came with it would do.
    const hash = decision.rule === 'approval' || (state.approvals.size > 0 && state.approvals.has(deedHash(deed))) ? { hash: deedHash(deed) } : {}
    return { kind: 'tool-called', activity: activity.id, path: activity.path, tool: tool.name, input: deed.input, key, attempt: activity.attempt, before, decision, ...hash }
  })
  if (written !== undefined) await written
  // While this one was being prepared another deed used up the yes or the limit, the time ran out, or the person took something back.
  if (gone) return performCall(drive, activity)
  if (sequence === 0 || state.sequence < sequence) return
  return answer(drive, activity, tool, { sequence, input: deed.input, before, key, timeout, ports })
}
