import { checkValue } from '../expression/check-value.ts'
import type { JsonSchema } from '../terms/json.ts'
import { isOwnWord, type Fact } from '../terms/memory.ts'

/** A fact that may fill an input, and how well it fits: 1 has the very name. */
export interface OfferedFact {
  readonly fact: Fact
  readonly score: number
}

/** From this score on a fact is meant where it is the only one: all words of the name are those of the input. */
export const surelyMeant = 0.9

/**
 * Gives the facts that may be what an input wants, the best first: by name, by the words of its title and description, by the
 * kind of value it takes. Only what the person said or confirmed, and nobody else wrote; only values that fit. Pure.
 */
export function factsToOffer(input: string, schema: JsonSchema, facts: readonly Fact[], most = 5): readonly OfferedFact[] {
  return facts
    .filter((fact) => isOwnWord(fact) && checkValue(schema, fact.value, { most: 1 }).length === 0)
    .map((fact) => ({ fact, score: scoreOf(input, schema, fact) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.fact.key < b.fact.key ? -1 : 1))
    .slice(0, most)
}

function scoreOf(input: string, { title, description, format }: JsonSchema, { key, value }: Fact): number {
  if (key === input) return 1
  const own = wordsIn(key)
  const wanted = wordsIn(input)
  if (own.size === wanted.size && [...own].every((word) => wanted.has(word))) return surelyMeant
  const named = shared(own, wanted)
  const told = shared(own, wordsIn(`${title ?? ''} ${description ?? ''}`.slice(0, 400)))
  const kind = typeof value === 'string' && format !== undefined && kindOf(value) === format ? 0.3 : 0
  return Math.min(0.85, 0.5 * named + 0.3 * told + kind)
}

/** Which part of the first words is among the second. */
function shared(own: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return own.size === 0 ? 0 : [...own].filter((word) => others.has(word)).length / own.size
}

const idle = new Set(['my', 'the', 'a', 'an', 'of', 'to', 'for', 'in', 'is', 'and', 'or'])

function wordsIn(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.filter((word) => !idle.has(word)).map((word) => (word.length > 3 ? word.replace(/(?<=[^s])s$/, '') : word)))
}

/** The format of a schema that a text has by its look; undefined: none. */
function kindOf(value: string): string | undefined {
  if (/^(?:~|\/|[A-Za-z]:\\)/.test(value)) return 'path'
  if (/^https?:\/\//i.test(value)) return 'uri'
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return 'email'
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return 'date'
  return /^\d{4}-\d\d-\d\dT/.test(value) ? 'date-time' : undefined
}
