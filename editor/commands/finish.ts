import type { Diagnostic } from '../../engine/index.ts'
import type { Command, Edited } from './command.ts'
import type { Draft } from './draft.ts'

/** Faults that a drawing may have for a while: they are shown on the picture and mended in the next gesture. */
const halfDone: readonly string[] = [
  'missing-argument', 'wrong-argument', 'missing-input', 'missing-key', 'empty-each', 'missing-states', 'together-empty', 'not-in-uses', 'unbounded-cycle', 'unknown-tool', 'unknown-skill',
]

interface Allowance {
  /** Codes of faults that this gesture may leave beside those of any half-done drawing. */
  readonly allows?: readonly string[]
  /** Nothing half-done is natural for this gesture. */
  readonly strict?: boolean
}

/** Gives the edits of a draft, or why it was refused: a step could not be made, or the text would have more faults than before. */
export function finish(draft: Draft, more: Omit<Edited, 'edits'> = {}, { allows = [], strict = false }: Allowance = {}): Command {
  if (draft.refused !== undefined) return { refused: draft.refused }
  const edits = draft.edits()
  if (edits.length === 0) return { edits, ...more }
  const borne = strict ? allows : [...halfDone, ...allows]
  const worse = newFault(draft.before.diagnostics, draft.view.diagnostics, borne)
  if (worse !== undefined) return { refused: `This would leave a fault in the file: ${worse.message}` }
  return { edits, ...more }
}

function newFault(before: readonly Diagnostic[], after: readonly Diagnostic[], borne: readonly string[]): Diagnostic | undefined {
  const counted = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => diagnostics.filter(({ severity, code }) => severity === 'error' && !borne.includes(code))
  const old = counted(before)
  const now = counted(after)
  if (now.length <= old.length) return undefined
  const left = new Map<string, number>()
  for (const { code } of old) left.set(code, (left.get(code) ?? 0) + 1)
  return now.find(({ code }) => {
    const rest = left.get(code) ?? 0
    left.set(code, rest - 1)
    return rest <= 0
  }) ?? now[0]
}
