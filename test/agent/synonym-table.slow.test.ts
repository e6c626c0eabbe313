import { expect, test } from 'vitest'
import { SkillLibrary } from '../../engine/agent/skill-library.ts'

test('a search among ten thousand skills stays as fast with the most groups', () => {
  const words = ['alpha', 'beta', 'gamma', 'delta', 'theta', 'omega']
  const cards = Array.from({ length: 10_000 }, (_, index) => ({ name: `s-${index}`, title: `${words[index % 6] ?? ''} topic${index % 977} thing${index}`, description: '', examples: [], inputs: {} }))
  const library = new SkillLibrary(cards)
  const time = (): number => {
    const times = Array.from({ length: 40 }, (_, index) => {
      const start = performance.now()
      library.index.search(`topic${index} of beta for thing${index * 7} alpha`)
      return performance.now() - start
    }).sort((a, b) => a - b)
    return times[20] as number
  }
  time()
  const before = time()
  const groups = Array.from({ length: 500 }, (_, index) => Array.from({ length: 30 }, (_, word) => `g${'abcdefghijklmnopqrstuvwxyz'[word % 26] ?? ''}${index}${word > 25 ? 'z' : ''}`))
  library.takeSynonyms([...groups.slice(4), ...[1, 2, 3, 4].map((part) => ['beta', ...Array.from({ length: 29 }, (_, word) => `topic${part * 29 + word}`)])])
  expect(time()).toBeLessThan(Math.max(10, before * 10))
})
