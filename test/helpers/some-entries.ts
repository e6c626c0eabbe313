import type { Entry, EntryBody, Outcome } from '../../engine/terms/journal.ts'
import type { Question } from '../../engine/terms/journal.ts'

const base = Date.UTC(2026, 0, 1)

/** Gives an entry of a body: its time follows from its number unless given. */
export function entry(sequence: number, body: EntryBody, time = base + sequence * 1000): Entry {
  return { sequence, time, ...body }
}

export function started(options: { skill?: string; hash?: string; time?: number } = {}): Entry {
  const { skill = 'make-tea', hash = 'a'.repeat(64), time } = options
  return entry(1, { kind: 'run-started', skill, hash, input: {}, origins: {}, memory: {}, intent: {}, mode: 'live', envelope: [], accepted: true }, time)
}

export function called(sequence: number, input = { from: '/a/b.jpg', to: '/a/c.jpg' }): Entry {
  return entry(sequence, {
    kind: 'tool-called', activity: sequence, path: 'move', tool: 'file.move', input, key: `r:${sequence}`, attempt: 1, before: null,
    decision: { answer: 'allow', rule: 'class', because: 'You accepted what this skill may do.' },
  })
}

export function answered(sequence: number, call: number): Entry {
  return entry(sequence, { kind: 'tool-answered', call, output: { path: '/a/c.jpg' } })
}

export function asked(sequence: number, question: Question = { kind: 'confirm', text: 'Sure?', card: null, labels: [], expires: null }): Entry {
  return entry(sequence, { kind: 'person-asked', activity: sequence, path: 'sure', question })
}

export function ended(sequence: number, outcome: Outcome = 'done'): Entry {
  return entry(sequence, { kind: 'run-ended', outcome, output: null, because: null })
}

/** A journal of `count` entries: the start, then calls and answers by turns. */
export function journalOf(count: number): Entry[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? started() : index % 2 === 1 ? called(index + 1) : answered(index + 1, index)))
}
