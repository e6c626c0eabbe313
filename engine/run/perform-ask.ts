/* Questions to the person: an approval for the gate, a form, a confirm. */
import { checkValue } from '../expression/check-value.ts'
import { fillDefaults } from '../expression/fill-defaults.ts'
import { deedCard } from '../gate/deed-card.ts'
import { grantFrom } from '../gate/grant-from.ts'
import type { Decision } from '../terms/decision.ts'
import type { Deed } from '../terms/effect.ts'
import type { PersonAnswer, Question } from '../terms/journal.ts'
import type { Tool } from '../terms/tool.ts'
import { WatchedCall } from './call-watch.ts'
import type { Drive } from './drive.ts'
import { exactDeed } from './exact-deed.ts'
import { plainJson } from './plain-json.ts'
import { pass } from './pass-gate.ts'
import type { Activity, EntryOf } from './run-parts.ts'

/** The gate wants a yes: shows the exact deed. The yes is bound to its hash, and the deed passes the gate again with it. */
export function askApproval(drive: Drive, activity: Activity, deed: Deed, tool: Tool, decision: Decision): Promise<void> {
  const { clock, policy } = drive.world
  return ask(drive, activity, { kind: 'approve', card: deedCard(deed, tool, decision), expires: clock.now() + policy.expires })
}

export async function performAsk(drive: Drive, activity: Activity): Promise<void> {
  const { effect } = activity
  if (effect.kind !== 'ask') return
  const { text, form, labels, expires } = effect
  await ask(drive, activity, { kind: 'form', text, form, labels, expires: expires === undefined ? null : expires + activity.delay })
}

/** A confirm shows the exact deed that its yes leads to, where that is a tool call. */
export async function performConfirm(drive: Drive, activity: Activity): Promise<void> {
  const { effect } = activity
  if (effect.kind !== 'confirm') return
  const { text, labels, expires, deed } = effect
  const tool = deed === undefined ? undefined : drive.world.tools.tool(deed.tool)
  const exact = deed === undefined || tool === undefined ? undefined : await exactDeed(drive, tool, deed)
  if (exact !== undefined && 'code' in exact) return drive.failActivity(activity, exact)
  const decision = exact === undefined || tool === undefined ? undefined : await pass(drive, activity, exact, tool)
  const card = exact === undefined || tool === undefined || decision === undefined ? null : deedCard(exact, tool, decision)
  await ask(drive, activity, { kind: 'confirm', text, card, labels, expires: expires === undefined ? null : expires + activity.delay })
}

async function ask(drive: Drive, activity: Activity, question: Question): Promise<void> {
  const { state } = drive
  let sequence = 0
  await drive.append(() => {
    if (!state.isOpen(activity) || activity.status !== 'taken') return undefined
    sequence = state.sequence + 1
    return { kind: 'person-asked', activity: activity.id, path: activity.path, question }
  })
  const asked = state.asks.get(sequence)
  if (asked !== undefined) await putQuestion(drive, asked.entry)
}

/** Puts a question that is written to the person and writes the answer. Nobody there: a no. Too late: expired. */
export async function putQuestion(drive: Drive, entry: EntryOf<'person-asked'>): Promise<void> {
  const { world, state, watch } = drive
  const asked = state.asks.get(entry.sequence)
  if (asked === undefined) return
  const { question, path } = entry
  const handle = watch.add(new WatchedCall({ activity: asked.activity, ask: entry.sequence, key: '', ports: world.ports, before: null, deadline: question.expires ?? Infinity }))
  const late = new Promise<PersonAnswer>((resolve) => {
    handle.overdue = () => resolve({ kind: 'expired' })
  })
  const said = handle.isAborted ? Promise.resolve(undefined) : world.person?.ask(question, { run: state.run, ask: entry.sequence, path }, handle.signal) ?? Promise.resolve(nobody)
  const answer = await Promise.race([said, late])
  watch.remove(handle)
  if (answer === undefined) return
  await writePersonAnswer(drive, entry, answer)
}

const nobody: PersonAnswer = { kind: 'no', because: 'Nobody is there to be asked.' }

/** Writes the answer of the person, checked against the form; keeps the yes where it holds for longer. */
export async function writePersonAnswer(drive: Drive, entry: EntryOf<'person-asked'>, given: PersonAnswer): Promise<void> {
  const { state, world } = drive
  let kept: PersonAnswer | undefined
  const skill = state.asks.get(entry.sequence)?.activity.frame.skill
  await drive.append(() => {
    if (!state.asks.has(entry.sequence)) return undefined
    const { expires } = entry.question
    const late = expires !== null && world.clock.now() > expires
    kept = late ? { kind: 'expired' } : fitAnswer(entry.question, plainJson(given) as unknown as PersonAnswer)
    return { kind: 'person-answered', ask: entry.sequence, answer: kept }
  })
  const grant = kept?.kind === 'yes' && kept.span !== 'once' && skill !== undefined ? grantOf(drive, entry, skill, kept) : undefined
  if (grant === undefined) return
  drive.grants.push(grant)
  if (grant.span !== 'always') return
  await world.keepGrant(grant)
  drive.grants.splice(drive.grants.indexOf(grant), 1)
}

/** Gives an answer as it counts for a question: a form that is not filled rightly is a no. */
export function fitAnswer(question: Question, answer: PersonAnswer): PersonAnswer {
  if (question.kind !== 'form') {
    if (answer.kind === 'filled') return { kind: 'no', because: 'A yes or no was wanted.' }
    return answer.kind === 'yes' && question.card?.onlyOnce === true ? { ...answer, span: 'once' } : answer
  }
  if (answer.kind !== 'filled') return answer.kind === 'yes' ? { kind: 'no', because: 'A filled form was wanted.' } : answer
  const required = Object.keys(question.form).filter((field) => question.form[field]?.default === undefined)
  const values = fillDefaults(question.form, answer.values)
  const fault = checkValue({ type: 'object', properties: question.form, required, additionalProperties: false }, values)[0]
  return fault === undefined ? { kind: 'filled', values } : { kind: 'no', because: `The form is not filled rightly${fault.path === '' ? '' : ` at "${fault.path}"`}: ${fault.message}` }
}

/** The standing yes an answer stands for, from what the question showed and the skill that asked. */
export function grantOf(drive: Drive, { question, time }: EntryOf<'person-asked'>, skill: { readonly hash: string }, answer: PersonAnswer) {
  const card = question.kind === 'form' ? null : question.card
  const tool = card === null ? undefined : drive.world.tools.tool(card.tool)
  if (card === null || tool === undefined) return undefined
  const origins = Object.fromEntries(card.origins.map((one) => [one.argument, one.from]))
  return grantFrom(answer, { tool: card.tool, input: card.input, origins, because: card.led }, tool, { skill, run: drive.state.run, now: time })
}
