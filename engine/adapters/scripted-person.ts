import type { PersonAnswer, Question } from '../terms/journal.ts'
import type { Person } from '../terms/ports.ts'

interface Script {
  /** Hashes of deeds. Each is good for one deed; a hash given twice is good for two. */
  readonly approve?: readonly string[]
  /** Answers by path, or by the name of the state at its end. They never approve a deed. */
  readonly answers?: { readonly [path: string]: PersonAnswer }
  /** Who is asked where the script has no answer; without it that is a no. */
  readonly otherwise?: Person
}

/** Answers from a script: a deed only by the hash of its exact arguments, forms and plain questions by their path. */
export class ScriptedPerson implements Person {
  readonly #approvals: string[]
  readonly #script: Script

  constructor(script: Script) {
    this.#script = script
    this.#approvals = [...(script.approve ?? [])]
  }

  async ask(question: Question, about: Parameters<Person['ask']>[1], signal: AbortSignal): Promise<PersonAnswer | undefined> {
    if (signal.aborted) return undefined
    const card = question.kind === 'form' ? null : question.card
    if (card !== null && this.#useApproval(card.hash)) return { kind: 'yes', span: 'once' }
    const answer = this.#answerFor(about.path)
    if (answer !== undefined && (card === null || answer.kind !== 'yes')) return answer
    if (this.#script.otherwise !== undefined) return this.#script.otherwise.ask(question, about, signal)
    return { kind: 'no', because: card === null ? 'no answer was given beforehand' : `no approval was given for ${card.hash}` }
  }

  #useApproval(hash: string): boolean {
    const index = this.#approvals.indexOf(hash)
    if (index >= 0) this.#approvals.splice(index, 1)
    return index >= 0
  }

  #answerFor(path: string): PersonAnswer | undefined {
    const answers = this.#script.answers ?? {}
    const key = [path, path.slice(path.lastIndexOf('/') + 1)].find((one) => Object.hasOwn(answers, one))
    return key === undefined ? undefined : answers[key]
  }
}
