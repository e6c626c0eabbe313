import { keysOf } from './words-of.ts'

const pairWeight = 0.6
const pieceWeight = 0.5
const pieceSizes = [2, 3, 4]
/* Of a longer word only the beginning is taken in pieces. */
const longestWord = 40

/** Gives what a text is compared by, each with how often: words, pairs of neighbours, and pieces of words, which forgive spelling. */
export function featuresOf(text: string): ReadonlyMap<string, number> {
  const features = new Map<string, number>()
  const add = (feature: string, weight: number): void => void features.set(feature, (features.get(feature) ?? 0) + weight)
  const keys = keysOf(text)
  const line = ['^', ...keys, '$']
  for (const [place, key] of line.entries()) {
    const next = line[place + 1]
    if (next !== undefined && line.length > 2) add(`2${key} ${next}`, pairWeight)
  }
  for (const key of keys) {
    add(`1${key}`, 1)
    const edged = `<${key.slice(0, longestWord)}>`
    for (const size of pieceSizes) for (let start = 0; start + size <= edged.length; start++) add(`3${edged.slice(start, start + size)}`, pieceWeight / Math.sqrt(edged.length))
  }
  return features
}
