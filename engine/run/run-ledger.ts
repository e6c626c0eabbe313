/*
 * What a run has done, one line a finished step. Owns: how much of it is kept. Always true: it is as large after a thousand steps
 * as after ten, and nothing in it was written by others.
 */
import { hashDeed } from '../terms/hash.ts'
import type { JsonObject } from '../terms/json.ts'

export interface LedgerLine {
  readonly tool: string
  /** The arguments; one that can not be told here is there without its text. */
  readonly on: readonly (readonly [argument: string, text: string | undefined])[]
  /** `done`, the code of a failure, or who denied it. */
  readonly outcome: string
  /** The state that did it, with the way to it: `move[3]/put`. */
  readonly reference: string
  readonly deed: { readonly tool: string; readonly input: JsonObject }
}

/** Lines kept in full, kinds of older ones that are counted apart, and characters of one text. */
const recent = 8
const kinds = 20
const longest = 60

export class RunLedger {
  private readonly lines: string[] = []
  private readonly outcomes: string[] = []
  private readonly folded = new Map<string, number>()
  private readonly seen = new Set<string>()
  /** Steps so far, and those that did the very same deed as one before. */
  steps = 0
  repeats = 0

  add(line: LedgerLine): void {
    this.steps++
    const again = line.outcome === 'done' && this.isAgain(hashDeed(line.deed.tool, line.deed.input))
    if (again) this.repeats++
    this.lines.push(`${this.steps}. ${lineWords(line)}${again ? ' (the very same as before)' : ''}`)
    this.outcomes.push(`${line.tool} ${line.outcome}`)
    while (this.lines.length > recent) {
      this.lines.shift()
      this.fold(this.outcomes.shift() ?? '')
    }
  }

  /** Gives the ledger in words: how often what was done before, then the last steps. */
  words(): readonly string[] {
    const before = [...this.folded].map(([kind, count]) => `${kind} (${count})`)
    return before.length === 0 ? this.lines : [`Before: ${before.join('; ')}.`, ...this.lines]
  }

  private fold(kind: string): void {
    const known = this.folded.has(kind) || this.folded.size < kinds ? kind : 'other steps'
    this.folded.set(known, (this.folded.get(known) ?? 0) + 1)
  }

  private isAgain(hash: string): boolean {
    if (this.seen.has(hash)) return true
    this.seen.add(hash)
    return false
  }
}

function lineWords({ tool, on, outcome, reference }: LedgerLine): string {
  const parts = on.slice(0, 6).map(([argument, text]) => `${argument} ${text === undefined ? '(not told here)' : JSON.stringify(cut(text))}`)
  return `${[tool, parts.join(', ')].join(' ').trimEnd()}: ${outcome}; see ${cut(reference)}`
}

function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest / 2)}…${text.slice(-longest / 2)}`
}
