import { expect, test } from 'vitest'
import type { DocumentNode, ScalarNode } from '../../engine/terms/document.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import { scalarOffset } from '../../engine/document/scalar-offset.ts'
import { oddFile } from './odd-file.ts'

function scalars(node: DocumentNode): ScalarNode[] {
  if (node.kind === 'scalar') return [node]
  return node.kind === 'list' ? node.items.flatMap(scalars) : node.entries.flatMap(({ value }) => scalars(value))
}

test.each([
  ['plain', 'a: some X here'],
  ['single quotes', "a: 'it''s X here'"],
  ['double quotes', 'a: "plain X here"'],
  ['escapes', 'a: "\\n\\t\\u00e9\\x41\\U0001F600 \\" X here"'],
  ['an escaped line end', 'a: "one \\\n   two X"'],
  ['plain on several lines', 'a: one\n  two\n\n  X three'],
  ['double quotes on several lines', 'a: "one   \n\n\n  two X"'],
  ['single quotes on several lines', "a: 'one\n  two''s X'"],
  ['literal', 'a: |\n  one\n\n    two X\n  three'],
  ['literal with an indentation mark', 'a: |2-\n    one\n  X\n'],
  ['folded', 'a: > # X no\n  one\n  two\n\n  three X\n'],
  ['Windows line ends', 'a: |\r\n  one\r\n  two X\r\n'],
  ['wide characters', 'a: 日本 X'],
])('finds a character of a text in %s', (_style, text) => {
  const document = parseDocument(text)
  const [node] = document.root === undefined ? [] : scalars(document.root)
  if (node === undefined || typeof node.value !== 'string') throw new Error('no text')
  expect(scalarOffset(document, node, node.value.indexOf('X'))).toBe(text.lastIndexOf('X'))
})

test('the length of a value gives the end of its text, and nothing leaves the range', () => {
  const document = parseDocument('a: "text"\nb: text')
  const [quoted, plain] = document.root === undefined ? [] : scalars(document.root)
  if (quoted === undefined || plain === undefined) throw new Error('no texts')
  expect(scalarOffset(document, quoted, 4)).toBe(8)
  expect(scalarOffset(document, plain, 4)).toBe(17)
  expect(scalarOffset(document, plain, 99)).toBe(17)
  expect(scalarOffset(document, plain, -1)).toBe(13)
})

test('every visible character of odd files is found', () => {
  for (let seed = 0; seed < 60; seed++) {
    const document = parseDocument(oddFile(seed))
    for (const node of document.root === undefined ? [] : scalars(document.root)) {
      if (typeof node.value !== 'string') continue
      for (let index = 0; index < node.value.length; index++) {
        if (/[\sé"]/.test(node.value[index] ?? ' ')) continue
        expect(document.text[scalarOffset(document, node, index)]).toBe(node.value[index])
      }
    }
  }
})
