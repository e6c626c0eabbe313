/*
 * The person behind the windows. Owns: the questions that are open, and that each is answered once. Does not own: what an
 * answer means (run/answer-person.ts). Always true: P1 a question is open until it is answered, its time is over or the run
 * lets go of it; P2 of two answers the first counts and the second is told so.
 */
import { checkValue } from '../expression/check-value.ts'
import { fillDefaults } from '../expression/fill-defaults.ts'
import { ChelaError } from '../terms/failure.ts'
import type { PersonAnswer, Question } from '../terms/journal.ts'
import type { Clock, Person } from '../terms/ports.ts'

/** A question as it was put. */
export interface PutQuestion {
  readonly run: string
  readonly ask: number
  readonly path: string
  readonly question: Question
}

interface Open extends PutQuestion {
  readonly settle: (answer: PersonAnswer | undefined) => void
}

export class DeskPerson implements Person {
  readonly #clock: Clock
  readonly #changed: () => void
  readonly #open = new Map<string, Open>()
  /** By run: how many deeds of each hash are covered still. */
  readonly #covered = new Map<string, Map<string, number>>()

  /** `changed` is called whenever a question opens or closes. */
  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  ask(question: Question, about: { readonly run: string; readonly ask: number; readonly path: string }, signal: AbortSignal): Promise<PersonAnswer | undefined> {
    if (signal.aborted) return Promise.resolve(undefined)
    const card = question.kind === 'confirm' ? question.card : null
    if (card !== null && card.onlyOnce !== true && this.#isCovered(about.run, card.hash)) return Promise.resolve({ kind: 'yes', span: 'once' })
    const key = keyOf(about.run, about.ask)
    return new Promise((resolve) => {
      const settle = (answer: PersonAnswer | undefined): void => {
        if (this.#open.get(key)?.settle !== settle) return
        signal.removeEventListener('abort', letGo)
        this.#open.delete(key)
        resolve(answer)
        this.#changed()
      }
      // The signal ends both when the time is over and when the run lets go.
      const letGo = (): void => settle(question.expires !== null && this.#clock.now() >= question.expires ? { kind: 'expired' } : undefined)
      signal.addEventListener('abort', letGo, { once: true })
      this.#open.set(key, { ...about, question, settle })
      this.#changed()
    })
  }

  /** The deeds of an approved rehearsal: a confirm of this run that shows one of them needs no second yes, each once. One that always asks does. */
  cover(run: string, hashes: readonly string[]): void {
    const counts = new Map<string, number>()
    for (const hash of hashes) counts.set(hash, (counts.get(hash) ?? 0) + 1)
    if (counts.size > 0) this.#covered.set(run, counts)
  }

  /** The run is no longer at work. */
  forget(run: string): void {
    this.#covered.delete(run)
  }

  /** In the order they were put. */
  questions(): readonly PutQuestion[] {
    return [...this.#open.values()].map(({ settle: _settle, ...put }) => put)
  }

  /** Answers a question; false when it is not open. Throws ChelaError `invalid-answer`, and leaves it open, for what is no answer to it. */
  answer(run: string, ask: number, answer: PersonAnswer): boolean {
    const open = this.#open.get(keyOf(run, ask))
    if (open === undefined) return false
    const fitting = fit(open.question, answer)
    if (typeof fitting === 'string') throw new ChelaError('invalid-answer', fitting, { help: 'Nothing was answered; the question is still open.', facts: { run, ask } })
    open.settle(fitting)
    return true
  }

  #isCovered(run: string, hash: string): boolean {
    const counts = this.#covered.get(run)
    const left = counts?.get(hash) ?? 0
    if (left > 0) counts?.set(hash, left - 1)
    return left > 0
  }
}

function keyOf(run: string, ask: number): string {
  return `${ask} ${run}`
}

/** Gives the answer as it is handed to the run, or a sentence that says why it is none. */
function fit(question: Question, answer: PersonAnswer): PersonAnswer | string {
  if (answer.kind === 'no') return typeof answer.because === 'string' ? { kind: 'no', because: answer.because.slice(0, 2000) } : { kind: 'no' }
  if (question.kind !== 'form') {
    if (answer.kind !== 'yes') return 'This question wants a yes or a no.'
    return ['once', 'run', 'always'].includes(answer.span) ? { kind: 'yes', span: answer.span } : 'A yes says how long it holds: once, run or always.'
  }
  if (answer.kind !== 'filled' || typeof answer.values !== 'object' || answer.values === null || Array.isArray(answer.values)) return 'This question wants a filled form.'
  const required = Object.keys(question.form).filter((field) => question.form[field]?.default === undefined)
  const values = fillDefaults(question.form, answer.values)
  const fault = checkValue({ type: 'object', properties: question.form, required, additionalProperties: false }, values)[0]
  return fault === undefined ? { kind: 'filled', values } : `The form is not filled rightly${fault.path === '' ? '' : ` at "${fault.path}"`}: ${fault.message}`
}
