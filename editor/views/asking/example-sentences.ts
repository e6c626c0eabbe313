import type { SkillListing } from '../../../engine/index.ts'

const mostShown = 6

/** Gives one whole sentence of each skill, those of one's own first: none in which something is still to be filled in. */
export function exampleSentences(skills: readonly Pick<SkillListing, 'examples' | 'writable' | 'faulty'>[]): readonly string[] {
  const found = skills.flatMap(({ examples, writable, faulty }) => {
    const words = examples.find((one) => !one.includes('{') && one.length <= 60)
    return faulty || words === undefined ? [] : [{ words, writable }]
  })
  const sorted = found.sort((a, b) => Number(b.writable) - Number(a.writable)).map(({ words }) => words)
  return [...new Set(sorted)].slice(0, mostShown)
}
