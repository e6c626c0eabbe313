/*
 * In which share of all that people say a feature stands, roughly, whatever the examples of a library: among few examples no
 * count tells that "do I have" says little and "zip" says much.
 */
import { featuresOf } from './text-features.ts'
import { littleWords } from './words/little-words.ts'
import { keysOf } from './words-of.ts'

const shares = { word: 0.3, pair: 0.1, piece: 0.2 }
const asked = keysOf('what how which when where who why tell know not no if up out off all any some go make say one more much many 什么 怎么 哪')
const words = new Set([...littleWords, ...asked])
const pieces = new Set([...words].flatMap((word) => [...featuresOf(word).keys()].filter((feature) => feature.startsWith('3'))))

/** Gives the share of a feature of text-features.ts, from 0 to 1: 0 for all that is not made of little words. */
export function usualShare(feature: string): number {
  const name = feature.slice(1)
  if (feature.startsWith('1')) return words.has(name) ? shares.word : 0
  if (feature.startsWith('2')) return name.split(' ').every((word) => words.has(word) || word === '^' || word === '$') ? shares.pair : 0
  return pieces.has(feature) ? shares.piece : 0
}
