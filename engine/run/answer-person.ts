import type { Failure } from '../terms/failure.ts'
import type { Labels } from '../terms/label.ts'
import type { Activity, EntryOf } from './run-parts.ts'
import type { RunState } from './run-state.ts'

/** How long a yes given in a confirm or to the gate holds for its deed, in milliseconds. */
export const approvalTime = 10 * 60_000

const fromPerson: Labels = [{ trust: 'person', source: 'your answer' }]

/** What an answer of the person does to the activity that asked. */
export function answerPerson(state: RunState, entry: EntryOf<'person-answered'>): void {
  const ask = state.asks.get(entry.ask)
  state.asks.delete(entry.ask)
  if (ask === undefined || !state.isOpen(ask.activity)) return
  const { activity } = ask
  const { question } = ask.entry
  if (question.kind === 'form') return fillForm(state, activity, entry)
  const { answer } = entry
  if (answer.kind === 'yes' && question.card !== null) {
    state.approvals.set(question.card.hash, entry.time + approvalTime)
    if (answer.span !== 'once') state.granted.push({ entry: ask.entry, skill: activity.frame.skill, span: answer.span })
    if (activity.effect.kind === 'confirm' && activity.effect.deed !== undefined) activity.frame.shown.set(activity.effect.deed.state, question.card.hash)
  }
  if (question.kind === 'confirm') return state.finish(activity, answer.kind === 'yes' || answer.kind === 'expired' ? answer.kind : 'no', fromPerson)
  if (answer.kind === 'yes') return state.makeReady(activity)
  state.fail(activity, refusal(entry), false)
}

function fillForm(state: RunState, activity: Activity, entry: EntryOf<'person-answered'>): void {
  const { answer } = entry
  if (answer.kind === 'filled') return state.finish(activity, answer.values, fromPerson)
  state.fail(activity, refusal(entry), false)
}

function refusal({ answer }: EntryOf<'person-answered'>): Failure {
  if (answer.kind === 'expired') return { code: 'expired', message: 'Nobody answered in time.' }
  const because = answer.kind === 'no' ? answer.because : undefined
  return { code: 'denied', message: because ?? 'The person said no.' }
}
