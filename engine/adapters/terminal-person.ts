/*
 * The person at the terminal. Owns: how a question looks and how a typed line is read. Always true: P1 nothing of a
 * question reaches the terminal unless it went through `visibleText`; P2 anything but a clear yes is no yes; P3 one
 * question at a time, also when several are asked at once.
 */
import type { Readable, Writable } from 'node:stream'
import type { PersonAnswer, Question } from '../terms/journal.ts'
import type { Clock, Person } from '../terms/ports.ts'
import { deedLines, isCut } from './deed-lines.ts'
import { dropTyped, readLines, type LineReader } from './line-reader.ts'
import { fillForm } from './terminal-form.ts'
import { visibleLines, visibleText } from './visible-text.ts'

interface Terminal {
  readonly input: Readable & { readonly isTTY?: boolean }
  readonly output: Writable & { readonly isTTY?: boolean }
  readonly clock: Clock
}

type About = Parameters<Person['ask']>[1]

export class TerminalPerson implements Person {
  readonly #terminal: Terminal
  #busy: Promise<unknown> = Promise.resolve()

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  /** `expires` of a question is milliseconds since 1970. Keeps P3. */
  async ask(question: Question, about: About, signal: AbortSignal): Promise<PersonAnswer | undefined> {
    const { input, output } = this.#terminal
    if (input.isTTY !== true || output.isTTY !== true) return { kind: 'no', because: 'no terminal to ask on' }
    const before = this.#busy
    const answer = this.#bounded(question, signal, async (over) => {
      await before
      return over.aborted ? undefined : this.#show(question, about, over)
    })
    this.#busy = Promise.all([before, answer]).catch(() => undefined)
    return answer
  }

  /** Ends the work when the question expires or nobody wants the answer any more. */
  async #bounded(question: Question, signal: AbortSignal, work: (over: AbortSignal) => Promise<PersonAnswer | undefined>): Promise<PersonAnswer | undefined> {
    const { clock, output } = this.#terminal
    if (signal.aborted) return undefined
    const over = new AbortController()
    const { promise, resolve } = openPromise<PersonAnswer | undefined>()
    const expire = () => {
      output.write('\nNobody answered in time.\n')
      resolve({ kind: 'expired' })
      over.abort()
    }
    const leave = () => {
      resolve(undefined)
      over.abort()
    }
    const stopClock = question.expires === null ? () => {} : clock.at(question.expires, expire)
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([promise, work(over.signal)])
    } finally {
      stopClock()
      signal.removeEventListener('abort', leave)
    }
  }

  async #show(question: Question, about: About, over: AbortSignal): Promise<PersonAnswer | undefined> {
    await dropTyped(this.#terminal.input)
    if (over.aborted) return undefined
    const lines = readLines(this.#terminal.input)
    over.addEventListener('abort', () => lines.close(), { once: true })
    const write = (text: string) => void this.#terminal.output.write(text)
    try {
      write(`\n${this.#questionLines(question, about).join('\n')}\n`)
      if (question.kind !== 'form') return await decide(question, lines, write)
      const values = await fillForm(question.form, lines, write)
      return values && { kind: 'filled', values }
    } finally {
      lines.close()
    }
  }

  /** Keeps P1. */
  #questionLines(question: Question, about: About): readonly string[] {
    const head = `Question ${about.ask} of run ${visibleText(about.run, 80)}, at ${visibleText(about.path, 200)}`
    const text = question.kind === 'approve' ? [] : visibleLines(question.text, 4000).map((line) => `  ${line}`)
    const foreign = question.kind !== 'approve' ? question.labels.filter((label) => label.trust === 'untrusted') : []
    const origin = foreign.length === 0 ? [] : [`  (parts of this text were written by others: ${foreign.map((label) => visibleText(label.source, 200)).join('; ')})`]
    const card = question.kind === 'form' ? null : question.card
    return [head, ...text, ...origin, ...(card === null ? [] : deedLines(card)), ...this.#expiryLines(question.expires)]
  }

  #expiryLines(expires: number | null): readonly string[] {
    if (expires === null) return []
    const seconds = Math.max(0, Math.round((expires - this.#terminal.clock.now()) / 1000))
    return [`  Expires in ${seconds} s, at ${timeOfDay(expires)} UTC; no answer counts as no.`]
  }
}

/** Keeps P2: an empty line is no; a line that says nothing clear is asked again. */
async function decide(question: Exclude<Question, { readonly kind: 'form' }>, lines: LineReader, write: (text: string) => void): Promise<PersonAnswer | undefined> {
  const card = question.card
  const view = card !== null && isCut(card) ? ' / v(iew all)' : ''
  const spans = question.kind === 'approve' && question.card.onlyOnce !== true ? ' / r(un: yes, and the like in this run) / a(lways)' : ''
  for (;;) {
    write(`y(es) / N(o)${spans}${view}: `)
    const line = (await lines.next())?.trim().toLowerCase()
    if (line === undefined) return undefined
    if (line === '' || line === 'n' || line === 'no') return { kind: 'no' }
    if (line === 'y' || line === 'yes') return { kind: 'yes', span: 'once' }
    if (spans !== '' && (line === 'r' || line === 'run')) return { kind: 'yes', span: 'run' }
    if (spans !== '' && (line === 'a' || line === 'always')) return { kind: 'yes', span: 'always' }
    if (view !== '' && card !== null && line === 'v') write(`${deedLines(card, { whole: true }).join('\n')}\n`)
  }
}

function timeOfDay(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? 'an unknown time' : date.toISOString().slice(11, 19)
}

function openPromise<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((done) => (resolve = done))
  return { promise, resolve }
}
