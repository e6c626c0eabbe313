/* A tool call: check the arguments, pass the gate, write, do, write the answer. */
import { checkValue } from '../expression/check-value.ts'
import { fillDefaults } from '../expression/fill-defaults.ts'
import type { Decision } from '../terms/decision.ts'
import type { Deed } from '../terms/effect.ts'
import type { Failure } from '../terms/failure.ts'
import type { EntryBody } from '../terms/journal.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { ToolError, type Reversal, type Tool } from '../terms/tool.ts'
import { canonicalInput } from './canonical-input.ts'
import { WatchedCall } from './call-watch.ts'
import type { Drive } from './drive.ts'
import { deedHash, pass } from './pass-gate.ts'
import { askApproval } from './perform-ask.ts'
import { scopeAt } from './step.ts'
import type { Activity, EntryOf } from './run-state.ts'

export async function performCall(drive: Drive, activity: Activity): Promise<void> {
  const { effect } = activity
  if (effect.kind !== 'call') return
  const tool = drive.world.tools.tool(effect.deed.tool)
  if (tool === undefined) return drive.failActivity(activity, { code: 'unknown-tool', message: `There is no tool "${effect.deed.tool}" here.` })
  const checked = await exactDeed(drive, tool, effect.deed)
  if ('code' in checked) return drive.failActivity(activity, checked)
  const decision = await pass(drive, activity.frame, checked, tool)
  if (decision.answer === 'ask') return askApproval(drive, activity, checked, tool, decision)
  if (decision.answer === 'deny') return deny(drive, activity, checked, decision)
  return call(drive, activity, checked, tool, decision)
}

/** The deed as it will be done: defaults filled, arguments valid, paths canonical. The gate and the tool see this object. */
export async function exactDeed(drive: Drive, tool: Tool, deed: Deed): Promise<Deed | Failure> {
  const filled = fillDefaults(tool.input.properties ?? {}, deed.input)
  const fault = checkValue(tool.input, filled)[0]
  if (fault !== undefined) {
    const where = fault.path === '' ? '' : ` "${fault.path}"`
    return { code: 'invalid-input', message: `${tool.name} can not take the argument${where}: ${fault.message}`, tool: tool.name }
  }
  try {
    return { ...deed, input: await canonicalInput(drive.world.ports.files, tool, filled) }
  } catch (error) {
    return failureFrom(error, tool)
  }
}

function deny(drive: Drive, activity: Activity, deed: Deed, decision: Decision): void | Promise<void> {
  const { tool, input } = deed
  return drive.append(() => (drive.state.isOpen(activity) ? { kind: 'effect-denied', activity: activity.id, path: activity.path, tool, input, decision } : undefined))
}

async function call(drive: Drive, activity: Activity, deed: Deed, tool: Tool, decision: Decision): Promise<void> {
  const { state, world } = drive
  const time = timeoutOf(activity, tool)
  const handle = new WatchedCall({ activity, question: false, key: '', ports: world.ports, before: null, deadline: world.clock.now() + time })
  let before: Json = null
  if (tool.prepare !== undefined) {
    try {
      before = await tool.prepare(deed.input, handle)
    } catch (error) {
      return drive.failActivity(activity, failureFrom(error, tool))
    }
  }
  let sequence = 0
  await drive.append(() => {
    if (!state.isOpen(activity)) return undefined
    sequence = state.sequence + 1
    const hash = decision.rule === 'approval' ? { hash: deedHash(deed) } : {}
    return { kind: 'tool-called', activity: activity.id, path: activity.path, tool: tool.name, input: deed.input, key: activity.key ?? `${state.run}:${sequence}`, attempt: activity.attempt, before, decision, ...hash }
  })
  if (sequence === 0 || state.sequence < sequence) return
  await answer(drive, activity, tool, { sequence, input: deed.input, before, key: activity.key ?? `${state.run}:${sequence}`, timeout: time })
}

export interface CallPlace {
  readonly sequence: number
  readonly input: JsonObject
  readonly before: Json
  readonly key: string
  readonly timeout: number
}

/** Performs a call whose entry is written, and writes its answer. */
export async function answer(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace): Promise<void> {
  const { world, watch } = drive
  const deadline = world.clock.now() + place.timeout
  const handle = watch.add(new WatchedCall({ activity, question: false, key: place.key, ports: world.ports, before: place.before, deadline }))
  const result = await Promise.race([outcomeOf(tool, place.input, handle), overdue(handle, tool, place.timeout)])
  watch.remove(handle)
  await writeAnswer(drive, activity, tool, place, result)
}

export type CallResult = { readonly output: Json; readonly found?: 'checked' } | { readonly failure: Failure; readonly found?: 'checked' }

async function outcomeOf(tool: Tool, input: JsonObject, handle: WatchedCall): Promise<CallResult> {
  try {
    const output = await tool.perform(input, handle)
    const fault = checkValue(tool.output, output)[0]
    if (fault === undefined) return { output }
    return { failure: { code: 'invalid-answer', message: `${tool.name} answered something else than it says it does${fault.path === '' ? '' : ` at "${fault.path}"`}: ${fault.message}`, tool: tool.name, happened: 'maybe' } }
  } catch (error) {
    return { failure: failureFrom(error, tool) }
  }
}

function overdue(handle: WatchedCall, tool: Tool, timeout: number): Promise<CallResult> {
  return new Promise((resolve) => {
    const happened = tool.class === 'read' ? {} : { happened: 'maybe' as const }
    handle.overdue = () => resolve({ failure: { code: 'timeout', message: `${tool.name} took longer than ${timeout / 1000} s.`, tool: tool.name, ...happened } })
  })
}

/**
 * Writes what a call gave. Where it is not known whether the deed took place, the tool is asked; an idempotent one may
 * be tried again as it is; otherwise the run stops as unknown and the person settles it.
 */
export async function writeAnswer(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace, first: CallResult): Promise<void> {
  const result = await settle(drive, activity, tool, place, first)
  const { state } = drive
  await drive.append(() => {
    if (result === undefined) return { kind: 'outcome-unknown', call: place.sequence, because: `Nobody can tell whether ${tool.name} took place before it was broken off.` }
    const open = activity !== undefined && state.isOpen(activity) && activity.open === place.sequence
    const body = 'output' in result ? { output: result.output, ...untrustedOf(tool), ...undoOf(activity, tool, place, result.output) } : { failure: result.failure }
    const found = result.found === undefined ? {} : { found: result.found }
    if (activity !== undefined && !open) return { kind: 'answer-late', call: place.sequence, ...body }
    return { kind: 'tool-answered', call: place.sequence, ...body, ...found } as EntryBody
  })
}

async function settle(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace, result: CallResult): Promise<CallResult | undefined> {
  if ('output' in result || result.failure.happened !== 'maybe' || tool.class === 'read') return result
  if (tool.check !== undefined) return checked(drive, tool, place, result)
  if (tool.idempotent) return result
  return activity !== undefined && drive.state.end !== undefined ? result : undefined
}

/** Asks the tool whether the deed took place. */
async function checked(drive: Drive, tool: Tool, place: CallPlace, result: CallResult): Promise<CallResult | undefined> {
  const handle = new WatchedCall({ activity: undefined, question: false, key: place.key, ports: drive.world.ports, before: place.before, deadline: drive.world.clock.now() + place.timeout })
  try {
    const found = await tool.check?.(place.input, handle)
    if (found === undefined) return undefined
    if (found.happened) return { output: found.output ?? null, found: 'checked' }
    return 'failure' in result ? { failure: { ...result.failure, happened: undefined } as Failure, found: 'checked' } : result
  } catch {
    return undefined
  }
}

function timeoutOf(activity: Activity, tool: Tool): number {
  const code = activity.frame.machine.activities.get(activity.effect.state)
  if (code?.timeout === undefined) return tool.timeout
  try {
    return code.timeout(scopeAt(activity.frame.snapshot, 0))
  } catch {
    return tool.timeout
  }
}

function untrustedOf(tool: Tool): { readonly untrusted?: true | readonly string[] } {
  return tool.untrusted === true || tool.untrusted.length > 0 ? { untrusted: tool.untrusted } : {}
}

/** What takes the deed back: as the skill says, else as the tool does. Null: a deed that can not be taken back. */
function undoOf(activity: Activity | undefined, tool: Tool, place: CallPlace, output: Json): { readonly undo?: Reversal | null } {
  if (tool.class === 'read') return {}
  const code = activity?.frame.machine.activities.get(activity.effect.state)
  try {
    if (activity !== undefined && code?.reversal !== undefined) {
      return { undo: code.reversal(scopeAt(activity.frame.snapshot, 0, { result: { value: output, labels: [] } })) }
    }
    return { undo: tool.undo?.(place.input, output, place.before) ?? null }
  } catch {
    return { undo: null }
  }
}

/** A thrown fault as a failure: one the tool declares says that nothing was changed; any other leaves it open. */
export function failureFrom(error: unknown, tool: Tool): Failure {
  if (error instanceof ToolError) {
    const declared = Object.hasOwn(tool.errors, error.code)
    return { code: error.code, message: error.message, tool: tool.name, facts: error.facts, ...(!declared && { happened: 'maybe' as const }) }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { code: 'crashed', message, tool: tool.name, happened: 'maybe' }
}

export type CalledEntry = EntryOf<'tool-called'>
