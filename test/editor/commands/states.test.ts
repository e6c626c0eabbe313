import { expect, test } from 'vitest'
import { copyStates } from '../../../editor/commands/copy-states.ts'
import { deleteStates } from '../../../editor/commands/delete-states.ts'
import { extractToSkill } from '../../../editor/commands/extract-to-skill.ts'
import { moveItem } from '../../../editor/commands/move-item.ts'
import { moveState } from '../../../editor/commands/move-state.ts'
import { duplicateState, pasteStates } from '../../../editor/commands/paste-states.ts'
import { unwrapGroup } from '../../../editor/commands/unwrap-group.ts'
import { wrapInGroup } from '../../../editor/commands/wrap-in-group.ts'
import { textAfter } from '../../helpers/command-result.ts'
import { viewOf } from '../../helpers/editor-knowledge.ts'

const text = `chela: 1
name: sample
states:
  look:
    think: what
    answer: string

  # waits
  pause:
    wait: 1s # a second
    # and no more

  pick:
    choose:
      - { if: look == "a", next: pause } # again
      # the rest
      - next: tell

  tell:
    think: "\${ look }"
    answer: string

  done:
    end: done
limits: { steps: 100 }
tests:
  - name: one
    answers: { look: a, tell: b }
    expect: { end: done, states: [pause, done] }
`
const view = viewOf(text)

test('a deleted state is healed over: ways to it lead to where it went, and tests no longer name it', () => {
  expect(textAfter(view, deleteStates(view, { states: ['pause'] }))).toBe(text.replace('  # waits\n  pause:\n    wait: 1s # a second\n    # and no more\n\n', '').replace('next: pause } # again', 'next: pick } # again').replace('[pause, done]', '[done]'))
  expect(deleteStates(view, { states: ['look'] })).toEqual({ refused: 'What "look" gives is read by "pick", "tell". Change those states first.' })
  expect(textAfter(view, deleteStates(view, { states: ['tell', 'pick', 'look'] }))).toContain('states:\n  # waits\n  pause:\n')
  expect(deleteStates(view, { states: ['pick', 'gone'] })).toEqual({ refused: 'There is no state "gone".' })
})

test('a state that is disabled is deleted like any other, also behind another one', () => {
  const lines = ['states:', '  a: { wait: 1s }', '  b: { wait: 1s, disabled: true }', '  c: { end: failed, because: no, disabled: true }', '  d: { end: done }', '']
  const view = viewOf(lines.join('\n'))
  for (const [state, at] of [['b', 2], ['c', 3]] as const) expect(textAfter(view, deleteStates(view, { states: [state] }))).toBe(view.text.replace(`${lines[at]}\n`, ''))
})

test('a moved state takes its comments along and every way stays what it was', () => {
  const after = textAfter(view, moveState(view, { state: 'pause', spot: { after: 'tell' } }))
  expect(after).toContain('    answer: string\n    next: done\n\n  # waits\n  pause:\n    wait: 1s # a second\n    next: pick\n    # and no more\n')
  const moved = viewOf(after)
  for (const [key, { successors }] of view.flow.states) expect(moved.flow.states.get(key)?.successors.map(({ to }) => to)).toEqual(successors.map(({ to }) => to))
  expect(textAfter(view, moveState(view, { state: 'look', spot: { after: 'pause' } }))).toContain('start: look')
  expect(textAfter(view, moveState(view, { state: 'pause', spot: { after: 'tell' }, keepWays: false }))).not.toContain('next: done')
})

test('states go into a group and come out again', () => {
  const wrapped = textAfter(view, wrapInGroup(view, { states: ['pause', 'pick'], kind: 'states', name: 'part' }))
  expect(wrapped).toBe(text.replace(/ {2}# waits\n[^]*- next: tell\n/, (part) => `  part:\n    states:\n${part.replace(/^(?=.)/gm, '    ')}`))
  const back = viewOf(wrapped)
  expect(textAfter(back, unwrapGroup(back, { state: 'part' }))).toBe(text)
  const into = textAfter(back, moveState(back, { state: 'tell', spot: { into: 'part' } }))
  expect(viewOf(into).flow.states.get('tell')?.parent).toBe('part')
  expect(wrapInGroup(view, { states: ['look', 'pick'], kind: 'states' })).toHaveProperty('refused')
  expect(viewOf(textAfter(view, wrapInGroup(view, { states: ['pause'], kind: 'together' }))).flow.states.get('pause')?.parent).toBe('together_state'.replace('_state', ''))
})

test('a copy has a name of its own, and what it says of itself follows', () => {
  const copied = copyStates(view, { states: ['tell', 'look'] })
  expect(copied).toEqual({ yaml: 'look:\n  think: what\n  answer: string\n\ntell:\n  think: "${ look }"\n  answer: string\n' })
  if ('refused' in copied) return
  const after = textAfter(view, pasteStates(view, { yaml: copied.yaml, spot: { after: 'done' } }))
  expect(after).toContain('  look_2:\n    think: what\n    answer: string\n\n  tell_2:\n    think: "${ look_2 }"\n')
  expect(textAfter(view, duplicateState(view, { state: 'pause' }))).toContain('    wait: 1s # a second\n    next: pick\n    # and no more\n\n  # waits\n  pause_2:\n    wait: 1s # a second\n    # and no more\n\n  pick:')
  for (const yaml of ['', '[', '- a', 'a: [', '12', 'Bad-Name: {}', '{ a: { wait: 1s }, b: }', '<<: *x']) expect(() => pasteStates(view, { yaml, spot: {} })).not.toThrow()
})

test('a branch moves with its comment', () => {
  expect(textAfter(view, moveItem(view, { state: 'pick', list: ['choose'], from: 1, to: 0 }))).toContain('    choose:\n      # the rest\n      - next: tell\n      - { if: look == "a", next: pause } # again\n')
  expect(moveItem(view, { state: 'pick', list: ['choose'], from: 5, to: 0 })).toHaveProperty('refused')
})

test('states become a skill of their own with the inputs they read and the output that is read of them', () => {
  const source = `chela: 1
name: sample
inputs: { folder: { type: string, format: path } }
uses:
  file.list: { folder: "\${ input.folder }" } # looks
  notify.show: {}
states:
  greet: { call: notify.show, with: { text: hello } }
  # looks
  look:
    call: file.list
    with: { folder: "\${ input.folder }" }
  count:
    think: "\${ look.files.size() } after \${ greet }"
    answer: number
    next: tell
  other: { wait: 1s }
  tell: { call: notify.show, with: { text: "\${ count } of \${ look.files.size() }" } }
`
  const before = viewOf(source)
  const result = extractToSkill(before, { states: ['look', 'count'], name: 'count-files' })
  if ('refused' in result) throw new Error(result.refused)
  expect(result.skill.text).toBe(`chela: 1
name: count-files
title: Count files
inputs:
  folder:
    type: string
    format: path
  greet: {}
uses:
  file.list: { folder: "\${ input.folder }" }

states:
  # looks
  look:
    call: file.list
    with: { folder: "\${ input.folder }" }

  count:
    think: "\${ look.files.size() } after \${ input.greet }"
    answer: number
    next: finished

  finished:
    end: done
    output:
      look: \${ look }
      count: \${ count }
`)
  expect(textAfter(before, result)).toBe(`chela: 1
name: sample
inputs: { folder: { type: string, format: path } }
uses:
  notify.show: {}
  count-files: {}
states:
  greet: { call: notify.show, with: { text: hello } }
  count_files:
    run: count-files
    with:
      folder: \${ input.folder }
      greet: \${ greet }
    next: tell
  other: { wait: 1s }
  tell: { call: notify.show, with: { text: "\${ count_files.count } of \${ count_files.look.files.size() }" } }
`)
  expect(extractToSkill(view, { states: ['tell', 'done'], name: 'x' })).toEqual({ refused: '"done" ends the whole run; in a skill of its own it would end that skill only.' })
})
