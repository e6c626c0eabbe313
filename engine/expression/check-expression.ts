import type { ReadPath } from '../terms/expression.ts'
import type { JsonSchema } from '../terms/json.ts'
import { checkNode } from './check-node.ts'
import type { Checking, CheckFault } from './checking.ts'
import { parseDuration } from './parse-duration.ts'
import { parseExpression } from './parse-expression.ts'
import { parseTime } from './parse-time.ts'
import { readsOf } from './reads-of.ts'
import { anyType, type Kind, kindsOf, kindWords } from './static-type.ts'
import type { ExpressionNode } from './syntax.ts'

export type { CheckFault }

export interface CheckOptions {
  /** Functions beside those of the library, with the schema of what they give. */
  readonly functions?: ReadonlyMap<string, JsonSchema>
  readonly expected?: Expected
  /** The names in scope, to suggest one for a name that is not. */
  readonly names?: Iterable<string>
}

type Expected = 'boolean' | 'number' | 'text' | 'list' | 'object' | 'time' | 'duration'

export interface CheckedExpression {
  readonly type: JsonSchema
  readonly reads: readonly ReadPath[]
  readonly faults: readonly CheckFault[]
}

/**
 * Gives the type of an expression, the paths it reads and all its faults, ordered by position. `types` gives the type of
 * a name, `{}` for one that may hold anything, undefined for one that is not there. Never throws.
 */
export function checkExpression(text: string, types: (name: string) => JsonSchema | undefined, options: CheckOptions = {}): CheckedExpression {
  const parsed = parseExpression(text)
  if ('fault' in parsed) {
    const { message, start, end } = parsed.fault
    return { type: anyType, reads: [], faults: [{ code: 'syntax', message, start, end }] }
  }
  const checking: Checking = { text, types, names: options.names ?? [], functions: options.functions ?? new Map(), locals: new Map(), faults: [], check: checkNode }
  const type = checkNode(parsed.ast, checking)
  if (options.expected !== undefined) checkExpected(parsed.ast, type, options.expected, checking)
  return { type, reads: readsOf(parsed.ast), faults: checking.faults.sort((a, b) => a.start - b.start || a.end - b.end) }
}

const fitting: { readonly [expected in Expected]: { readonly kinds: readonly Kind[]; readonly words: string } } = {
  boolean: { kinds: ['truth'], words: 'true or false' },
  number: { kinds: ['number'], words: 'a number' },
  text: { kinds: ['text', 'time', 'duration'], words: 'a text' },
  list: { kinds: ['list'], words: 'a list' },
  object: { kinds: ['object'], words: 'an object' },
  time: { kinds: ['time', 'text'], words: 'a time' },
  duration: { kinds: ['duration', 'text'], words: 'a duration' },
}

function checkExpected(node: ExpressionNode, type: JsonSchema, expected: Expected, checking: Checking): void {
  const { kinds, words } = fitting[expected]
  const actual = kindsOf(type)
  const place = { start: node.start, end: node.end }
  if (actual !== undefined && !actual.some((kind) => kinds.includes(kind))) {
    checking.faults.push({ code: 'type', message: `Expected ${words} here, but this gives ${kindWords(actual)}.`, ...place })
    return
  }
  if (node.kind !== 'literal' || typeof node.value !== 'string') return
  const parse = expected === 'time' ? parseTime : expected === 'duration' ? parseDuration : undefined
  if (parse !== undefined && parse(node.value) === undefined) checking.faults.push({ code: 'type', message: `Expected ${words} here, but "${node.value.slice(0, 40)}" is none.`, ...place })
}
