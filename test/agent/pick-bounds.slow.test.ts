import { expect, test } from 'vitest'
import { pickSkill } from '../../engine/agent/pick-skill.ts'
import type { SkillCard } from '../../engine/agent/skill-card.ts'
import { SkillLibrary } from '../../engine/agent/skill-library.ts'
import type { Surroundings } from '../../engine/agent/read-value.ts'

const surroundings: Surroundings = { moment: { now: 0, zone: 'UTC' }, known: [] }
const card = (name: string, title: string, examples: readonly string[], inputs: SkillCard['inputs'] = {}): SkillCard => ({ name, title, description: '', examples, inputs })
const text = { type: 'string' } as const

/** Milliseconds of the processor, so that a busy machine makes no difference. */
function costOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const pickCost = (words: string, library: SkillLibrary): number => costOf(() => pickSkill(words, library, surroundings))

test('ten thousand skills with the same examples are answered quickly, with a question', () => {
  const library = new SkillLibrary(Array.from({ length: 10_000 }, (_, place) => card(`same-${place}`, 'Start the pump', ['start the pump {what}', 'pump {what} now please'], { what: text })))
  library.examples.likely('pump')
  for (const words of ['start the pump now please', 'start the pump '.repeat(40), 'start the pump now please at the blue house. '.repeat(4)]) expect(pickCost(words, library)).toBeLessThan(1_500)
  expect(pickSkill('start the pump now', library, surroundings)).toMatchObject({ kind: 'ask', question: { about: 'skill' } })
})

test('a skill with very many examples is answered quickly', () => {
  const library = new SkillLibrary([card('many', 'Many things', Array.from({ length: 5_000 }, (_, place) => `do ${place} {a} with {b} and {c}`), { a: text, b: text, c: text })])
  for (const words of ['do 7 something with another and more', 'do something with another and '.repeat(22)]) expect(pickCost(words, library)).toBeLessThan(1_500)
})

test('many values of many kinds are read in bounded time', () => {
  const kinds = ['date-time', 'duration', 'path', 'date'] as const
  const skills = Array.from({ length: 100 }, (_, place) => card(`skill-${place}`, `Say ${place}`, ['say {a} and {b} to {c} in {d} '.repeat(20)], Object.fromEntries(['a', 'b', 'c', 'd'].map((name, kind) => [name, { type: 'string', format: kinds[kind % 4] as string, description: String(place) }]))))
  const library = new SkillLibrary(skills)
  for (const words of ['say one hour and a half to ~/a/b in twenty minutes '.repeat(10), 'go a-b/c.d:e@f in 11111111111111111111 '.repeat(20), '说 二十五分钟 明天早上七点 '.repeat(9)]) expect(pickCost(words, library)).toBeLessThan(2_500)
})

test('examples of very long words are taken in quickly, and odd words are answered quickly', () => {
  const library = new SkillLibrary()
  const skills = Array.from({ length: 50 }, (_, place) => card(`long-${place}`, 'w'.repeat(3_000) + place, [`xy${place}`.repeat(4_000), 'a'.repeat(100_000)]))
  expect(costOf(() => skills.forEach((skill) => library.put(skill)))).toBeLessThan(3_000)
  const odd = ['a'.repeat(100_000), 'e\u0301'.repeat(50_000), `a${'\u0301'.repeat(100_000)}`, '\ufdfa'.repeat(4_000), '\u202e'.repeat(50_000), '👨‍👩‍👧'.repeat(20_000), '.'.repeat(100_000), '~./\\'.repeat(30_000), 'a.'.repeat(60_000), `turn on${' '.repeat(100_000)}x`, "a'".repeat(60_000), `.${'\u3000'.repeat(50_000)}a`, '\ud800'.repeat(50_000)]
  for (const words of odd) expect(pickCost(words, library)).toBeLessThan(1_000)
})
