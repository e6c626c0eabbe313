import { ScriptedPerson } from '../adapters/scripted-person.ts'
import { SystemClock } from '../adapters/system-clock.ts'
import { TerminalPerson } from '../adapters/terminal-person.ts'
import type { PersonAnswer } from '../terms/journal.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { Person } from '../terms/ports.ts'
import { usageError } from './report-fault.ts'

export interface PersonOptions {
  readonly approve?: readonly string[]
  /** `state=yes`, `state=no`, or `state={…}` for a form. */
  readonly answer?: readonly string[]
}

/** A person at the command line. */
export interface CommandPerson {
  readonly person: Person
  /** Deeds of an approved rehearsal, by hash: a confirm that shows one of them is answered with yes, each once; of one that always asks it is not. */
  cover(hashes: readonly string[]): void
}

/** Gives the person of a command: what was approved and answered on the command line, else the terminal. */
export function personFor(options: PersonOptions): CommandPerson {
  const covered = new Map<string, number>()
  const terminal = new TerminalPerson({ input: process.stdin, output: process.stderr, clock: new SystemClock({ unref: true }) })
  const asked = new ScriptedPerson({ approve: options.approve ?? [], answers: readAnswers(options.answer ?? []), otherwise: orApproval(terminal) })
  return {
    person: {
      ask: async (question, about, signal) => {
        const card = question.kind === 'confirm' ? question.card : null
        const left = card === null || card.onlyOnce === true ? 0 : (covered.get(card.hash) ?? 0)
        if (card === null || left === 0) return asked.ask(question, about, signal)
        covered.set(card.hash, left - 1)
        return { kind: 'yes', span: 'once' }
      },
    },
    cover: (hashes) => {
      for (const hash of hashes) covered.set(hash, (covered.get(hash) ?? 0) + 1)
    },
  }
}

/** Without a terminal the refusal names the hash that would have to be approved. */
function orApproval(terminal: Person): Person {
  return {
    ask: async (question, about, signal) => {
      const answer = await terminal.ask(question, about, signal)
      if (answer?.kind !== 'no' || process.stdin.isTTY === true) return answer
      const card = question.kind === 'form' ? null : question.card
      return { kind: 'no', because: card === null ? nobody : `${nobody}; --approve ${card.hash} would approve it` }
    },
  }
}

/** How a refusal begins that comes from nobody being there. */
const nobody = 'no terminal to ask on'

export function readAnswers(pairs: readonly string[]): { readonly [state: string]: PersonAnswer } {
  return Object.fromEntries(
    pairs.map((pair) => {
      const split = pair.indexOf('=')
      if (split < 1) throw usageError(`"--answer ${pair}" does not say what the answer is.`, 'Write --answer state=yes, state=no, or state={"field": "value"}.')
      return [pair.slice(0, split), readAnswer(pair.slice(split + 1))]
    }),
  )
}

function readAnswer(text: string): PersonAnswer {
  if (text === 'yes' || text === 'true') return { kind: 'yes', span: 'once' }
  if (text === 'no' || text === 'false') return { kind: 'no', because: 'said no on the command line' }
  try {
    const value = JSON.parse(text) as Json
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { kind: 'filled', values: value as JsonObject }
  } catch {
    // Falls through to the sentence below.
  }
  throw usageError(`The answer "${text}" is neither yes, no nor a JSON object.`, 'Write --answer state=yes, state=no, or state={"field": "value"}.')
}
