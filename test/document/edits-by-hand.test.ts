import { expect, test } from 'vitest'
import type { Document } from '../../engine/terms/document.ts'
import { applyEdits } from '../../engine/terms/text-edit.ts'
import type { EditResult } from '../../engine/document/edit-result.ts'
import { insertEntry } from '../../engine/document/insert-entry.ts'
import { insertItem } from '../../engine/document/insert-item.ts'
import { moveEntry } from '../../engine/document/move-entry.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { removeEntry } from '../../engine/document/remove-entry.ts'
import { removeItem } from '../../engine/document/remove-item.ts'
import { renameKey } from '../../engine/document/rename-key.ts'
import { setValue } from '../../engine/document/set-value.ts'

/** Gives the text after an edit, or why it was refused. */
function after(text: string, edit: (document: Document) => EditResult): string {
  const result = edit(parseDocument(text))
  return 'refused' in result ? result.refused : applyEdits(text, result.edits)
}

const tea = `# Tea
skill: tea   # short

do:
  # first the water
  boil:
    tell: 'Boiling'
    next: pour # then

  # and then
  pour: {tell: Pouring, next: done}
`

test('setting a value changes only the value', () => {
  expect(after(tea, (document) => setValue(document, ['do', 'boil', 'next'], { json: 'rest' }))).toBe(tea.replace('next: pour', 'next: rest'))
  expect(after(tea, (document) => setValue(document, ['do', 'pour', 'next'], { json: 'a, b' }))).toBe(tea.replace('done', '"a, b"'))
  expect(after(tea, (document) => setValue(document, ['skill'], { json: { a: [1] } }))).toBe(tea.replace('skill: tea   # short\n', 'skill:   # short\n  a:\n    - 1\n'))
  expect(after(tea, (document) => setValue(document, ['do', 'boil'], { yaml: 'tell: "x" # why\nnext: pour\n' }))).toContain('  boil:\n    tell: "x" # why\n    next: pour # then\n\n')
})

test('an entry goes where it is told, as its neighbours stand', () => {
  expect(after(tea, (document) => insertEntry(document, ['do'], 'rest', { json: { wait: '3 min' } }, { after: 'boil' }))).toBe(
    tea.replace('# then\n', '# then\n  rest:\n    wait: 3 min\n'),
  )
  expect(after(tea, (document) => insertEntry(document, ['do'], 'rest', { json: null }, { before: 'boil' }))).toBe(tea.replace('  # first', '  rest: null\n  # first'))
  expect(after(tea, (document) => insertEntry(document, ['do', 'pour'], 'for', { json: ['a'] }))).toBe(tea.replace('done}', 'done, for: [a]}'))
  expect(after('a: {}\r\n', (document) => insertEntry(document, ['a'], 'b', { json: 1 }))).toBe('a:\r\n  b: 1\r\n')
  expect(after('a:\nb: 2', (document) => insertEntry(document, ['a'], 'b', { json: 1 }))).toBe('a:\n  b: 1\nb: 2')
  expect(after('', (document) => insertEntry(document, [], 'b', { json: 1 }))).toBe('b: 1\n')
})

test('an item goes where it is told', () => {
  expect(after('a:\n- 1 # one\n- 2', (document) => insertItem(document, ['a'], 2, { json: { b: 1, c: 2 } }))).toBe('a:\n- 1 # one\n- 2\n- b: 1\n  c: 2')
  expect(after('a: [1, 2]', (document) => insertItem(document, ['a'], 0, { json: 'x' }))).toBe('a: [x, 1, 2]')
})

test('a removed entry takes its own comments and heals its map', () => {
  expect(after(tea, (document) => removeEntry(document, ['do', 'boil']))).toBe('# Tea\nskill: tea   # short\n\ndo:\n\n  # and then\n  pour: {tell: Pouring, next: done}\n')
  expect(after('a: # why\n  b: 1 # x\nc: 2\n', (document) => removeEntry(document, ['a', 'b']))).toBe('a: {} # why\nc: 2\n')
  expect(after('- a: 1\n  b: 2\n', (document) => removeEntry(document, [0, 'a']))).toBe('- b: 2\n')
  expect(after('a: {b: 1, c: 2}', (document) => removeEntry(document, ['a', 'c']))).toBe('a: {b: 1}')
  expect(after('a:\n  - 1\n', (document) => removeItem(document, ['a', 0]))).toBe('a: []\n')
})

test('a renamed key keeps its quotes', () => {
  expect(after("'a': 1", (document) => renameKey(document, ['a'], 'b'))).toBe("'b': 1")
  expect(after('a: 1', (document) => renameKey(document, ['a'], '# b'))).toBe('"# b": 1')
  expect(after('a: 1\nb: 2', (document) => renameKey(document, ['a'], 'b'))).toBe('There is a key "b" already.')
})

test('a moved entry goes whole, with its comments', () => {
  expect(after(tea, (document) => moveEntry(document, ['do', 'pour'], { before: 'boil' }))).toBe(
    `# Tea\nskill: tea   # short\n\ndo:\n  # and then\n  pour: {tell: Pouring, next: done}\n  # first the water\n  boil:\n    tell: 'Boiling'\n    next: pour # then\n\n`,
  )
})

test('what would change another place is refused', () => {
  const shared = 'a: &x {b: 1}\nc: *x\n'
  expect(after(shared, (document) => setValue(document, ['a', 'b'], { json: 2 }))).toContain('another place')
  expect(after(shared, (document) => setValue(document, ['c', 'b'], { json: 2 }))).toContain('stands elsewhere')
  expect(after(shared, (document) => removeEntry(document, ['a']))).toMatch(/does not allow/)
  expect(after(shared, (document) => setValue(document, ['c'], { json: 2 }))).toBe('a: &x {b: 1}\nc: 2\n')
  expect(after('a: 1', (document) => setValue(document, ['__proto__'], { json: 2 }))).toMatch(/does not allow|no such/)
  expect(after('a: "1', (document) => setValue(document, ['a'], { json: 2 }))).toContain('faults')
})
