import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visibleLines, visibleText } from '../../engine/adapters/visible-text.ts'
import { anyText } from '../helpers/any-text.ts'

test('what could move the cursor, hide or reorder text is written out', () => {
  expect(visibleText('a\u001b[2Jb\u0007\r\n\tc')).toBe('a\\u{1b}[2Jb\\u{7}\\r\\n\\tc')
  expect(visibleText('gpj.\u202eexe\u200b\u009b\u{e0041}\ud800')).toBe('gpj.\\u{202e}exe\\u{200b}\\u{9b}\\u{e0041}\\u{d800}')
  expect(visibleText('Grüße, 漢字, \u{1f600}')).toBe('Grüße, 漢字, \u{1f600}')
})

test('a long text is cut in the middle and tells its length', () => {
  expect(visibleText(`${'a'.repeat(50)}${'b'.repeat(50)}`, 10)).toBe('aaaaa … (100 characters) … bbbbb')
})

test('lines stay lines', () => {
  expect(visibleLines('one\ntwo\u001b\r\nthree')).toEqual(['one', 'two\\u{1b}', 'three'])
})

test('no text brings a control character through', () => {
  fc.assert(
    fc.property(anyText(60), fc.nat(40), (text, longest) => {
      expect(visibleText(text, longest + 2)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u)
    }),
    { numRuns: 100 },
  )
})
