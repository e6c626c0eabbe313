/* What is known of the text of one field: completions, meanings, faults. Pure. */
import { checkExpression, type CelRole, type CheckFault } from '../../engine/index.ts'
import type { Completions } from './complete/completion.ts'
import { explained, wordAt, type Explanation } from './complete/explain-at.ts'
import { expressionCompletions } from './complete/expression-completions.ts'
import { nameWords } from './complete/name-words.ts'
import { ownerOf, type Surroundings } from './complete/surroundings.ts'
import { templateSpans, type TemplateSpan } from './template-spans.ts'

/** Where the text of a field stands, which decides what its expressions may read. */
export interface ExpressionPlace {
  /** The name of the state; left out: the ceiling, where only `input` is seen. */
  readonly state?: string | undefined
  /** The key of the state under which it stands: `each` and `if` of an `each` do not see the element. */
  readonly key?: string | undefined
  /** `template`: text with `${ }` in it; `bare`: the whole value is one expression, as in `if:`. */
  readonly kind: 'template' | 'bare'
  /** `undo` sees `result`; `evidence` sees the reads of tools. */
  readonly role?: CelRole
}

export function fieldCompletions(text: string, offset: number, place: ExpressionPlace, around: Surroundings): Completions | undefined {
  const span = spanAt(text, offset, place)
  return span === undefined ? undefined : expressionCompletions(text.slice(span.start, offset), span.start, scopeOf(place, around), (name) => nameWords(around, name))
}

export function fieldExplanation(text: string, offset: number, place: ExpressionPlace, around: Surroundings): Explanation | undefined {
  const word = wordAt(text, offset, /\w/)
  return word === undefined ? undefined : explained(word, fieldCompletions(text, word.end, place, around)?.options, word.text)
}

/** Gives what is wrong in the expressions of a field, ordered by position; an empty field has no fault. */
export function fieldFaults(text: string, place: ExpressionPlace, around: Surroundings): readonly CheckFault[] {
  if (text.trim() === '' || text.length > longest) return []
  const { names, functions } = scopeOf(place, around)
  return spansOf(text, place).flatMap((span) => {
    if (!span.closed) return [{ code: 'syntax', message: '"${" is not closed by "}".', start: span.start - 2, end: text.length } as CheckFault]
    const written = text.slice(span.start, span.end)
    const lead = written.length - written.trimStart().length
    const { faults } = checkExpression(written.trim(), (name) => names.get(name), { names: names.keys(), functions })
    return faults.map((fault) => ({ ...fault, start: fault.start + span.start + lead, end: fault.end + span.start + lead }))
  })
}

const longest = 20_000

function scopeOf({ state, key, role }: ExpressionPlace, around: Surroundings): ReturnType<Surroundings['scope']> {
  return around.scope(ownerOf(around, state, key), role ?? (state === undefined ? 'bound' : 'value'))
}

function spansOf(text: string, { kind }: ExpressionPlace): readonly TemplateSpan[] {
  return kind === 'bare' && !text.includes('${') ? [{ start: 0, end: text.length, closed: true }] : templateSpans(text)
}

function spanAt(text: string, offset: number, place: ExpressionPlace): TemplateSpan | undefined {
  return spansOf(text, place).find(({ start, end }) => offset >= start && offset <= end)
}
