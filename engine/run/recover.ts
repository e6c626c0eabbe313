/*
 * Takes up what was in flight when the run was last left. Owns: R4, no finished deed is done twice; what may or may not
 * have happened is asked of the tool, done again only where that is harmless, and otherwise left to the person.
 */
import type { Json } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'
import { WatchedCall } from './call-watch.ts'
import type { Drive } from './drive.ts'
import { putQuestion, grantOf } from './perform-ask.ts'
import { answer, writeAnswer, type CallPlace } from './perform-call.ts'
import { askModel } from './perform-think.ts'
import type { CallRecord } from './run-state.ts'

/** Begins the recovery of every open call and question. Gives nothing back: the drive counts the work. */
export function recover(drive: Drive): void {
  const { state } = drive
  for (const { entry, span } of state.granted) {
    const grant = grantOf(drive, entry, { kind: 'yes', span })
    if (grant !== undefined) drive.grants.push(grant)
  }
  for (const activity of state.activities.values()) if (activity.status === 'taken') state.makeReady(activity)
  if (state.unknown === undefined) for (const call of state.calls.values()) drive.work(recoverCall(drive, call))
  for (const asked of state.asks.values()) drive.work(putQuestion(drive, asked.entry))
  for (const ask of state.questions.keys()) drive.work(askModel(drive, ask))
}

async function recoverCall(drive: Drive, { entry, activity }: CallRecord): Promise<void> {
  const tool = drive.world.tools.tool(entry.tool)
  if (tool === undefined) return unknownCall(drive, entry.sequence, `The tool "${entry.tool}" is no longer here, so nobody can tell whether it took place.`)
  const place: CallPlace = { sequence: entry.sequence, input: entry.input, before: entry.before, key: entry.key, timeout: tool.timeout }
  if (activity === undefined && entry.undoes === undefined) return
  if (tool.class === 'read' || tool.idempotent) return answer(drive, activity, tool, place)
  const happened = await didHappen(drive, tool, place)
  if (happened === undefined) return unknownCall(drive, entry.sequence, `${tool.name} was at work when the run was broken off, and it has no way to tell whether it took place.`)
  if (happened.happened) return writeAnswer(drive, activity, tool, place, { output: happened.output ?? null, found: 'checked' })
  return answer(drive, activity, tool, place)
}

async function didHappen(drive: Drive, tool: Tool, place: CallPlace): Promise<{ readonly happened: boolean; readonly output?: Json } | undefined> {
  if (tool.check === undefined) return undefined
  const deadline = drive.world.clock.now() + place.timeout
  try {
    return await tool.check(place.input, new WatchedCall({ activity: undefined, question: false, key: place.key, ports: drive.world.ports, before: place.before, deadline }))
  } catch {
    return undefined
  }
}

function unknownCall(drive: Drive, call: number, because: string): void | Promise<void> {
  return drive.append(() => ({ kind: 'outcome-unknown', call, because }))
}
