import { checkValue } from '../expression/check-value.ts'
import type { EntryBody } from '../terms/journal.ts'
import { WatchedCall } from './call-watch.ts'
import type { Drive } from './drive.ts'
import type { Activity, EntryOf } from './run-parts.ts'

/** How long a model may take, in milliseconds, where the state gives no timeout. */
const defaultTime = 120_000

/** Asks the model; nothing but an answer that fits the schema comes back. */
export async function performThink(drive: Drive, activity: Activity): Promise<void> {
  const { effect } = activity
  const { world, state } = drive
  if (effect.kind !== 'think') return
  if (world.model === undefined) return drive.failActivity(activity, { code: 'no-model', message: 'No language model is connected.' })
  const { question, given, answer: schema } = effect
  let sequence = 0
  await drive.append(() => {
    if (!state.isOpen(activity) || activity.status !== 'taken') return undefined
    sequence = state.sequence + 1
    return { kind: 'model-asked', activity: activity.id, path: activity.path, question, given, schema }
  })
  if (sequence > 0) await askModel(drive, sequence)
}

/** Puts a question that is written to the model and writes the answer. A lost answer is asked for again: nothing was done. */
export async function askModel(drive: Drive, ask: number): Promise<void> {
  const { world, state, watch } = drive
  const asked = state.questions.get(ask)
  if (asked === undefined) return
  const deadline = hasOwnTime(asked.activity) ? Infinity : world.clock.now() + defaultTime
  const handle = watch.add(new WatchedCall({ activity: asked.activity, ask, key: '', ports: world.ports, before: null, deadline }))
  const late = new Promise<EntryBody>((resolve) => {
    handle.overdue = () => resolve({ kind: 'model-answered', ask, failure: { code: 'timeout', message: 'The model did not answer in time.' } })
  })
  const body = await Promise.race([answerOf(drive, asked.entry, handle), late])
  watch.remove(handle)
  await drive.append(() => (state.questions.has(ask) ? body : undefined))
}

/** The state has a `timeout:`, which the run itself looks after. */
function hasOwnTime({ frame, effect }: Activity): boolean {
  return frame.machine.activities.get(effect.state)?.timeout !== undefined
}

async function answerOf(drive: Drive, { question, given, schema, sequence: ask }: EntryOf<'model-asked'>, handle: WatchedCall): Promise<EntryBody> {
  const { model } = drive.world
  if (model === undefined) return { kind: 'model-answered', ask, failure: { code: 'no-model', message: 'No language model is connected.' } }
  try {
    const { value: answer, usage } = await model.answer(question, given, schema, handle.signal)
    const fault = checkValue(schema, answer)[0]
    if (fault === undefined) return { kind: 'model-answered', ask, answer, ...(usage !== undefined && { usage }) }
    return { kind: 'model-answered', ask, failure: { code: 'invalid-answer', message: `The answer of the model does not fit${fault.path === '' ? '' : ` at "${fault.path}"`}: ${fault.message}` }, ...(usage !== undefined && { usage }) }
  } catch (error) {
    return { kind: 'model-answered', ask, failure: { code: 'no-model', message: error instanceof Error ? error.message : String(error) } }
  }
}
