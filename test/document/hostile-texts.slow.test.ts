import { expect, test } from 'vitest'
import { parseDocument } from '../../engine/document/parse-document.ts'

const megabyte = 1_048_576

/** The fastest of some tries, for what else the machine does is no fault of the reader. */
function fastestOf(tries: number, text: string): { spent: number; first: string | undefined } {
  let spent = Infinity
  let first: string | undefined
  for (let count = 0; count < tries; count++) {
    const begin = performance.now()
    first = parseDocument(text).diagnostics[0]?.code
    spent = Math.min(spent, performance.now() - begin)
  }
  return { spent, first }
}

test.each([
  ['a staircase of keys', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'too-deep'],
  ['a megabyte of keys', Array.from({ length: 130_000 }, (_, index) => `k${index}:`).join('\n').slice(0, megabyte), 'too-large'],
  ['a megabyte of quotes', '"'.repeat(megabyte), 'too-large'],
  ['a megabyte of commas', `[${','.repeat(megabyte - 2)}`, 'too-large'],
  ['a megabyte of closing brackets', ']'.repeat(megabyte), 'too-large'],
  ['as many commas as are read', `[${','.repeat(55_000)}`, 'yaml-syntax'],
  ['as many closing brackets as are read', ']'.repeat(55_000), 'yaml-syntax'],
  ['as many names as are read', '&a '.repeat(29_000), 'yaml-syntax'],
  ['as many blank lines as are read', '\n'.repeat(55_000), undefined],
  ['a long folded text', `a: "${'x\n '.repeat(300_000)}"`, undefined],
  ['a megabyte of line ends in one text', `a: b${'\n'.repeat(megabyte - 10)} c`, undefined],
  ['a key of a megabyte', `${'k'.repeat(megabyte - 5)}: 1`, 'yaml-syntax'],
  ['a number of a megabyte', `a: ${'1'.repeat(megabyte - 10)}`, 'not-json'],
  ['a text of a megabyte that is never closed', `a: "${'x\n'.repeat(megabyte / 2 - 10)}`, 'yaml-syntax'],
  ['as many aliases as are read', `a: &a x\nb: [${'*a,'.repeat(15_000)}]`, 'too-many-aliases'],
])('%s is answered within a second', (_name, text, code) => {
  const { spent, first } = fastestOf(3, text)
  expect(spent).toBeLessThan(1000)
  expect(first).toBe(code)
})
