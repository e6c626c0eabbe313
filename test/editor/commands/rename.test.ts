import { expect, test } from 'vitest'
import { renameInput, renameVar } from '../../../editor/commands/rename-field.ts'
import { renameState } from '../../../editor/commands/rename-state.ts'
import { textAfter as after } from '../../helpers/command-result.ts'
import { viewOf } from '../../helpers/editor-knowledge.ts'


const text = `chela: 1
name: sample
inputs: { folder: string, "list": { type: array, default: [] } }
vars: { count: number }
examples: ["do {folder}"]
start: 'look'
states:
  "look": # the look
    think: what of \${ input.folder }?
    answer: { type: array }
  pick:
    choose:
      - { if: "look.size() > 2 && input['list'].exists(look, look == 1)", next: "look" }
      - next: ask_it
  ask_it: { confirm: really, yes: &again look, no: stop }
  count_up:
    set: { count: "\${ default(vars.count, 0) + look.size() }" }
    next: *again
  stop: { end: stopped, because: "not \${ look } now" }
limits: { steps: 100 }
tests:
  - name: one
    given: { folder: /d }
    answers: { look: [1] }
    person: { ask_it: no }
    expect: { states: [look, stop] }
`

test('a state is renamed wherever its name means it, and nowhere else', () => {
  const view = viewOf(text)
  const command = renameState(view, { state: 'look', name: 'see' })
  const renamed = after(view, command)
  expect(renamed).toBe(text.replace("start: 'look'", "start: 'see'").replace('"look": # the look', '"see": # the look').replace('"look.size() > 2', '"see.size() > 2').replace('next: "look"', 'next: "see"')
    .replace('&again look', '&again see').replace('+ look.size()', '+ see.size()').replace('not ${ look }', 'not ${ see }').replace('answers: { look', 'answers: { see').replace('states: [look', 'states: [see'))
  expect(command).toMatchObject({ selects: 'see', renamed: { look: 'see' } })
  const back = viewOf(renamed)
  expect(after(back, renameState(back, { state: 'see', name: 'look' }))).toBe(text)
})

test('inputs and variables are renamed in expressions, examples and tests', () => {
  const view = viewOf(text)
  expect(after(view, renameInput(view, { from: 'folder', to: 'place' }))).toBe(text.replaceAll('folder', 'place'))
  expect(after(view, renameInput(view, { from: 'list', to: 'all_of_it' }))).toBe(text.replace('"list"', '"all_of_it"').replace("input['list']", "input['all_of_it']"))
  expect(after(view, renameVar(view, { from: 'count', to: 'total' }))).toBe(text.replace('{ count: number', '{ total: number').replace('set: { count:', 'set: { total:').replace('vars.count', 'vars.total'))
})

test('a name that is taken, can not be used or would be caught by another is refused in a sentence', () => {
  const view = viewOf('states:\n  look: { think: a, answer: { type: array } }\n  pick: { choose: [ { if: "[1].exists(x, look == x)", next: pick } ], next: look }\n  each_one: { each: look, as: file, think: "${ look } ${ file }", answer: string }\nlimits: { steps: 9 }\n')
  expect(renameState(view, { state: 'look', name: 'pick' })).toEqual({ refused: 'There is a state "pick" already.' })
  expect(renameState(view, { state: 'look', name: 'Look' })).toHaveProperty('refused')
  expect(renameState(view, { state: 'look', name: 'x' })).toEqual({ refused: '"x" means something else in one of the places that would name it.' })
  expect(renameState(view, { state: 'look', name: 'file' })).toEqual({ refused: '"file" means something else in one of the places that would name it.' })
  expect(renameState(view, { state: 'look', name: 'input' })).toHaveProperty('refused')
  expect(renameState(view, { state: 'look', name: 'true' })).toHaveProperty('refused')
  expect(renameState(view, { state: 'gone', name: 'there' })).toEqual({ refused: 'There is no state "gone".' })
})
