import { expect, test } from 'vitest'
import { applyEdits } from '../../../engine/index.ts'
import { changeKind } from '../../../editor/commands/change-kind.ts'
import type { Command } from '../../../editor/commands/command.ts'
import { renameEntry } from '../../../editor/commands/rename-entry.ts'
import { writeLines } from '../../../editor/commands/write-lines.ts'
import { viewOf } from '../../helpers/editor-knowledge.ts'

function after(text: string, command: Command): string {
  if ('refused' in command) throw new Error(command.refused)
  return applyEdits(text, command.edits)
}

const text = 'chela: 1\r\nname: sample\r\nstates:\r\n  # first\r\n  look:   # odd\r\n      call:  file.list\r\n      with: {folder:   /a}\r\n\r\n  tell: { next: look }\r\n'

test('lines of a state that are the same keep every byte', () => {
  const yaml = '# first\nlook:   # odd\n    call:  file.list\n    with: {folder:   /b}\n    note: new\n'
  expect(after(text, writeLines(viewOf(text), { path: ['states', 'look'], yaml }))).toBe(text.replace('/a}\r\n', '/b}\r\n      note: new\r\n'))
})

test('lines can be taken away at the beginning, in the middle and at the end', () => {
  const small = 'chela: 1\nname: sample\nstates:\n  # one\n  a:\n    title: A\n    note: n\n    next: b\n  b: {}\n'
  const write = (yaml: string): string => after(small, writeLines(viewOf(small), { path: ['states', 'a'], yaml }))
  expect(write('a:\n  title: A\n  note: n\n  next: b')).toBe(small.replace('  # one\n', ''))
  expect(write('# one\na:\n  title: A\n  next: b')).toBe(small.replace('    note: n\n', ''))
  expect(write('# one\na:\n  title: A\n  note: n')).toBe(small.replace('    next: b\n', ''))
  expect(write('# zero\n# one\na:\n  title: A\n  note: n\n  next: b')).toBe(small.replace('  # one\n', '  # zero\n  # one\n'))
})

test('a state inside braces is written where it stands', () => {
  expect(after(text, writeLines(viewOf(text), { path: ['states', 'tell', 'next'], yaml: 'next: tell' }))).toBe(text.replace('next: look', 'next: tell'))
})

test('YAML that can not be read, another name, or lines that reach further are refused', () => {
  const write = (yaml: string): Command => writeLines(viewOf(text), { path: ['states', 'look'], yaml })
  expect(write('look: {')).toHaveProperty('refused')
  expect(write('other:\n  call: file.list')).toMatchObject({ refused: expect.stringContaining('own field') })
  expect(write('look: {}\nmore: {}')).toMatchObject({ refused: 'The change would also change another place of the file.' })
  expect(write('look: {}\n__proto__: {}')).toHaveProperty('refused')
})

test('a state that does something else keeps its name, its ways and its comments', () => {
  const call = 'states:\n  # here\n  a:\n    title: A\n    call: file.list\n    with: { folder: /a }\n    catch: b # on\n  b: {}\n'
  expect(after(viewOf(call).text, changeKind(viewOf(call), { state: 'a', entry: { state: { wait: '5m' } } }))).toContain('  # here\n  a:\n    title: A\n    wait: 5m\n    catch: b # on\n  b: {}\n')
})

test('an each around an activity stays when the activity changes', () => {
  const each = 'states:\n  a:\n    each: "${ [1, 2] }"\n    as: n\n    call: system.memory\n'
  expect(after(viewOf(each).text, changeKind(viewOf(each), { state: 'a', entry: { state: { wait: '5m' } } }))).toContain('    each: "${ [1, 2] }"\n    as: n\n    wait: 5m\n')
})

test('an empty state becomes something, and something becomes nothing', () => {
  const view = viewOf('states:\n  a:\n  b: { wait: 5m }\n')
  expect(after(view.text, changeKind(view, { state: 'a', entry: { state: { end: 'done' } } }))).toContain('  a:\n    end: done\n')
  expect(after(view.text, changeKind(view, { state: 'b', entry: { state: null } }))).toContain('  b: {}\n')
})

test('a group with states does not lose them', () => {
  const view = viewOf('states:\n  a:\n    states: { one: {} }\n  b: {}\n')
  expect(changeKind(view, { state: 'a', entry: { state: { wait: '5m' } } })).toHaveProperty('refused')
})

test('an argument, an event or a delay gets another name; what others speak of is renamed elsewhere', () => {
  const view = viewOf('inputs: { x: string }\nstates:\n  a:\n    after: { 5m: b }\n    note: "${ x }"\n  b: {}\n')
  expect(after(view.text, renameEntry(view, { path: ['states', 'a', 'after', '5m'], key: '6m' }))).toContain('after: { 6m: b }')
  expect(renameEntry(view, { path: ['states', 'a'], key: 'c' })).toHaveProperty('refused')
  expect(renameEntry(view, { path: ['inputs', 'x'], key: 'y' })).toHaveProperty('refused')
  expect(renameEntry(view, { path: ['states', 'a', 'after', '5m'], key: ' ' })).toHaveProperty('refused')
})
