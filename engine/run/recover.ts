/*
 * Takes up what was in flight when the run was last left. Owns: R4, no finished deed is done twice; what may or may not
 * have happened is asked of the tool, done again only where that is harmless, and otherwise left to the person.
 */
import type { Failure } from '../terms/failure.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'
import { callTimeout } from './call-timeout.ts'
import { callPorts } from './call-ports.ts'
import { answer, didHappen, writeAnswer } from './do-call.ts'
import type { CallPlace } from './call-place.ts'
import type { Drive } from './drive.ts'
import { grantOf, putQuestion } from './perform-ask.ts'
import { ceilingOf, decideUnder, doerOf } from './pass-gate.ts'
import { askAgain } from './perform-think.ts'
import type { Activity, CallRecord, EntryOf } from './run-parts.ts'
import type { RunState } from './run-state.ts'

/** What was open when a run was left. */
export interface LeftOpen {
  readonly calls: readonly CallRecord[]
  readonly asks: readonly EntryOf<'person-asked'>[]
  readonly questions: readonly EntryOf<'model-asked'>[]
}

/** Gives what is open before anything is taken up: what comes later is in the hands of those who open it. */
export function leftOpen({ calls, asks, questions }: RunState): LeftOpen {
  return { calls: [...calls.values()], asks: [...asks.values()].map(({ entry }) => entry), questions: [...questions.values()].map(({ entry }) => entry) }
}

/** Begins the recovery of what was open. Gives nothing back: the drive counts the work. */
export function recover(drive: Drive, left: LeftOpen): void {
  const { state } = drive
  // A yes for always is in the hands of the person since it was kept, who may have taken it back.
  for (const { entry, skill, span } of state.granted) {
    if (span !== 'run') continue
    const grant = grantOf(drive, entry, skill, { kind: 'yes', span })
    if (grant !== undefined) drive.grants.push(grant)
  }
  if (state.unknown === undefined || state.end !== undefined) for (const call of left.calls) if (state.calls.has(call.entry.sequence)) drive.work(recoverCall(drive, call))
  for (const asked of left.asks) drive.work(putQuestion(drive, asked))
  for (const asked of left.questions) drive.work(askAgain(drive, asked))
}

async function recoverCall(drive: Drive, { entry, activity }: CallRecord): Promise<void> {
  const { world, state } = drive
  if (entry.undoes !== undefined) return
  const tool = world.tools.tool(entry.tool)
  if (tool === undefined) return unknownCall(drive, entry.sequence, `The tool "${entry.tool}" is no longer here, so nobody can tell whether it took place.`)
  const ports = activity === undefined ? world.ports : await callPorts(drive, activity, tool, entry.input)
  const place: CallPlace = { sequence: entry.sequence, input: entry.input, before: entry.before, key: entry.key, timeout: callTimeout(activity, tool, state.time), ports }
  const open = activity !== undefined && state.isOpen(activity)
  const denied = open ? await deniedBy(drive, activity, tool, entry.input) : undefined
  if (denied !== undefined) return recoverDenied(drive, activity, tool, place, denied)
  if (open && (tool.class === 'read' || tool.idempotent)) return answer(drive, activity, tool, place)
  const left: Failure = { code: 'cancelled', message: 'It was left before it ended.', tool: tool.name }
  if (tool.class === 'read') return writeAnswer(drive, activity, tool, place, { failure: left })
  const found = await didHappen(drive, tool, place)
  if (found?.happened === true) return writeAnswer(drive, activity, tool, place, { output: found.output, found: 'checked' })
  if (found !== undefined) return open ? answer(drive, activity, tool, place) : writeAnswer(drive, activity, tool, place, { failure: left, found: 'checked' })
  // Nobody waits for it any more: that it may have happened is kept for an undo; it is not done for the sake of knowing.
  if (!open && (tool.idempotent || state.end !== undefined)) return writeAnswer(drive, activity, tool, place, { failure: { ...left, happened: 'maybe' } })
  return unknownCall(drive, entry.sequence, `${tool.name} was at work when the run was broken off, and it has no way to tell whether it took place.`)
}

/** A deed is done again on the yes it had, unless what denies came since: a rule, or that its text is no longer accepted. */
async function deniedBy(drive: Drive, activity: Activity, tool: Tool, input: JsonObject): Promise<Failure | undefined> {
  const { effect, frame } = activity
  if (effect.kind !== 'call') return undefined
  const { origins, because } = effect.deed
  const decision = decideUnder(drive, doerOf(drive, frame), [await ceilingOf(drive, frame)], { tool: tool.name, input, origins, because }, tool, undefined)
  return decision.answer === 'deny' ? { code: 'denied', message: decision.because, tool: tool.name } : undefined
}

/** It is not done again; whether it was done before is looked up where that can be. */
async function recoverDenied(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace, denied: Failure): Promise<void> {
  if (tool.class === 'read') return writeAnswer(drive, activity, tool, place, { failure: denied })
  const found = await didHappen(drive, tool, place)
  if (found?.happened === true) return writeAnswer(drive, activity, tool, place, { output: found.output, found: 'checked' })
  if (found !== undefined) return writeAnswer(drive, activity, tool, place, { failure: denied, found: 'checked' })
  if (tool.idempotent) return writeAnswer(drive, activity, tool, place, { failure: { ...denied, happened: 'maybe' } })
  return unknownCall(drive, place.sequence, `${tool.name} was at work when the run was broken off, and it has no way to tell whether it took place.`)
}

function unknownCall(drive: Drive, call: number, because: string): void | Promise<void> {
  return drive.append(() => (drive.state.calls.has(call) ? { kind: 'outcome-unknown', call, because } : undefined))
}
