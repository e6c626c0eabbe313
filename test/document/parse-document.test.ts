import { expect, test } from 'vitest'
import fc from 'fast-check'
import type { Document } from '../../engine/terms/document.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { plainValue } from '../../engine/document/plain-value.ts'
import { units } from './check-steps.ts'

const codes = (text: string): string[] => parseDocument(text).diagnostics.map(({ code }) => code)
const marked = (text: string): string[] => parseDocument(text).diagnostics.map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`)
const value = (document: Document): unknown => (document.root === undefined ? undefined : plainValue(document.root))

test('reading a text keeps it as it is', () => {
  for (const text of units) expect(parseDocument(text).text).toBe(text)
})

test('an empty text, or one of comments, has no root and no fault', () => {
  for (const text of ['', '\n', '# only a comment\n', '---\n', '\ufeff']) expect(parseDocument(text)).toEqual({ text, root: undefined, diagnostics: [] })
})

test('ranges of keys, values and entries are exact', () => {
  const text = 'a: 1 # one\nbig:\n  - "x"\n  - {y: z}\n\n# end\n'
  const { root } = parseDocument(text)
  if (root?.kind !== 'map') throw new Error('no map')
  const cut = ({ start, end }: { start: number; end: number }): string => text.slice(start, end)
  expect(root.entries.map(({ keyRange, range, value: node }) => [cut(keyRange), cut(range), cut(node.range)])).toEqual([
    ['a', 'a: 1', '1'],
    ['big', 'big:\n  - "x"\n  - {y: z}', '- "x"\n  - {y: z}'],
  ])
  expect(cut(root.range)).toBe('a: 1 # one\nbig:\n  - "x"\n  - {y: z}')
})

test('an alias is the very node that it names', () => {
  const { root } = parseDocument('a: &x [1]\nb: *x\n')
  if (root?.kind !== 'map') throw new Error('no map')
  expect(root.entries[1]?.value).toBe(root.entries[0]?.value)
  expect(root.entries[1]?.range).toEqual({ start: 10, end: 15 })
})

test.each([
  ['a: 1\na: 2', ['duplicate-key a']],
  ['<<: {a: 1}', ['merge-key <<']],
  ['__proto__: 1\nx: {constructor: 2, "prototype": 3}', ['reserved-key __proto__', 'reserved-key constructor', 'reserved-key "prototype"']],
  ['? [a]\n: b\nnull: c', ['not-text-key [a]', 'not-text-key null']],
  ['a: &a [*a]', ['alias-loop *a']],
  ['a: *b', ['yaml-syntax *b']],
  ['a: 1\n---\nb: 2', ['many-documents ---']],
  ['a: !secret b\nc: !!set {x}', ['unknown-tag !secret', 'unknown-tag !!set']],
  ['a: .nan\nb: -.inf\nc: 1e999', ['not-json .nan', 'not-json -.inf', 'not-json 1e999']],
  ['a: 9007199254740993', ['inexact-number 9007199254740993']],
  ['\ta: 1', ['yaml-syntax \t']],
  ['a: "b\nc: d', ['yaml-syntax "b']],
  ["a: 'b\nc: d\n", ["yaml-syntax 'b"]],
  ['a: [1, 2\nb: 3', ['yaml-syntax b']],
  ['a: b: c', ['yaml-syntax b: c']],
  ['a:1\nb: 2', ['yaml-syntax a:1']],
  ['a: 1\n b: 2', ['yaml-syntax 1']],
  ['a:\n  b: 1\n c: 2', ['yaml-syntax c: 2']],
  ['a: @x', ['yaml-syntax @']],
  ['a: 1# b', []],
  ['a: "1"# b', ['yaml-syntax # b']],
])('%j has the faults %j', (text, expected) => {
  expect(marked(text)).toEqual(expected)
})

test('what is no fault of the library but of the author is told in plain words', () => {
  const told = (text: string): string | undefined => parseDocument(text).diagnostics[0]?.message
  expect(told('a: "b\nc: d')).toBe('A text begins with " but the closing " is missing.')
  expect(told('a:1\nb: 2')).toBe('A space is missing after ":".')
  expect(told('a: [1, 2\nb: 3')).toBe('A bracket is opened above but not closed before here, or its lines are not indented further than its key.')
  expect(told('\ta: 1')).toBe('This line is indented with a tab.')
})

test('numbers and truth values as keys become their text; dates stay text', () => {
  expect(value(parseDocument('1: a\n0x10: b\ntrue: c\nd: 2026-01-31'))).toEqual({ '1': 'a', '0x10': 'b', true: 'c', d: '2026-01-31' })
})

test('a plain value has no prototype', () => {
  expect(Object.getPrototypeOf(value(parseDocument('a: {b: 1}')))).toBe(null)
})

const megabyte = 1_048_576
test.each([
  ['a text past the limit', 'a'.repeat(megabyte + 1), 'too-large'],
  ['a million brackets', '['.repeat(megabyte), 'too-deep'],
  ['a hundred thousand braces', '{a: '.repeat(100_000), 'too-deep'],
  ['a hundred thousand colons', ': '.repeat(100_000), 'too-deep'],
  ['a hundred thousand dashes', '- '.repeat(100_000), 'too-deep'],
  ['a laugh of a billion', `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`).join('\n')}`, 'too-many-aliases'],
])('%s is refused at once', (_name, text, code) => {
  expect(codes(text)[0]).toBe(code)
})

test('a chain of aliases can not hide depth', () => {
  const deep = (inside: string): string => '['.repeat(40) + inside + ']'.repeat(40)
  expect(codes(`a: &a ${deep('1')}\nb: ${deep('*a')}`)).toEqual(['too-deep'])
})

test('one cause is told once, and not without end', () => {
  expect(codes(`a: &a [x]\nb: [${'*a, '.repeat(8000)}]`)).toEqual(['too-many-aliases'])
  expect(codes('- !x b\n'.repeat(2000)).length).toBeLessThanOrEqual(200)
})

test('any text gives a document whose ranges lie inside it', () => {
  const sign = fc.constantFrom('a', ': ', '- ', '\n', '  ', '[', ']', '{', '}', ',', '"', "'", '#', ' ', '&a', '*a', '!t', '|', '>', '%', '\t', '\r\n', '---', '...', '?', '<<', '\\', '\u0000', '\ud800')
  const inside = (text: string, { diagnostics }: Document): boolean => diagnostics.every(({ range }) => range.start >= 0 && range.start <= range.end && range.end <= text.length)
  const property = fc.property(fc.oneof(fc.array(sign, { maxLength: 30 }).map((signs) => signs.join('')), fc.string({ maxLength: 40 })), (text) => inside(text, parseDocument(text)))
  fc.assert(property, { numRuns: 1000 })
})
