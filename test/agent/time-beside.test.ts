import { expect, test } from 'vitest'
import { pickSkill } from '../../engine/agent/pick-skill.ts'
import { SkillLibrary } from '../../engine/agent/skill-library.ts'
import { saysTimeBeside } from '../../engine/agent/time-beside.ts'
import type { JsonSchema } from '../../engine/terms/json.ts'

const moment = { now: Date.UTC(2026, 5, 1, 10), zone: 'UTC' }
const library = (examples: readonly string[], inputs: { readonly [name: string]: JsonSchema }): SkillLibrary => new SkillLibrary([{ name: 'one', title: 'Do it', description: '', examples, inputs }])
const read = (words: string, examples: readonly string[], inputs: { readonly [name: string]: JsonSchema }) => {
  const picked = pickSkill(words, library(examples, inputs), { moment, known: [] })
  return picked.kind === 'picked' ? picked.pick.inputs : picked
}
const text: JsonSchema = { type: 'string' }

test.each([
  'Anna tomorrow', 'Anna tomorrow at 7', 'call mom next Monday', 'dinner at 7 pm', 'tea for an hour', 'pasta 20 minutes', 'pay rent on June 3', 'meet Bo in two weeks', 'dinner with Anna on Friday evening',
  '安娜明天', '开会后天下午三点', '明天开会', '明天早上七点给妈妈打电话', '喝茶半小时', '下周三看牙医',
])('%s says when beside what it is about', (words) => {
  expect(saysTimeBeside(words)).toBe(true)
})

test.each([
  'movie night', 'good morning', 'Anna', 'tomorrow', 'at 7', '20 minutes', 'the meeting moved to tomorrow', 'the film takes 2 hours', 'a day of the week', 'chapter 7', 'The Day After Tomorrow',
  '明天', '明天的会议', '会议改到明天', '安娜', '三个苹果',
])('%s is all of it what it is about', (words) => {
  expect(saysTimeBeside(words)).toBe(false)
})

test('free text ends before a time that another input takes, or none', () => {
  const when: JsonSchema = { type: 'string', format: 'date-time' }
  expect(read('remind me to call Anna tomorrow at 7 pm', ['remind me to {what} {when}'], { what: text, when })).toEqual({ what: 'call Anna', when: '2026-06-02T19:00:00+00:00' })
  expect(read('remind me to call Anna tomorrow', ['remind me to {what}'], { what: text })).toEqual({ what: 'call Anna' })
  expect(read('提醒我明天早上七点开会', ['提醒我{when}{what}'], { what: text, when })).toEqual({ what: '开会', when: '2026-06-02T07:00:00+00:00' })
  expect(read('提醒我明天开会', ['提醒我{what}'], { what: text })).toEqual({ what: '开会' })
})

test('a text in quotes is taken as it stands, and a slot for a day takes a day', () => {
  expect(read('play the song "Yesterday at 7"', ['play the song {song}'], { song: text })).toEqual({ song: 'Yesterday at 7' })
  expect(read('what is the weather tomorrow', ['what is the weather {day}'], { day: text })).toEqual({ day: 'tomorrow' })
})

test('a hostile text is looked at in time', () => {
  const start = performance.now()
  for (const words of ['at 7 '.repeat(60), 'one '.repeat(75), '明天'.repeat(150), `${'in a '.repeat(60)}x`]) saysTimeBeside(words)
  expect(performance.now() - start).toBeLessThan(200)
})
