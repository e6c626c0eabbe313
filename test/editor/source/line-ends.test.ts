import { EditorState } from '@codemirror/state'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits, type TextEdit } from '../../../engine/index.ts'
import { fileEdits, lineEndsOf, shownEdits, shownText } from '../../../editor/source/line-ends.ts'

const pieces = fc.array(fc.constantFrom('a', ' key: 1', '\r\n', '\n', '\r', '\t', '\ufeff', '\u{1f980}', '"x"', '- '), { maxLength: 24 }).map((all) => all.join(''))
const fractions = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))

function stretch(text: string, [first, second]: readonly [number, number]): { readonly start: number; readonly end: number } {
  const [start, end] = [Math.round(first * text.length), Math.round(second * text.length)].sort((a, b) => a - b) as [number, number]
  return { start, end }
}

test('what is shown is what CodeMirror makes of the text, and every offset leads there and back', () => {
  fc.assert(
    fc.property(pieces, (text) => {
      const shown = shownText(text)
      expect(EditorState.create({ doc: text }).doc.toString()).toBe(shown)
      const ends = lineEndsOf(text)
      for (let offset = 0; offset <= shown.length; offset++) {
        expect(ends.toShown(ends.toFile(offset))).toBe(offset)
        expect(shownText(text.slice(0, ends.toFile(offset)))).toBe(shown.slice(0, offset))
      }
    }),
  )
})

test('a change of what is shown leaves every other byte of the file', () => {
  fc.assert(
    fc.property(pieces, fractions, fc.constantFrom('', 'x', 'two\nlines', '\n'), (text, where, inserted) => {
      const shown = shownText(text)
      const range = stretch(shown, where)
      const [edit] = fileEdits(lineEndsOf(text), [{ range, text: inserted }]) as readonly [TextEdit]
      const changed = applyEdits(text, [edit])
      expect(changed.startsWith(text.slice(0, edit.range.start))).toBe(true)
      expect(changed.endsWith(text.slice(edit.range.end))).toBe(true)
      expect(shownText(text.slice(edit.range.start, edit.range.end))).toBe(shown.slice(range.start, range.end))
      expect(shownText(edit.text)).toBe(inserted)
    }),
  )
})

test('a change of the file by another hand is shown exactly, through cut and joined line ends too', () => {
  fc.assert(
    fc.property(pieces, fractions, fc.constantFrom('', 'x', 'a\r\nb', '\n', '\r', '\r\n'), (text, where, inserted) => {
      const edits = [{ range: stretch(text, where), text: inserted }]
      const changed = applyEdits(text, edits)
      expect(applyEdits(shownText(text), shownEdits(text, changed, edits))).toBe(shownText(changed))
    }),
  )
})

test('Enter writes the line end that the file has most of', () => {
  expect(lineEndsOf('a\r\nb\r\nc\n').usual).toBe('\r\n')
  expect(lineEndsOf('a\nb\nc\r\n').usual).toBe('\n')
  expect(lineEndsOf('a\rb\r').usual).toBe('\r')
  expect(lineEndsOf('').usual).toBe('\n')
})
