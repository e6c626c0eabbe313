/*
 * Takes back the deeds of a run, newest first. Owns: which deeds, in which order, and that each reversal passes the gate
 * and is journaled before it is done. Always true: a deed whose reversal was done is not taken back again (R4).
 */
import { checkValue } from '../expression/check-value.ts'
import type { Deed } from '../terms/effect.ts'
import type { Entry } from '../terms/journal.ts'
import { noLabels } from '../terms/label.ts'
import type { Reversal, Tool } from '../terms/tool.ts'
import { canonicalInput } from './canonical-input.ts'
import type { Drive } from './drive.ts'
import { decideUnder } from './pass-gate.ts'
import { failureFrom } from './perform-call.ts'
import { WatchedCall } from './call-watch.ts'
import type { EntryOf } from './run-state.ts'

/** One deed of a run with what takes it back; null: it can not be taken back. */
export interface Reversible {
  readonly call: EntryOf<'tool-called'>
  readonly undo: Reversal | null
}

/** Gives the deeds of a journal that are not taken back yet, newest first. Reads are no deeds. */
export function deedsToUndo(entries: readonly Entry[]): Reversible[] {
  const calls = new Map<number, EntryOf<'tool-called'>>()
  const deeds: Reversible[] = []
  const settled = new Set<number>()
  for (const entry of entries) {
    if (entry.kind === 'tool-called') calls.set(entry.sequence, entry)
    if (entry.kind === 'undo-skipped') settled.add(entry.call)
    if (entry.kind !== 'tool-answered' && entry.kind !== 'answer-late') continue
    const call = calls.get(entry.call)
    if (call === undefined) continue
    if (call.undoes !== undefined) {
      if (entry.failure === undefined) settled.add(call.undoes)
    } else if (entry.failure === undefined && entry.undo !== undefined) deeds.push({ call, undo: entry.undo })
  }
  return deeds.filter(({ call }) => !settled.has(call.sequence)).sort((a, b) => b.call.sequence - a.call.sequence)
}

/** Undoes what can be undone and journals what can not. A killed undo is taken up where it was left. */
export async function undoRun(drive: Drive, entries: readonly Entry[]): Promise<void> {
  const deeds = deedsToUndo(entries)
  let undone = 0
  let skipped = 0
  if (!drive.state.undoing) await drive.append(() => ({ kind: 'undo-started' }))
  for (const { call, undo } of deeds) {
    const because = undo === null ? `${call.tool} can not be taken back.` : await reverse(drive, entries, call, undo)
    if (because === undefined) undone++
    else {
      skipped++
      await drive.append(() => ({ kind: 'undo-skipped', call: call.sequence, because }))
    }
  }
  await drive.append(() => ({ kind: 'undo-ended', undone, skipped }))
}

/** Does one reversal; gives the reason when it could not be done. */
async function reverse(drive: Drive, entries: readonly Entry[], call: EntryOf<'tool-called'>, undo: Reversal): Promise<string | undefined> {
  const { world, state } = drive
  const tool = world.tools.tool(undo.tool)
  if (tool === undefined) return `The tool "${undo.tool}" that takes it back is not here.`
  const open = openReversal(entries, call.sequence)
  if (open !== undefined) {
    const found = await wasDone(drive, tool, open)
    if (found === true) {
      await drive.append(() => ({ kind: 'tool-answered', call: open.sequence, output: null, found: 'checked' }))
      return undefined
    }
    if (found === undefined && !tool.idempotent) return `Whether it was taken back before the undo was broken off could not be found out.`
  }
  const fault = checkValue(tool.input, undo.input)[0]
  if (fault !== undefined) return `What takes it back does not fit ${tool.name}: ${fault.message}`
  const input = await canonicalInput(world.ports.files, tool, undo.input)
  const deed: Deed = { tool: tool.name, input, origins: {}, because: noLabels }
  const skill = { name: state.started?.skill ?? '', hash: state.started?.hash ?? '' }
  const ceiling = { skill: skill.name, tools: new Map([[tool.name, {}]]), skills: new Set<string>() }
  const decision = decideUnder(drive, skill, true, [ceiling], deed, tool)
  if (decision.answer !== 'allow') return decision.because
  return perform(drive, call, tool, deed, decision)
}

async function perform(drive: Drive, call: EntryOf<'tool-called'>, tool: Tool, deed: Deed, decision: EntryOf<'tool-called'>['decision']): Promise<string | undefined> {
  const { world, state } = drive
  const deadline = world.clock.now() + tool.timeout
  const watched = (key: string, before: EntryOf<'tool-called'>['before']) => new WatchedCall({ activity: undefined, question: false, key, ports: world.ports, before, deadline })
  try {
    const before = (await tool.prepare?.(deed.input, watched('', null))) ?? null
    const sequence = state.sequence + 1
    const key = `${state.run}:${sequence}`
    await drive.append(() => ({ kind: 'tool-called', activity: call.activity, path: call.path, tool: tool.name, input: deed.input, key, attempt: 1, before, decision, undoes: call.sequence }))
    const result = await tool.perform(deed.input, watched(key, before)).then((output) => ({ output }), (error: unknown) => ({ failure: failureFrom(error, tool) }))
    await drive.append(() => ({ kind: 'tool-answered', call: sequence, ...result }))
    return 'failure' in result ? result.failure.message : undefined
  } catch (error) {
    return failureFrom(error, tool).message
  }
}

/** A reversal that was begun and not answered before the undo was killed. */
function openReversal(entries: readonly Entry[], call: number): EntryOf<'tool-called'> | undefined {
  const answered = new Set(entries.flatMap((entry) => (entry.kind === 'tool-answered' ? [entry.call] : [])))
  return entries.filter((entry): entry is EntryOf<'tool-called'> => entry.kind === 'tool-called' && entry.undoes === call && !answered.has(entry.sequence)).at(-1)
}

async function wasDone(drive: Drive, tool: Tool, open: EntryOf<'tool-called'>): Promise<boolean | undefined> {
  const deadline = drive.world.clock.now() + tool.timeout
  try {
    const found = await tool.check?.(open.input, new WatchedCall({ activity: undefined, question: false, key: open.key, ports: drive.world.ports, before: open.before, deadline }))
    return found?.happened
  } catch {
    return undefined
  }
}
