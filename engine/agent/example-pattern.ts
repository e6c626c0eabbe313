import { littleWords, questionWords } from './words/little-words.ts'
import { splitSlots, type SkillCard } from './skill-card.ts'
import { keysOf } from './words-of.ts'

/** One part of an example: a word to be said, or the place of a value. */
export type PatternPart = { readonly kind: 'word'; readonly key: string; readonly weight: number } | { readonly kind: 'slot'; readonly input: string; readonly required: boolean }

/** An example of a skill in parts. */
export interface ExamplePattern {
  readonly example: string
  readonly parts: readonly PatternPart[]
  readonly slots: number
}

const mostParts = 60
const mostExamples = 200
const littleWeight = 0.15
const questionWeight = 0.6

/** How much a word says about what is wanted. */
export function weightOf(key: string): number {
  if (questionWords.has(key)) return questionWeight
  return littleWords.has(key) ? littleWeight : 1
}

/** Gives the first examples of a skill in parts; a slot that names no input counts for nothing. */
export function patternsOf(card: SkillCard): readonly ExamplePattern[] {
  return card.examples.slice(0, mostExamples).map((example) => {
    const parts = splitSlots(example).flatMap((piece, place): PatternPart[] => {
      if (place % 2 === 0) return keysOf(piece).map((key) => ({ kind: 'word', key, weight: weightOf(key) }))
      if (!Object.hasOwn(card.inputs, piece)) return []
      return [{ kind: 'slot', input: piece, required: card.inputs[piece]?.default === undefined }]
    })
    const kept = parts.slice(0, mostParts)
    return { example, parts: kept, slots: kept.filter(({ kind }) => kind === 'slot').length }
  })
}
