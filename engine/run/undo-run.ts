/*
 * Takes back the deeds of a run, newest first. Owns: which deeds, in which order, and that each reversal passes the gate
 * and is journaled before it is done. Always true: a deed whose reversal was done, or may have been done, is not taken back
 * again (R4); what could not be taken back is said.
 */
import type { Decision } from '../terms/decision.ts'
import type { Deed } from '../terms/effect.ts'
import type { Entry } from '../terms/journal.ts'
import type { Json } from '../terms/json.ts'
import { noLabels } from '../terms/label.ts'
import type { ToolPorts } from '../terms/ports.ts'
import type { Reversal, Tool } from '../terms/tool.ts'
import { argumentFault } from './argument-fault.ts'
import { CallMemory } from './call-memory.ts'
import type { CallPlace } from './call-place.ts'
import { WatchedCall } from './call-watch.ts'
import { canonicalInput } from './canonical-input.ts'
import { didHappen, doCall, failureFrom, type CallResult } from './do-call.ts'
import type { Drive } from './drive.ts'
import { decideUnder } from './pass-gate.ts'
import { frozen, plainJson } from './plain-json.ts'
import type { EntryOf } from './run-parts.ts'

/** One deed of a run with what takes it back; null: it can not be taken back. */
export interface Reversible {
  readonly call: EntryOf<'tool-called'>
  readonly undo: Reversal | null
  /** Whether the deed took place is not known, so it is not taken back. */
  readonly unknown?: true
}

/**
 * Gives the deeds of a journal that are not taken back yet, newest first. Reads are no deeds; several tries of one deed are one,
 * known by its key. What a run did before a fork was made of it is not the fork's to take back.
 */
export function deedsToUndo(entries: readonly Entry[]): Reversible[] {
  const calls = new Map<number, EntryOf<'tool-called'>>()
  const deeds = new Map<string, Reversible>()
  const settled = new Set<number>()
  for (const entry of entries) {
    if (entry.kind === 'run-forked') deeds.clear()
    if (entry.kind === 'tool-called') calls.set(entry.sequence, entry)
    if (entry.kind === 'undo-skipped') settled.add(entry.call)
    if (entry.kind !== 'tool-answered' && entry.kind !== 'answer-late' && entry.kind !== 'outcome-unknown') continue
    const call = calls.get(entry.call)
    if (call === undefined) continue
    if (call.undoes !== undefined) {
      if (entry.kind !== 'outcome-unknown' && entry.failure === undefined) settled.add(call.undoes)
    } else noteDeed(deeds, call, entry)
  }
  return [...deeds.values()].filter(({ call }) => !settled.has(call.sequence)).sort((a, b) => b.call.sequence - a.call.sequence)
}

function noteDeed(deeds: Map<string, Reversible>, call: EntryOf<'tool-called'>, entry: EntryOf<'tool-answered' | 'answer-late' | 'outcome-unknown'>): void {
  const known = deeds.get(call.key)
  if (entry.kind === 'outcome-unknown' || entry.failure?.happened === 'maybe') {
    if (known === undefined) deeds.set(call.key, { call, undo: null, unknown: true })
  } else if (entry.failure !== undefined) {
    if (known?.unknown === true && known.call === call) deeds.delete(call.key)
  } else if (entry.undo !== undefined) deeds.set(call.key, { call: known?.call ?? call, undo: entry.undo })
}

/** Undoes what can be undone and journals what can not. A killed undo is taken up where it was left. */
export async function undoRun(drive: Drive, entries: readonly Entry[]): Promise<void> {
  const deeds = deedsToUndo(entries)
  let { undone, skipped } = doneBefore(entries)
  if (!drive.state.undoing) await drive.append(() => ({ kind: 'undo-started' }))
  for (const deed of deeds) {
    if (drive.isOver) return
    const because = await takeBack(drive, entries, deed)
    if (because === undefined) undone++
    else {
      skipped++
      await drive.append(() => ({ kind: 'undo-skipped', call: deed.call.sequence, because }))
    }
  }
  await drive.append(() => ({ kind: 'undo-ended', undone, skipped }))
}

/** What the undo had done before it was broken off; nothing, where none is under way. */
function doneBefore(entries: readonly Entry[]): { undone: number; skipped: number } {
  let count = { undone: 0, skipped: 0 }
  const reversals = new Set<number>()
  for (const entry of entries) {
    if (entry.kind === 'undo-started' || entry.kind === 'undo-ended') count = { undone: 0, skipped: 0 }
    if (entry.kind === 'tool-called' && entry.undoes !== undefined) reversals.add(entry.sequence)
    if (entry.kind === 'undo-skipped') count.skipped++
    if (entry.kind === 'tool-answered' && entry.failure === undefined && reversals.has(entry.call)) count.undone++
  }
  return count
}

/** Does one reversal; gives the reason when it could not be done. */
async function takeBack(drive: Drive, entries: readonly Entry[], { call, undo, unknown }: Reversible): Promise<string | undefined> {
  if (unknown === true) return `Whether ${call.tool} took place is not known.`
  if (undo === null) return `${call.tool} can not be taken back.`
  const tool = drive.world.tools.tool(undo.tool)
  if (tool === undefined) return `The tool "${undo.tool}" that takes it back is not here.`
  const before = lastReversal(entries, call.sequence)
  if (before?.failure !== undefined) return before.failure
  try {
    return before === undefined ? await reverse(drive, call, undo, tool) : await reverseAgain(drive, call, undo, before.call, tool)
  } catch (error) {
    return failureFrom(error, tool).message
  }
}

async function reverse(drive: Drive, call: EntryOf<'tool-called'>, undo: Reversal, tool: Tool): Promise<string | undefined> {
  const { world, state } = drive
  const fault = argumentFault(tool, undo.input)
  if (fault !== undefined) return `What takes it back does not fit ${tool.name}: ${fault.message}`
  const input = frozen(await canonicalInput(world.ports.files, tool, undo.input))
  const decision = await permit(drive, undo, { tool: tool.name, input, origins: undo.origins ?? {}, because: noLabels }, tool)
  if (decision.answer !== 'allow') return decision.because
  const { clock } = world
  const ports: ToolPorts = { ...world.ports, memory: new CallMemory(drive, undefined, { call, origins: undo.origins ?? {} }) }
  const before: Json = plainJson(await tool.prepare?.(input, new WatchedCall({ activity: undefined, key: '', ports, before: null, deadline: clock.now() + tool.timeout })))
  const sequence = state.sequence + 1
  const key = `${state.run}:${sequence}`
  await drive.append(() => ({ kind: 'tool-called', activity: call.activity, path: call.path, tool: tool.name, input, key, attempt: 1, before, decision, undoes: call.sequence }))
  // Keeps R1: where the entry could not be written, nothing is done.
  if (state.sequence < sequence) return undefined
  return finish(drive, { sequence, input, before, key, timeout: tool.timeout, ports }, tool)
}

/** The gate judges a reversal too. What the tool itself says takes a deed back stays where the deed was; what the skill says must lie inside its ceiling. */
async function permit(drive: Drive, undo: Reversal, deed: Deed, tool: Tool): Promise<Decision> {
  const { started } = drive.state
  const skill = { name: started?.skill ?? '', hash: started?.hash ?? '', ...(started?.own === true && { own: started.own }) }
  const tools = new Map(undo.bounds === null ? [] : [[tool.name, undo.bounds ?? {}]])
  // What the person takes back is outside of what was wanted; the person wants it now.
  return decideUnder(drive, { skill, accepted: true }, [{ skill: skill.name, tools, skills: new Set() }], deed, tool, undefined)
}

/** A reversal that was at work when the undo was broken off. */
async function reverseAgain(drive: Drive, call: EntryOf<'tool-called'>, undo: Reversal, open: EntryOf<'tool-called'>, tool: Tool): Promise<string | undefined> {
  const { sequence, input, before, key } = open
  const place: CallPlace = { sequence, input, before, key, timeout: tool.timeout, ports: { ...drive.world.ports, memory: new CallMemory(drive, undefined, { call, origins: undo.origins ?? {} }) } }
  const found = await didHappen(drive, tool, place)
  if (found?.happened === true) return write(drive, place, { output: found.output, found: 'checked' })
  if (found?.happened === false || tool.idempotent) return finish(drive, place, tool)
  return 'Whether it was taken back before the undo was broken off could not be found out.'
}

async function finish(drive: Drive, place: CallPlace, tool: Tool): Promise<string | undefined> {
  return write(drive, place, (await doCall(drive, undefined, tool, place)) as CallResult)
}

async function write(drive: Drive, place: CallPlace, result: CallResult): Promise<string | undefined> {
  await drive.append(() => ({ kind: 'tool-answered', call: place.sequence, ...result }))
  return 'failure' in result ? result.failure.message : undefined
}

/** The last reversal of a call that was begun, and how it failed where it did. */
function lastReversal(entries: readonly Entry[], call: number): { readonly call: EntryOf<'tool-called'>; readonly failure: string | undefined } | undefined {
  const last = entries.findLast((entry): entry is EntryOf<'tool-called'> => entry.kind === 'tool-called' && entry.undoes === call)
  if (last === undefined) return undefined
  const answered = entries.findLast((entry): entry is EntryOf<'tool-answered'> => entry.kind === 'tool-answered' && entry.call === last.sequence)
  return { call: last, failure: answered?.failure?.message }
}
