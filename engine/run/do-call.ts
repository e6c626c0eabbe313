/*
 * Performs a call whose entry is written, and writes its answer. Owns: the deadline, what an answer must look like, and what
 * is written where nobody knows whether the deed took place. Always true: a deed of which that is not known is never taken
 * for undone; it is looked up, done again under the same key where that is harmless, or left to the person (R4).
 */
import { checkValue } from '../expression/check-value.ts'
import type { Failure } from '../terms/failure.ts'
import type { EntryBody } from '../terms/journal.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { ToolError, type Tool } from '../terms/tool.ts'
import { CallMemory } from './call-memory.ts'
import type { CallPlace } from './call-place.ts'
import { WatchedCall } from './call-watch.ts'
import type { Drive } from './drive.ts'
import { isPending } from './is-pending.ts'
import { isTooLarge } from './is-too-large.ts'
import { plainJson } from './plain-json.ts'
import { reversalOf } from './reversal-of.ts'
import type { Activity } from './run-parts.ts'

export type CallResult = { readonly output: Json; readonly found?: 'checked' } | { readonly failure: Failure; readonly found?: 'checked' }

/** Performs a call whose entry is written, and writes its answer. */
export async function answer(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace): Promise<void> {
  const result = await doCall(drive, activity, tool, place)
  return writeAnswer(drive, activity, tool, place, result)
}

/**
 * Performs a call until it answers, or is told to stop and does not for two seconds. A tool that finishes its work while
 * it is being stopped has done the deed, and its answer counts. One that answers later still is written down as late.
 */
export async function doCall(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace): Promise<CallResult | undefined> {
  const { world, watch, state } = drive
  const deadline = world.clock.now() + place.timeout
  const handle = watch.add(new WatchedCall({ activity, key: place.key, ports: place.ports, before: place.before, deadline, patient: tool.class !== 'read' }))
  let resting = true
  const work = outcomeOf(tool, place.input, handle)
  const first = await new Promise<CallResult>((resolve) => {
    handle.overdue = () => {
      resting = false
      resolve({ failure: timeoutOf(tool, place) })
    }
    void work.then(resolve)
  })
  watch.remove(handle)
  if (!resting) void work.then((result) => writeLate(drive, activity, tool, place, result))
  const result = 'failure' in first && handle.isLate ? { failure: { ...timeoutOf(tool, place), happened: first.failure.happened } as Failure } : first
  if ('output' in result || result.failure.happened !== 'maybe') return result
  if (tool.check !== undefined) return checked(drive, tool, place, result, resting)
  return tool.idempotent || activity === undefined || state.end !== undefined ? result : undefined
}

function timeoutOf(tool: Tool, { timeout }: CallPlace): Failure {
  return { code: 'timeout', message: `${tool.name} took longer than ${timeout / 1000} s.`, tool: tool.name, ...(tool.class !== 'read' && { happened: 'maybe' as const }) }
}

async function outcomeOf(tool: Tool, input: JsonObject, handle: WatchedCall): Promise<CallResult> {
  try {
    return fitting(tool, plainJson(await tool.perform(input, handle)))
  } catch (error) {
    return { failure: failureFrom(error, tool) }
  }
}

/** Characters of one answer: it is held in memory and written to the journal whole. */
const largestAnswer = 64 * 1024 * 1024

function fitting(tool: Tool, output: Json): CallResult {
  if (isTooLarge(output, largestAnswer)) return misfit(tool, `${tool.name} answered more than ${largestAnswer} characters.`)
  const fault = checkValue(tool.output, output)[0]
  if (fault === undefined) return { output }
  return misfit(tool, `${tool.name} answered something else than it says it does${fault.path === '' ? '' : ` at "${fault.path}"`}: ${fault.message}`)
}

function misfit(tool: Tool, message: string): CallResult {
  return { failure: { code: 'invalid-answer', message, tool: tool.name, ...(tool.class !== 'read' && { happened: 'maybe' as const }) } }
}

/** Asks the tool whether the deed took place. "No" of a tool that is still at work is no answer. */
async function checked(drive: Drive, tool: Tool, place: CallPlace, result: { readonly failure: Failure }, resting: boolean): Promise<CallResult | undefined> {
  const found = await didHappen(drive, tool, place)
  if (found?.happened === true) return { output: found.output, found: 'checked' }
  if (found === undefined || !resting) return tool.idempotent || drive.state.end !== undefined ? result : undefined
  const { happened: _, ...failure } = result.failure
  return { failure, found: 'checked' }
}

/** Gives what a tool says about a call after the fact; `undefined`: it can not tell. */
export async function didHappen(drive: Drive, tool: Tool, place: CallPlace): Promise<{ readonly happened: boolean; readonly output: Json } | undefined> {
  if (tool.check === undefined) return undefined
  const { clock } = drive.world
  const handle = drive.watch.add(new WatchedCall({ activity: undefined, key: place.key, ports: place.ports, before: place.before, deadline: clock.now() + place.timeout }))
  const late = new Promise<undefined>((resolve) => {
    handle.overdue = () => resolve(undefined)
  })
  try {
    const found = await Promise.race([tool.check(place.input, handle), late])
    if (found?.happened !== true) return found === undefined ? undefined : { happened: false, output: null }
    const output = plainJson(found.output)
    return checkValue(tool.output, output).length === 0 ? { happened: true, output } : undefined
  } catch {
    return undefined
  } finally {
    drive.watch.remove(handle)
  }
}

/** Writes what a call gave; without a result nobody knows, and the run stops until the person settles it. */
export async function writeAnswer(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace, result: CallResult | undefined): Promise<void> {
  const { state } = drive
  const taken = result !== undefined && 'output' in result ? reversalOf(drive, activity, tool, place, result.output) : {}
  const undo = isPending(taken) ? await taken : taken
  const written = drive.append(() => {
    if (!state.calls.has(place.sequence)) return undefined
    if (result === undefined) return { kind: 'outcome-unknown', call: place.sequence, because: `Nobody can tell whether ${tool.name} took place before it was broken off.` }
    const body = 'output' in result ? { output: result.output, ...untrustedOf(tool, place), ...undo } : { failure: result.failure, ...untrustedOf(tool, place) }
    if (activity !== undefined && !(state.isOpen(activity) && activity.open === place.sequence)) return { kind: 'answer-late', call: place.sequence, ...body }
    return { kind: 'tool-answered', call: place.sequence, ...body, ...(result.found !== undefined && { found: result.found }) } as EntryBody
  })
  if (written !== undefined) await written
}

/** A deed that was given up and took place all the same: kept, so that it can be undone. */
async function writeLate(drive: Drive, activity: Activity | undefined, tool: Tool, place: CallPlace, result: CallResult): Promise<void> {
  if (!('output' in result) || tool.class === 'read') return
  if (drive.state.calls.has(place.sequence)) return writeAnswer(drive, activity, tool, place, result)
  const undo = await reversalOf(drive, activity, tool, place, result.output)
  await drive.append(() => (drive.state.outcome === undefined ? { kind: 'answer-late', call: place.sequence, output: result.output, ...undo } : undefined))
}

/** What a call made of a fact that others wrote is theirs as well. */
function untrustedOf(tool: Tool, { ports }: CallPlace): { readonly untrusted?: true | readonly string[] } {
  if (ports.memory instanceof CallMemory && ports.memory.readForeign) return { untrusted: true }
  return tool.untrusted === true || tool.untrusted.length > 0 ? { untrusted: tool.untrusted } : {}
}

/** A thrown fault as a failure: one the tool declares says that nothing was changed; any other leaves that open. A read changes nothing. */
export function failureFrom(error: unknown, tool: Tool): Failure {
  const open = tool.class !== 'read' && !(error instanceof ToolError && Object.hasOwn(tool.errors, error.code))
  const happened = open ? { happened: 'maybe' as const } : {}
  if (error instanceof ToolError) return { code: error.code, message: error.message, tool: tool.name, facts: plainJson(error.facts) as JsonObject, ...happened }
  return { code: 'crashed', message: wordsOf(error), tool: tool.name, ...happened }
}

/** Anything can be thrown: a text, nothing, an object that looks like an error. */
function wordsOf(error: unknown): string {
  try {
    const { message } = Object(error) as { readonly message?: unknown }
    return typeof message === 'string' ? message : String(error)
  } catch {
    return 'It threw something that can not be read.'
  }
}
