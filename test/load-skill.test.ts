import { expect, test } from 'vitest'
import { loadSkill, type SkillCache } from '../engine/load-skill.ts'
import type { CheckedText } from '../engine/terms/checked-text.ts'
import { hashText } from '../engine/terms/hash.ts'
import { validCases } from './check/check-cases.ts'
import { world } from './check/world.ts'

/** Keeps what it is given as a file would: as JSON. */
class JsonCache implements SkillCache {
  readonly texts = new Map<string, string>()
  hits = 0

  get(key: string): CheckedText | undefined {
    const text = this.texts.get(key)
    if (text !== undefined) this.hits++
    return text === undefined ? undefined : (JSON.parse(text) as CheckedText)
  }

  set(key: string, value: CheckedText): void {
    this.texts.set(key, JSON.stringify(value))
  }
}

const here = { ...world, hash: 'here' }

/** A world that must not be asked: what is warm is neither parsed nor checked. */
const silent = { tools: () => { throw new Error('asked') }, toolNames: () => { throw new Error('asked') }, hash: 'here' }

for (const { name, text } of validCases()) {
  test(`${name} means the same from the cache, without a look at the world`, () => {
    const cache = new JsonCache()
    const cold = loadSkill(text, here, cache)
    const warm = loadSkill(text, silent, cache)
    expect(cache.hits).toBe(1)
    expect(cold.skill).toBeDefined()
    expect(JSON.stringify(warm.skill)).toBe(JSON.stringify(cold.skill))
    expect(warm.skill).toEqual(JSON.parse(JSON.stringify(cold.skill)))
    expect(warm.diagnostics).toEqual(cold.diagnostics)
    expect(warm.hash).toBe(hashText(text))
    expect(warm.document.root?.kind).toBe('map')
  })
}

test('a text with errors is kept too, and has no skill', () => {
  const cache = new JsonCache()
  expect(loadSkill('chela: 1\n', here, cache).skill).toBeUndefined()
  const warm = loadSkill('chela: 1\n', silent, cache)
  expect(warm.skill).toBeUndefined()
  expect(warm.diagnostics.map(({ code }) => code)).toEqual(['missing-name', 'missing-states'])
})

test('another text or another world is checked anew', () => {
  const cache = new JsonCache()
  loadSkill('chela: 1\n', here, cache)
  loadSkill('chela: 1\n', { ...here, hash: 'elsewhere' }, cache)
  loadSkill('chela: 2\n', here, cache)
  expect(cache.hits).toBe(0)
  expect(cache.texts.size).toBe(3)
})
