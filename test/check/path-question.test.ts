import { expect, test } from 'vitest'
import { canHappen, canReach, type PathAnswer } from '../../engine/check/path-question.ts'
import { sampleTools } from '../helpers/sample-tools.ts'
import { skillFrom } from '../helpers/skill-from.ts'

const world = (skills: { readonly [name: string]: string } = {}) => ({
  tool: sampleTools,
  skill: (name: string) => (Object.hasOwn(skills, name) ? { skill: skillFrom(skills[name] ?? ''), hash: name } : undefined),
})
const words = (answer: PathAnswer) => (answer.possible ? [answer.state, ...answer.words] : 'no')

const tidy = skillFrom(`states:
  look: { call: file.list }
  anything: { choose: [ { if: look.files.size() > 0, next: send } ] }
  nothing: { end: done }
  sure: { confirm: sure }
  send: { call: mail.send }`)

test('a state that can be reached comes with the choices on the way', () => {
  expect(words(canReach(tidy, 'send'))).toEqual(['send', 'start → look', 'look → anything', 'anything → send: when look.files.size() > 0'])
  expect(words(canReach(tidy, 'sure'))).toBe('no')
  expect(words(canReach(tidy, 'nowhere'))).toBe('no')
})

test('a way to a deed without a confirm is found by tool, pattern and class', () => {
  for (const deed of ['mail.send', 'mail.*', 'sensitive', '*']) expect(canHappen(tidy, world(), deed, { without: 'confirm' }).possible).toBe(true)
  for (const deed of ['mail.read', 'ma.*', 'reversible']) expect(canHappen(tidy, world(), deed, { without: 'confirm' }).possible).toBe(false)
  expect(canHappen(tidy, world(), 'mail.send', { without: 'anything' }).possible).toBe(false)
})

test('a confirm on every way leaves none', () => {
  const asked = skillFrom('states:\n  e: { each: input.list, states: { sure: { confirm: sure }, send: { call: mail.send } } }')
  expect(words(canHappen(asked, world(), 'mail.send', { without: 'confirm' }))).toBe('no')
  expect(canHappen(asked, world(), 'mail.send').possible).toBe(true)
})

test('branches of a together are looked into', () => {
  const both = skillFrom('states:\n  t: { together: { a: { confirm: sure }, b: { call: mail.send } } }')
  expect(words(canHappen(both, world(), 'mail.send', { without: 'confirm' }))).toEqual(['b', 'start → t', 't → b'])
})

test('sub-skills are looked into, and one that is not known may do anything', () => {
  const skills = { inner: 'states:\n  again: { run: inner, if: input.x }\n  out: { call: mail.send }' }
  const outer = skillFrom('states:\n  first: { run: inner }')
  expect(words(canHappen(outer, world(skills), 'mail.send', { without: 'confirm' }))).toEqual([
    'first/out', 'start → first', 'start → first/again', 'first/again → first/out: unless input.x',
  ])
  expect(words(canHappen(outer, world(), 'mail.send'))).toEqual(['first', 'start → first', '"first" runs the skill "inner", which is not known here: it may do this.'])
  const asked = skillFrom('states:\n  sure: { confirm: sure }\n  first: { run: inner }')
  expect(words(canHappen(asked, world(skills), 'mail.send', { without: 'confirm' }))).toBe('no')
})
