import type { Entry, EntryKind, PersonAnswer, Question } from '../terms/journal.ts'
import type { Labels } from '../terms/label.ts'
import { clean, shown } from './output.ts'

type EntryOf<Kind extends EntryKind> = Extract<Entry, { readonly kind: Kind }>

/** Gives an entry of the journal as lines a person reads: the first tells it, more tell details. Nothing of it moves a cursor, whoever wrote the journal. */
export function entryLines(entry: Entry): readonly string[] {
  const tell = Object.hasOwn(tellers, entry.kind) ? (tellers[entry.kind] as (entry: Entry) => readonly string[]) : undefined
  const [first = entry.kind, ...more] = tell?.(entry) ?? [`${String(entry.kind)} (this version does not know what that is)`]
  const lines = [`${String(entry.sequence).padStart(5)}  ${timeOf(entry.time)}  ${first}`, ...more.map((line) => `${' '.repeat(22)}${line}`)]
  return lines.map((line) => clean(line, Infinity))
}

/** Gives a time as people on this machine write it, in UTC: `2026-03-31 09:00:00`. */
export function dateOf(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? 'unknown time' : date.toISOString().slice(0, 19).replace('T', ' ')
}

function timeOf(time: number): string {
  return dateOf(time).slice(11)
}

const tellers: { readonly [Kind in EntryKind]: (entry: EntryOf<Kind>) => readonly string[] } = {
  'run-started': (entry) => [
    `started ${clean(entry.skill)} (${entry.mode}${entry.accepted ? '' : ', text not accepted'}${entry.envelope === null ? '' : `, ${entry.envelope.length} deeds approved beforehand`})`,
    ...Object.entries(entry.input).map(([name, value]) => `${clean(name)}: ${shown(value)}${from(entry.origins[name])}`),
  ],
  'run-forked': (entry) => [`goes on as a fork of the run ${clean(entry.run)} from its entry ${entry.at}${entry.changed === undefined ? '' : `, with the value of entry ${entry.changed} changed`}`],
  'skill-started': (entry) => [`${clean(entry.path)}: runs the skill ${clean(entry.skill)}${entry.accepted ? '' : ' (text not accepted)'}`, shown(entry.input)],
  'tool-called': (entry) => [
    `${clean(entry.path)}: ${clean(entry.tool)}${entry.undoes === undefined ? '' : ` takes back ${entry.undoes}`}${entry.attempt > 1 ? ` (try ${entry.attempt})` : ''}`,
    shown(entry.input),
    `allowed: ${clean(entry.decision.because)} (${entry.decision.rule})`,
  ],
  'tool-answered': (entry) => [
    `  ${entry.call} answered${entry.found === undefined ? '' : ` (${entry.found === 'checked' ? 'found out after a stop' : 'settled by you'})`}: ${entry.failure === undefined ? shown(entry.output) : failed(entry.failure)}`,
    ...(entry.undo === undefined || entry.undo === null ? [] : [`can be taken back by ${clean(entry.undo.tool)} ${shown(entry.undo.input)}`]),
    ...(entry.undo === null ? ['can NOT be taken back'] : []),
  ],
  'answer-late': (entry) => [`  ${entry.call} answered too late: ${entry.failure === undefined ? shown(entry.output) : failed(entry.failure)}`],
  'effect-denied': (entry) => [`${clean(entry.path)}: denied ${clean(entry.tool)}`, shown(entry.input), `because: ${clean(entry.decision.because)} (${entry.decision.rule})`],
  'activity-failed': (entry) => [`${clean(entry.path)}: ${failed(entry.failure)}`],
  'person-asked': (entry) => [`${clean(entry.path)}: asked you: ${clean(questionWords(entry.question), 300)}`, ...cardLines(entry.question)],
  'person-answered': (entry) => [`  ${entry.ask} you answered: ${answerWords(entry.answer)}`],
  'model-asked': (entry) => [`${clean(entry.path)}: asked the model: ${clean(entry.question, 300)}`, shown(entry.given)],
  'model-answered': (entry) => [`  ${entry.ask} the model answered: ${entry.failure === undefined ? shown(entry.answer) : failed(entry.failure)}`],
  'timer-fired': (entry) => [`time came (timer ${entry.timer})`],
  'event-received': (entry) => [`event ${clean(entry.name)} ${shown(entry.data)}${from(entry.labels)}`],
  'evidence-checked': (entry) => [
    `${clean(entry.path)}: the evidence ${entry.holds === true ? 'holds' : entry.holds === false ? 'does NOT hold' : 'could not be read'}`,
    ...entry.reads.map((read) => `${clean(read.tool)} ${shown(read.input)}: ${read.failure === undefined ? shown(read.output) : failed(read.failure)}`),
  ],
  'outcome-unknown': (entry) => [`  ${entry.call} UNKNOWN: ${clean(entry.because)}`],
  'run-paused': (entry) => [`paused: ${clean(entry.because)}`],
  'run-resumed': () => ['taken up again'],
  'run-cancelled': (entry) => [`cancelled: ${clean(entry.because)}`],
  'run-ended': (entry) => [
    `ended as ${entry.outcome}${entry.because === null ? '' : `: ${clean(entry.because)}`}`,
    ...(entry.failure === undefined ? [] : [failed(entry.failure)]),
    ...(entry.output === null ? [] : [shown(entry.output)]),
  ],
  'undo-started': () => ['taking back begins'],
  'undo-skipped': (entry) => [`  ${entry.call} not taken back: ${clean(entry.because)}`],
  'undo-ended': (entry) => [`taking back ended: ${entry.undone} taken back, ${entry.skipped} not`],
}

function failed(failure: { readonly code: string; readonly message: string }): string {
  return `failed (${clean(failure.code)}): ${clean(failure.message)}`
}

function from(labels: Labels | undefined): string {
  if (labels === undefined || labels.length === 0) return ''
  return `  from ${labels.map(({ source, trust }) => clean(source) + (trust === 'untrusted' ? ' (NOT TRUSTED)' : '')).join('; ')}`
}

function questionWords(question: Question): string {
  return question.kind === 'approve' ? question.card.words : question.text
}

function cardLines(question: Question): readonly string[] {
  const card = question.kind === 'form' ? null : question.card
  if (card === null) return []
  return [
    `${clean(card.tool)} ${shown(card.input)}`,
    ...card.origins.map(({ argument, from: labels }) => `${clean(argument)}${from(labels) || '  from the skill text'}`),
    `because: ${clean(card.because)}`,
    `approval ${card.hash}`,
  ]
}

function answerWords(answer: PersonAnswer): string {
  if (answer.kind === 'yes') return answer.span === 'once' ? 'yes' : `yes, for ${answer.span === 'run' ? 'this run' : 'always'}`
  if (answer.kind === 'no') return `no${answer.because === undefined ? '' : ` (${clean(answer.because)})`}`
  return answer.kind === 'expired' ? 'nothing in time' : shown(answer.values)
}
