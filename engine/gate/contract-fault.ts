import type { Contract } from '../terms/contract.ts'

/** More clauses of one kind than this are no contract that a person has read. */
const mostClauses = 200

/** Gives the sentence that says why a contract is none; `undefined` when it is one. It may come from a file or a model's draft. */
export function contractFault(contract: Contract): string | undefined {
  const { words, allowed, required, limits, until, inOrder } = contract
  if (typeof words !== 'string' || words.length > 100_000) return 'The words of a contract must be a text of at most 100 000 characters.'
  for (const [name, list] of Object.entries({ allowed, required, limits })) {
    if (!Array.isArray(list) || list.length > mostClauses) return `"${name}" of a contract must be a list of at most ${mostClauses} clauses.`
    if (!list.every(isClause)) return `Each clause in "${name}" of a contract must have words, a tool, and places by argument.`
  }
  if (!required.every(({ times }) => isCount(times) && times > 0)) return 'A required deed must be wanted a whole number of times, one or more.'
  if (!required.every(({ anyTime }) => anyTime === undefined || typeof anyTime === 'boolean')) return '"anyTime" of a required deed must be true, or left out.'
  if (!limits.every(({ times, atMost }) => (times == null || isCount(times)) && isObject(atMost) && Object.values(atMost).every((most) => typeof most === 'number' && !Number.isNaN(most)))) return 'A limit must give a number of times, or the most that an argument may be.'
  if (!limits.every(({ also }) => also == null || (Array.isArray(also) && also.length <= mostClauses && also.every((tool) => typeof tool === 'string')))) return `The tools that a limit counts together must be a list of at most ${mostClauses} names.`
  if (inOrder !== undefined && typeof inOrder !== 'boolean') return '"inOrder" of a contract must be true, or left out.'
  return until == null || typeof until === 'number' ? undefined : 'The end of a contract must be a time in milliseconds.'
}

function isClause(clause: unknown): boolean {
  if (!isObject(clause)) return false
  const { words, tool, with: bounds } = clause as { readonly [key: string]: unknown }
  return typeof words === 'string' && typeof tool === 'string' && isObject(bounds) && Object.values(bounds).every((places) => Array.isArray(places) && places.every((place) => typeof place === 'string'))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0
}
