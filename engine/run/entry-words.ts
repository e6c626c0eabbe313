/* Entries of a journal in words that a person reads. Nothing of them moves a cursor or turns writing around, whoever wrote the journal. */
import { visible } from '../gate/quote.ts'
import type { Changed, Entry, EntryKind, PersonAnswer, Question } from '../terms/journal.ts'
import type { Json } from '../terms/json.ts'
import type { Labels } from '../terms/label.ts'
import type { EntryOf } from './run-parts.ts'

/** Gives an entry in words: the first line tells it, more tell details. */
export function entryWords(entry: Entry): readonly string[] {
  const tell = Object.hasOwn(tellers, entry.kind) ? (tellers[entry.kind] as (entry: Entry) => readonly string[]) : undefined
  return tell?.(entry) ?? [`${String(entry.kind)} (this version does not know what that is)`]
}

function said(text: string, longest = 2000): string {
  const half = Math.floor(longest / 2)
  return visible(text.length <= longest ? text : `${text.slice(0, half)} … (${text.length} characters) … ${text.slice(text.length - half)}`)
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'nothing' : said(JSON.stringify(value), 300)
}

const tellers: { readonly [Kind in EntryKind]: (entry: EntryOf<Kind>) => readonly string[] } = {
  'run-started': (entry) => [
    `started ${said(entry.skill)}${entry.forkedFrom === undefined ? '' : ` as a fork of the run ${said(entry.forkedFrom.run)}`} (${entry.mode}${entry.accepted ? '' : ', text not accepted'}${entry.envelope === null ? '' : `, ${entry.envelope.length} deeds approved beforehand`})`,
    ...Object.entries(entry.input).map(([name, value]) => `${said(name)}: ${shown(value)}${from(entry.origins[name])}`),
    ...(entry.contract === undefined ? [] : [`held to: ${said(entry.contract.words, 300)}`]),
  ],
  'run-forked': (entry) => [`goes on as a fork of the run ${said(entry.run)} from its entry ${entry.at}${entry.changed === undefined ? '' : `, with the value of entry ${entry.changed} changed`}`],
  'contract-changed': (entry) => [`you changed what the run may do: ${said(entry.contract.allowed.map(({ words }) => words).join('; '), 300)}`],
  'skill-started': (entry) => [`${said(entry.path)}: runs the skill ${said(entry.skill)}${entry.accepted ? '' : ' (text not accepted)'}`, shown(entry.input)],
  'tool-called': (entry) => [
    `${said(entry.path)}: ${said(entry.tool)}${entry.undoes === undefined ? '' : ` takes back ${entry.undoes}`}${entry.attempt > 1 ? ` (try ${entry.attempt})` : ''}`,
    shown(entry.input),
    `allowed: ${said(entry.decision.because)} (${entry.decision.rule})`,
  ],
  'tool-answered': (entry) => [
    `  ${entry.call} answered${entry.found === undefined ? '' : ` (${entry.found === 'checked' ? 'found out after a stop' : 'settled by you'})`}${changedWords(entry)}: ${entry.failure === undefined ? shown(entry.output) : failed(entry.failure)}`,
    ...(entry.undo === undefined || entry.undo === null ? [] : [`can be taken back by ${said(entry.undo.tool)} ${shown(entry.undo.input)}`]),
    ...(entry.undo === null ? ['can NOT be taken back'] : []),
  ],
  'answer-late': (entry) => [`  ${entry.call} answered too late: ${entry.failure === undefined ? shown(entry.output) : failed(entry.failure)}`],
  'effect-denied': (entry) => [`${said(entry.path)}: denied ${said(entry.tool)}`, shown(entry.input), `because: ${said(entry.decision.because)} (${entry.decision.rule})`],
  'activity-failed': (entry) => [`${said(entry.path)}: ${failed(entry.failure)}`],
  'person-asked': (entry) => [`${said(entry.path)}: asked you: ${said(questionWords(entry.question), 300)}`, ...cardLines(entry.question)],
  'person-answered': (entry) => [`  ${entry.ask} you answered: ${answerWords(entry.answer)}`],
  'model-asked': (entry) => [`${said(entry.path)}: asked the model: ${said(entry.question, 300)}`, shown(entry.given)],
  'model-answered': (entry) => [`  ${entry.ask} the model answered${changedWords(entry)}: ${entry.failure === undefined ? shown(entry.answer) : failed(entry.failure)}`],
  'timer-fired': (entry) => [`time came (timer ${entry.timer})`],
  'event-received': (entry) => [`event ${said(entry.name)} ${shown(entry.data)}${from(entry.labels)}`],
  'evidence-checked': (entry) => [
    `${said(entry.path)}: the evidence ${entry.holds === true ? 'holds' : entry.holds === false ? 'does NOT hold' : 'could not be read'}`,
    ...entry.reads.map((read) => `${said(read.tool)} ${shown(read.input)}: ${read.failure === undefined ? shown(read.output) : failed(read.failure)}`),
  ],
  'outcome-unknown': (entry) => [`  ${entry.call} UNKNOWN: ${said(entry.because)}`],
  'run-paused': (entry) => [`paused: ${said(entry.because)}`],
  'run-resumed': () => ['taken up again'],
  'run-cancelled': (entry) => [`cancelled: ${said(entry.because)}`],
  'run-ended': (entry) => [
    `ended as ${entry.outcome}${entry.because === null ? '' : `: ${said(entry.because)}`}`,
    ...(entry.failure === undefined ? [] : [failed(entry.failure)]),
    ...(entry.output === null ? [] : [shown(entry.output)]),
  ],
  'undo-started': () => ['taking back begins'],
  'undo-skipped': (entry) => [`  ${entry.call} not taken back: ${said(entry.because)}`],
  'undo-ended': (entry) => [`taking back ended: ${entry.undone} taken back, ${entry.skipped} not`],
}

function changedWords({ changed }: { readonly changed?: Changed }): string {
  return changed === undefined ? '' : changed === 'all' ? ' (put in by you)' : ' (changed by you)'
}

function failed(failure: { readonly code: string; readonly message: string }): string {
  return `failed (${said(failure.code)}): ${said(failure.message)}`
}

function from(labels: Labels | undefined): string {
  if (labels === undefined || labels.length === 0) return ''
  return `  from ${labels.map(({ source, trust }) => said(source) + (trust === 'untrusted' ? ' (NOT TRUSTED)' : '')).join('; ')}`
}

function questionWords(question: Question): string {
  return question.kind === 'approve' ? question.card.words : question.text
}

function cardLines(question: Question): readonly string[] {
  const card = question.kind === 'form' ? null : question.card
  if (card === null) return []
  return [
    `${said(card.tool)} ${shown(card.input)}`,
    ...card.origins.map(({ argument, from: labels }) => `${said(argument)}${from(labels) || '  from the skill text'}`),
    `because: ${said(card.because)}`,
    `approval ${card.hash}`,
  ]
}

function answerWords(answer: PersonAnswer): string {
  if (answer.kind === 'yes') return answer.span === 'once' ? 'yes' : `yes, for ${answer.span === 'run' ? 'this run' : 'always'}`
  if (answer.kind === 'no') return `no${answer.because === undefined ? '' : ` (${said(answer.because)})`}`
  return answer.kind === 'expired' ? 'nothing in time' : shown(answer.values)
}
