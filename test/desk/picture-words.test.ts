import { expect, test } from 'vitest'
import { pictureWords } from '../../engine/desk/picture-words.ts'
import type { Skill } from '../../engine/terms/skill.ts'
import { readText } from '../skills/shipped-skill.ts'

const skill = (states: string): Skill => {
  const { skill: read } = readText(`chela: 1\nname: x\nstates:\n${states}`, 'x.skill.yaml')
  if (read === undefined) throw new Error(states)
  return read
}

test('a text that only moved or got comments changes nothing in the picture', () => {
  const plain = '  one: { wait: 1s }\n  two: { end: done }\n'
  expect(pictureWords(skill(plain), skill(`\n  # first\n${plain}`))).toEqual([])
})

test('states and ways that are new, gone or changed are told in words', () => {
  const before = skill('  one: { wait: 1s }\n  two: { wait: 2s }\n  three: { end: done }\n')
  const after = skill('  one: { wait: 5s }\n  ask: { confirm: Sure?, yes: three, no: stop }\n  three: { end: done }\n  stop: { end: stopped }\n')
  expect(pictureWords(before, after)).toEqual([
    'changed state "one" (wait)',
    'new state "ask" (confirm)',
    'new state "stop" (ends as stopped)',
    'no state "two" any more (wait)',
    'new way from "one" to "ask"',
    'new way from "ask" to "three": yes',
    'new way from "ask" to "stop": no',
    'new way from "ask" to "stop": nobody answers',
    'no way from "one" to "two" any more',
    'no way from "two" to "three" any more',
  ])
})
