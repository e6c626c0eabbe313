import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceLines } from '../../../editor/source/difference-lines.ts'
import { mergedText, mergeTexts, type MergeChoice } from '../../../editor/source/merge-texts.ts'

const lines = (from: number, to: number): string => Array.from({ length: to - from }, (_, index) => `line ${from + index}\n`).join('')

test('changed words of a line are marked, far equal lines are left out', () => {
  const found = differenceLines(`${lines(0, 20)}next: pour\n`, `${lines(0, 20)}next: boil\n`)
  expect(found[0]).toEqual({ kind: 'gap', count: 17, after: 0 })
  expect(found.slice(-2)).toEqual([
    { kind: 'removed', before: 21, after: undefined, parts: [{ text: 'next: ', changed: false }, { text: 'pour', changed: true }] },
    { kind: 'added', before: undefined, after: 21, parts: [{ text: 'next: ', changed: false }, { text: 'boil', changed: true }] },
  ])
})

test('lines that have little in common are shown whole; a changed line end is seen', () => {
  expect(differenceLines('abc def\n', 'something: else\n').map((line) => line.kind !== 'gap' && line.parts)).toEqual([[{ text: 'abc def', changed: false }], [{ text: 'something: else', changed: false }]])
  expect(JSON.stringify(differenceLines('a: 1\r\n', 'a: 1\n'))).toContain('␍')
})

test('what only one side changed is taken, what both changed is a conflict', () => {
  const base = lines(0, 12)
  const ours = base.replace('line 2', 'mine 2').replace('line 9', 'mine 9')
  const theirs = base.replace('line 6', 'theirs 6').replace('line 9', 'theirs 9')
  const parts = mergeTexts(base, ours, theirs)
  expect(parts.map(({ kind }) => kind)).toEqual(['agreed', 'ours', 'agreed', 'theirs', 'agreed', 'conflict', 'agreed'])
  expect(mergedText(parts, new Map())).toBe(ours.replace('line 6', 'theirs 6'))
  expect(mergedText(parts, new Map([[5, 'both']]))).toContain('mine 9\ntheirs 9\n')
  expect(mergedText(parts, new Map([[5, 'base'], [1, 'base']]))).toBe(base.replace('line 6', 'theirs 6'))
})

test('the same change on both sides is agreed', () => {
  expect(mergeTexts('a\nb\n', 'a\nc\n', 'a\nc\n')).toEqual([{ kind: 'agreed', text: 'a\nc\n' }])
})

test('the parts of each side joined are its text', () => {
  const text = fc.array(fc.constantFrom('a\n', 'b\n', 'c\r\n', 'd\n'), { maxLength: 12 }).map((all) => all.join(''))
  fc.assert(
    fc.property(text, text, text, fc.constantFrom('', 'end'), (base, ours, theirs, end) => {
      const parts = mergeTexts(base, ours + end, theirs)
      const all = (choice: MergeChoice): string => mergedText(parts, new Map(parts.map((_, index) => [index, choice])))
      expect(all('ours')).toBe(ours + end)
      expect(all('theirs')).toBe(theirs)
    }),
  )
})
