import type { Fact } from '../terms/memory.ts'
import { knownOfMemory, knownOfValue } from './known-of-memory.ts'
import type { KnownPrivate } from './known-values.ts'

/** Gives the private values of facts: all of a fact with a privacy mark, and what tells by its own name that it is private. Pure. */
export function knownOfFacts(facts: readonly Fact[]): readonly KnownPrivate[] {
  const marked = facts.filter((fact) => fact.private).flatMap(({ key, value }) => knownOfValue({ [key]: value }))
  return [...marked, ...knownOfMemory(Object.fromEntries(facts.map(({ key, value }) => [key, value])))]
}
