/*
 * Questions to the model. Owns: what it is asked and that it is asked no more than the budget allows; what comes of an answer,
 * of none, and of a model that is lost. Always true: each question that is put has an entry of its own, written before; a
 * question that is left open is put again when the run is taken up.
 */
import { checkValue } from '../expression/check-value.ts'
import { takenBackWords } from '../gate/decide.ts'
import type { Usage } from '../terms/budget.ts'
import type { Failure } from '../terms/failure.ts'
import type { Json } from '../terms/json.ts'
import { ModelError } from '../terms/ports.ts'
import { WatchedCall } from './call-watch.ts'
import type { Drive } from './drive.ts'
import { givenWithin } from './given-within.ts'
import { intentPrompt } from './intent-prompt.ts'
import { isCaught } from './is-caught.ts'
import { takenBackOf } from './pass-gate.ts'
import type { Activity, EntryOf } from './run-parts.ts'
import { openIn } from './run-end.ts'
import type { RunState } from './run-state.ts'
import { tokensOf } from './spending.ts'

/** How long a model may take, in milliseconds, where the state gives no timeout. */
const defaultTime = 120_000

/** Asks the model; nothing but an answer that fits the schema comes back. */
export async function performThink(drive: Drive, activity: Activity): Promise<void> {
  const { effect } = activity
  if (effect.kind !== 'think') return
  if (drive.world.model === undefined) return noModel(drive, activity)
  await ask(drive, activity, { question: effect.question, given: effect.given, schema: effect.answer }, () => activity.status === 'taken')
}

/** Asks anew what was asked when the run was left: nothing was done, so nothing is done twice. */
export async function askAgain(drive: Drive, asked: EntryOf<'model-asked'>): Promise<void> {
  const activity = drive.state.questions.get(asked.sequence)?.activity
  if (activity === undefined) return
  const takenBack = takenBackOf(drive, activity.frame)
  if (takenBack !== undefined) {
    const failure: Failure = { code: 'denied', message: takenBackWords(takenBack) }
    return drive.append(() => (drive.state.questions.has(asked.sequence) ? { kind: 'model-answered', ask: asked.sequence, failure } : undefined))
  }
  if (drive.world.model === undefined) return noModel(drive, activity)
  const { question, given, schema } = asked
  await ask(drive, activity, { question, given, schema }, () => activity.open === asked.sequence)
}

type Asked = Pick<EntryOf<'model-asked'>, 'question' | 'given' | 'schema'>

async function ask(drive: Drive, activity: Activity, asked: Asked, isWanted: () => boolean): Promise<void> {
  const { state } = drive
  let sequence = 0
  await drive.append(() => {
    if (!state.isOpen(activity) || !isWanted()) return undefined
    const message = state.spending.over(state.started?.budget ?? {}, tokensOf(JSON.stringify(wordsFor(drive, asked))))
    if (message !== undefined) return { kind: 'activity-failed', activity: activity.id, path: activity.path, failure: { code: 'over-budget', message, state: activity.effect.state } }
    sequence = state.sequence + 1
    return { kind: 'model-asked', activity: activity.id, path: activity.path, ...asked }
  })
  if (sequence > 0) await settle(drive, sequence)
}

/** Waits for the answer to a question that is written, and writes it. One that was told to stop is left open. */
async function settle(drive: Drive, ask: number): Promise<void> {
  const { world, state, watch } = drive
  const asked = state.questions.get(ask)
  if (asked === undefined) return
  const deadline = hasOwnTime(state, asked.activity) ? Infinity : world.clock.now() + defaultTime
  const handle = watch.add(new WatchedCall({ activity: asked.activity, ask, key: '', ports: world.ports, before: null, deadline }))
  const late = new Promise<Answer>((resolve) => {
    handle.overdue = () => resolve({ failure: { code: 'timeout', message: 'The model did not answer in time.' } })
  })
  const answer = handle.isAborted ? aborted : await Promise.race([answerOf(drive, asked.entry, handle), late])
  watch.remove(handle)
  if ('failure' in answer && handle.isAborted && !handle.isLate) return
  const waits = 'failure' in answer && state.questions.has(ask) && isToWait(drive, asked.activity, answer.failure)
  await drive.append(() => (state.questions.has(ask) ? { kind: 'model-answered', ask, ...answer, ...(waits && { waits }) } : undefined))
}

type Answer = { readonly answer: Json; readonly usage?: Usage } | { readonly failure: Failure; readonly usage?: Usage }

const aborted: Answer = { failure: { code: 'no-model', message: 'It was not asked.' } }

async function answerOf(drive: Drive, asked: EntryOf<'model-asked'>, handle: WatchedCall): Promise<Answer> {
  const { world, state } = drive
  const { question, given, schema } = wordsFor(drive, asked)
  try {
    const { value: answer, usage } = (await world.model?.answer(question, given, schema, handle.signal, { run: state.run })) ?? { value: null }
    const spent = usage === undefined ? {} : { usage }
    const fault = checkValue(schema, answer)[0]
    if (fault === undefined) return { answer, ...spent }
    return { failure: { code: 'invalid-answer', message: `The answer of the model does not fit${fault.path === '' ? '' : ` at "${fault.path}"`}: ${fault.message}` }, ...spent }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const known = error instanceof ModelError ? error : undefined
    return { failure: { code: known?.code ?? 'no-model', message }, ...(known?.usage !== undefined && { usage: known.usage }) }
  }
}

/** In a run with a contract the question comes with the intent, and what is given is cut to a size that does not grow. */
function wordsFor({ state, world }: Drive, { question, given, schema }: Asked): Asked {
  const { contract, ledger } = state
  if (contract === undefined) return { question, given, schema }
  const open = openIn(state, (name) => world.tools.tool(name))
  return { question: intentPrompt({ contract, open, done: ledger.words(), question }), given: givenWithin(given), schema }
}

function noModel(drive: Drive, activity: Activity): void | Promise<void> {
  const failure: Failure = { code: 'no-model', message: 'No language model is connected.' }
  const waits = isToWait(drive, activity, failure)
  return drive.append(() => (drive.state.isOpen(activity) ? { kind: 'activity-failed', activity: activity.id, path: activity.path, failure, ...(waits && { waits }) } : undefined))
}

/** A run that would fail for the want of a model pauses, and asks again when it is taken up. */
function isToWait(drive: Drive, activity: Activity, failure: Failure): boolean {
  if (failure.code !== 'no-model' || isCaught(drive.state, activity, failure)) return false
  drive.pause(`The model can not be reached: ${failure.message}`)
  return true
}

/** The state has a `timeout:`, which the run itself looks after. */
function hasOwnTime({ timers }: RunState, activity: Activity): boolean {
  return [...timers.values()].some((timer) => timer.kind === 'timeout' && timer.activity === activity)
}
