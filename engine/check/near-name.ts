import { nearestName } from '../expression/nearest-name.ts'

/** Gives the nearest of the candidates to a word, or nothing. */
export type NearName = (word: string, candidates: readonly string[]) => string | undefined

/** How many candidates are looked at for one file. Suggestions end there, so that no file can make them costly. */
const mostCandidates = 50_000

export function createNearName(): NearName {
  let left = mostCandidates
  return (word, candidates) => {
    left -= candidates.length
    return left < 0 ? undefined : nearestName(word, candidates)
  }
}
