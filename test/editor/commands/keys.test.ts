import { expect, test } from 'vitest'
import { addTest, changeTest, removeTest } from '../../../editor/commands/change-tests.ts'
import { setDisabled } from '../../../editor/commands/set-disabled.ts'
import { removeKey, removeTopKey, setKey, setTopKey } from '../../../editor/commands/set-key.ts'
import { setStart } from '../../../editor/commands/set-start.ts'
import { textAfter } from '../../helpers/command-result.ts'
import { viewOf } from '../../helpers/editor-knowledge.ts'

const text = `chela: 1
name: sample
title: Old # kept
states:
  look: { wait: 1s } # first
  tell:
    call: notify.show
    with:
      text: 'hello' # greeting
  group: &g
    states: { one: { wait: 1s } }
`
const view = viewOf(text)

test('a key of a state is set, deep or new, and taken away', () => {
  expect(textAfter(view, setKey(view, { state: 'tell', key: ['with', 'text'], value: { json: 'bye' } }))).toBe(text.replace("'hello'", 'bye'))
  expect(textAfter(view, setKey(view, { state: 'look', key: ['title'], value: { json: 'Look: here' } }))).toBe(text.replace('wait: 1s } #', 'wait: 1s, title: "Look: here" } #'))
  expect(textAfter(view, setKey(view, { state: 'tell', key: ['retry', 'times'], value: { json: 2 } }))).toContain('    retry:\n      times: 2\n')
  expect(textAfter(view, setKey(view, { state: 'tell', key: ['catch'], value: { yaml: '- { code: denied, next: look } # no' } }))).toContain('    catch:\n      - { code: denied, next: look } # no\n')
  expect(textAfter(view, removeKey(view, { state: 'tell', key: ['with', 'text'] }))).not.toContain('hello')
  expect(removeKey(view, { state: 'tell', key: ['note'] })).toEqual({ edits: [] })
  expect(setKey(view, { state: 'tell', key: ['with'], value: { yaml: '{' } })).toEqual({ refused: 'The new value has faults in its YAML.' })
  expect(setKey(view, { state: 'group', key: ['states'], value: { json: {} } })).toHaveProperty('refused')
})

test('a state is switched off and on, and made the first of its list', () => {
  const off = textAfter(view, setDisabled(view, { state: 'tell', disabled: true }))
  expect(off).toContain("      text: 'hello' # greeting\n    disabled: true\n")
  const there = viewOf(off)
  expect(textAfter(there, setDisabled(there, { state: 'tell', disabled: false }))).toBe(text)
  expect(textAfter(view, setStart(view, { state: 'tell' }))).toContain('start: tell\n')
  expect(textAfter(view, setStart(view, { state: 'one' }))).toContain('    start: one\n')
})

test('what the skill says of itself, and its tests, are changed one by one', () => {
  expect(textAfter(view, setTopKey(view, { key: ['title'], value: { json: 'New' } }))).toBe(text.replace('Old', 'New'))
  expect(textAfter(view, setTopKey(view, { key: ['inputs', 'folder', 'type'], value: { json: 'string' } }))).toContain('inputs:\n  folder:\n    type: string\n')
  expect(removeTopKey(view, { key: ['name'] })).toHaveProperty('refused')
  const tested = viewOf(textAfter(view, addTest(view, { test: { yaml: 'name: one # the only\nexpect: { end: done }' } })))
  expect(tested.skill.tests.map(({ name }) => name)).toEqual(['one'])
  const changed = viewOf(textAfter(tested, changeTest(tested, { index: 0, test: { json: { name: 'two', expect: { end: 'done' } } } })))
  expect(changed.text).toContain('- name: two # the only\n')
  expect(textAfter(changed, removeTest(changed, { index: 0 }))).toBe(text)
})
