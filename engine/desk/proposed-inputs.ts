import { factsToOffer } from '../agent/facts-to-offer.ts'
import type { Filled } from '../agent/fill-inputs.ts'
import type { KnownName } from '../agent/match-names.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import type { Fact } from '../terms/memory.ts'
import { usualFolders } from './known-names.ts'
import { isNothing } from './needed-inputs.ts'
import type { ProposedInput, RememberedValue } from './proposal.ts'

/** What was laid on the words besides what they say themselves. */
interface Known {
  readonly words: string
  readonly names: readonly KnownName[]
  readonly facts: readonly Fact[]
}

/** What is shown for an input that keeps its default has to be about this like it. */
const worthShowing = 0.5
const mostOffers = 3

/** Gives the inputs in their order, each with where it comes from. */
export function proposedInputs({ inputs, from }: Filled, given: JsonObject, fields: { readonly [name: string]: JsonSchema }, known: Known): readonly ProposedInput[] {
  return Object.entries(fields).flatMap(([name, schema]): readonly ProposedInput[] => {
    if (Object.hasOwn(given, name) && Object.hasOwn(inputs, name)) return [{ name, value: given[name] ?? null, from: 'person' }]
    const filled = Object.hasOwn(inputs, name) ? inputs[name] : undefined
    const source = from[name]
    if (filled !== undefined && source !== undefined) return [{ name, value: filled, from: source === 'words' ? originOf(filled, known) : typeof source === 'string' ? source : { memory: source.reference.replace(/^memory\./, '') } }]
    return schema.default === undefined ? [] : [{ name, value: schema.default, from: 'default' }]
  })
}

/** Whether an input is worth showing: one that is left as it is, and is nothing, is not. */
export function isWorthShowing({ value, from }: ProposedInput): boolean {
  return value !== null && (from !== 'default' || !isNothing(value))
}

/** Gives the values that the words do not say themselves: they are shown to the person, and to no model. */
export function unseenValues(inputs: readonly ProposedInput[]): readonly string[] {
  return inputs.flatMap(({ value, from }) => (from === 'place' || typeof from === 'object' ? (Array.isArray(value) ? value : [value]) : [])).filter((value) => typeof value === 'string' && value !== '') as readonly string[]
}

/** Gives facts that may be what some inputs want, where nothing says so. `isDefault`: they keep what the skill has otherwise, so only the likely ones. */
export function rememberedFor(inputs: readonly string[], fields: { readonly [name: string]: JsonSchema }, facts: readonly Fact[], isDefault = false): readonly RememberedValue[] {
  return inputs.flatMap((input) =>
    factsToOffer(input, fields[input] ?? {}, facts, mostOffers)
      .filter(({ score, fact }) => !isDefault || (score >= worthShowing && fact.value !== fields[input]?.default))
      .map(({ fact: { key, value } }) => ({ input, key, value })),
  )
}

/** A value that was read from the words may be what they only name: a fact, or something that lies here. */
function originOf(value: Json, { words, names, facts }: Known): ProposedInput['from'] {
  const parts: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value]
  const isSaid = (part: Json): boolean => typeof part !== 'string' || words.includes(part) || usualFolders.some((name) => part === `~/${name}`)
  const named = parts.filter((part) => !isSaid(part))
  if (named.length === 0 || !named.every((part) => names.some((one) => one.value === part))) return 'words'
  const fact = parts.length === 1 ? facts.find((one) => one.value === named[0]) : undefined
  return fact === undefined ? 'place' : { memory: fact.key }
}
