import { Runner } from '../../run/runner.ts'
import type { Json, JsonObject } from '../../terms/json.ts'
import { shelfFor, type Call } from '../call.ts'
import { driveRun } from '../drive-run.ts'
import type { ExitCode } from '../exit-codes.ts'
import { openWorld } from '../open-run.ts'
import { personFor } from '../person-for.ts'
import { usageError } from '../report-fault.ts'
import { runOf } from '../run-of.ts'
import { tellEnd } from '../tell-end.ts'
import { unlockForPerson } from '../unlock-memory.ts'

interface ResumeOptions {
  readonly event?: string
  readonly settle?: 'happened' | 'not-happened'
  readonly output?: string
  readonly approve?: readonly string[]
  readonly answer?: readonly string[]
  readonly follow?: boolean
}

/** Takes up a run where its journal ends; with an event, or with the word of the person about a deed nobody can tell of. */
export async function resume(call: Call<ResumeOptions>): Promise<ExitCode> {
  const { options, args } = call
  const event = options.event === undefined ? undefined : readEvent(options.event)
  if (event !== undefined && options.settle !== undefined) throw usageError('An event and a settlement do not go together.', 'Settle first, then resume with the event.')
  const answered = options.output === undefined ? undefined : readAnswer(options.output, options.settle)
  const node = await openWorld(call, await shelfFor(call), personFor(options).person)
  try {
    const { run, hash } = await runOf(node.world.store, args[0])
    if ((await node.world.store.getText(hash))?.includes('memory') === true) await unlockForPerson(node.memory)
    const runner = new Runner(node.world)
    const driven = await driveRun(call, (onEntry) =>
      options.settle === undefined ? runner.resume(run, { onEntry, ...(event !== undefined && { event }) }) : runner.settle(run, options.settle === 'happened', answered, onEntry),
    )
    return await tellEnd(node, driven, call)
  } finally {
    await node.close()
  }
}

function readAnswer(text: string, settle: ResumeOptions['settle']): Json {
  if (settle !== 'happened') throw usageError('An output goes with a deed that took place.', 'Write --settle happened --output \'{"field": 1}\'.')
  try {
    return JSON.parse(text) as Json
  } catch {
    throw usageError('The output is no JSON.', 'Write --settle happened --output \'{"field": 1}\'.')
  }
}

/** `name`, or `name={"field": 1}`. */
function readEvent(text: string): { readonly name: string; readonly data: JsonObject } {
  const split = text.indexOf('=')
  const name = split < 0 ? text : text.slice(0, split)
  if (name === '' || /^(?:chela|xstate)\./.test(name)) throw usageError(`"${name}" is no name of an event that can be sent.`, 'Write --event name=\'{"field": 1}\'.')
  if (split < 0) return { name, data: {} }
  try {
    const data = JSON.parse(text.slice(split + 1)) as Json
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return { name, data: data as JsonObject }
  } catch {
    // Falls through to the sentence below.
  }
  throw usageError(`The data of the event "${name}" is not a JSON object.`, 'Write --event name=\'{"field": 1}\'.')
}
