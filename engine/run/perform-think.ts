import { checkValue } from '../expression/check-value.ts'
import type { EntryBody } from '../terms/journal.ts'
import { WatchedCall } from './call-watch.ts'
import type { Drive } from './drive.ts'
import type { Activity } from './run-state.ts'

/** How long a model may take, in milliseconds, where the state gives no timeout. */
const defaultTime = 120_000

/** Asks the model; nothing but an answer that fits the schema comes back. */
export async function performThink(drive: Drive, activity: Activity): Promise<void> {
  const { effect } = activity
  const { world, state, watch } = drive
  if (effect.kind !== 'think') return
  const { model } = world
  if (model === undefined) return drive.failActivity(activity, { code: 'no-model', message: 'No language model is connected.' })
  const { question, given, answer: schema } = effect
  let sequence = 0
  await drive.append(() => {
    if (!state.isOpen(activity)) return undefined
    sequence = state.sequence + 1
    return { kind: 'model-asked', activity: activity.id, path: activity.path, question, given, schema }
  })
  if (sequence === 0) return
  const handle = watch.add(new WatchedCall({ activity, question: true, key: '', ports: world.ports, before: null, deadline: world.clock.now() + defaultTime }))
  const late = new Promise<EntryBody>((resolve) => {
    handle.overdue = () => resolve({ kind: 'model-answered', ask: sequence, failure: { code: 'timeout', message: 'The model did not answer in time.' } })
  })
  const body = await Promise.race([answerOf(drive, activity, sequence, handle), late])
  watch.remove(handle)
  await drive.append(() => (state.questions.has(sequence) ? body : undefined))
}

async function answerOf(drive: Drive, activity: Activity, ask: number, handle: WatchedCall): Promise<EntryBody> {
  const { effect } = activity
  if (effect.kind !== 'think' || drive.world.model === undefined) throw new Error('Only a think state asks the model.')
  try {
    const answer = await drive.world.model.answer(effect.question, effect.given, effect.answer, handle.signal)
    const fault = checkValue(effect.answer, answer)[0]
    if (fault === undefined) return { kind: 'model-answered', ask, answer }
    return { kind: 'model-answered', ask, failure: { code: 'invalid-answer', message: `The answer of the model does not fit${fault.path === '' ? '' : ` at "${fault.path}"`}: ${fault.message}` } }
  } catch (error) {
    return { kind: 'model-answered', ask, failure: { code: 'no-model', message: error instanceof Error ? error.message : String(error) } }
  }
}
