import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { countCharacters } from '../../engine/tools/builtin/text/count-characters.ts'
import { lineEdits } from '../../engine/tools/builtin/text/line-edits.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { callOf, doTool, portsOf, toolNamed } from './tool-world.ts'

/** The clock of the test really runs: patterns are stopped by time. */
const ports = { ...portsOf(memoryFiles()), clock: { now: () => performance.now(), at: () => () => undefined } }

async function answer(tool: string, input: JsonObject): Promise<JsonObject> {
  return (await doTool(tool, input, ports)).output as JsonObject
}

test('a pattern gives every place it fits, with line, column and groups', async () => {
  const found = await answer('text.extract', { text: 'Invoice 12: 5.00\r\nnothing\rInvoice 7: x', pattern: '^Invoice (?P<number>\\d+): (\\d+\\.\\d+)?' })
  expect(found).toEqual({
    matches: [
      { line: 1, column: 1, text: 'Invoice 12: 5.00', groups: ['12', '5.00'], named: { number: '12' } },
    ], count: 1, truncated: false,
  })
  expect((await answer('text.extract', { text: 'a1\nb2\n\nA3', pattern: '([a-z])(\\d)', case: false }))['matches']).toEqual([
    { line: 1, column: 1, text: 'a1', groups: ['a', '1'], named: {} }, { line: 2, column: 1, text: 'b2', groups: ['b', '2'], named: {} }, { line: 4, column: 1, text: 'A3', groups: ['A', '3'], named: {} },
  ])
  expect((await answer('text.extract', { text: 'ab', pattern: '(a)|(b)' }))['matches']).toMatchObject([{ groups: ['a', null] }, { groups: [null, 'b'], column: 2 }])
  expect(await answer('text.extract', { text: 'aaaa', pattern: 'a', most: 2 })).toMatchObject({ count: 2, truncated: true })
  expect(await answer('text.extract', { text: 'abc', pattern: 'x*' })).toMatchObject({ count: 4 })
  await expect(answer('text.extract', { text: 'a', pattern: '(?=a)' })).rejects.toMatchObject({ code: 'bad-pattern' })
})

test.each([['(a+)+$', `${'a'.repeat(50_000)}b`], ['(x+x+)+y', 'x'.repeat(30_000)], ['(.*)*=', 'a'.repeat(20_000)]])('the pattern %s, which hangs other engines, ends soon', async (pattern, text) => {
  const started = performance.now()
  await answer('text.extract', { text, pattern }).catch((error: { code: string }) => expect(error.code).toBe('too-slow'))
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('a pattern that is too heavy for its text is refused at once', async () => {
  await expect(toolNamed('text.extract').perform({ text: 'a'.repeat(1_000_000), pattern: '(?:a{0,200}){3}b' }, callOf(ports, null))).rejects.toMatchObject({ code: 'too-slow' })
})

test('a text is filled with values once, and values are never filled again', async () => {
  const values = { name: 'Ada {{secret}}', person: { first: 'A', tags: ['x', 'y'] }, 'a.b': 'dotted', count: 3, none: null, list: [1, { x: 2 }], secret: 'no', '$&': 'd' }
  const text = 'Hi {{name}}, {{ person.first }}{{person.tags.1}} {{a.b}} {{count}}{{none}} {{list}} \\{{name}} {{$&}} {single} {{}}'
  expect(await answer('text.template', { text, values })).toEqual({
    text: 'Hi Ada {{secret}}, Ay dotted 3 [1,{"x":2}] {{name}} d {single} {{}}', used: ['name', 'person.first', 'person.tags.1', 'a.b', 'count', 'none', 'list', '$&'], missing: [],
  })
})

test('a name without a value fails, is empty or stays, and none reaches a prototype', async () => {
  for (const name of ['gone', 'constructor', '__proto__', 'toString', 'list.length', 'text.0', 'list.-1']) {
    const input = { text: `a {{${name}}} b`, values: { list: [1], text: 'x' } }
    await expect(answer('text.template', input)).rejects.toMatchObject({ code: 'no-value' })
    expect(await answer('text.template', { ...input, missing: 'empty' })).toEqual({ text: 'a  b', used: [], missing: [name] })
    expect(await answer('text.template', { ...input, missing: 'keep' })).toMatchObject({ text: input.text })
  }
  await expect(toolNamed('text.template').perform({ text: '{{x}}'.repeat(1_000), values: { x: 'y'.repeat(100_000) } }, callOf(ports, null))).rejects.toMatchObject({ code: 'too-long' })
  const started = performance.now()
  await answer('text.template', { text: '{{ '.repeat(100_000), values: {} })
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('a piece or a pattern is replaced', async () => {
  expect(await answer('text.replace', { text: 'a.b.c', find: '.', with: '$1' })).toEqual({ text: 'a$1b$1c', count: 2 })
  expect(await answer('text.replace', { text: 'a.b.c', find: '.', with: '-', all: false })).toEqual({ text: 'a-b.c', count: 1 })
  expect(await answer('text.replace', { text: 'A a', find: 'a', with: '($)', case: false })).toEqual({ text: '($) ($)', count: 2 })
  expect(await answer('text.replace', { text: '2026-06-01', pattern: '(?P<y>\\d+)-(\\d+)-(\\d+)', with: '$3.${2}.${y} $$ $9 ${no} $' })).toEqual({ text: '01.06.2026 $   $', count: 1 })
  expect(await answer('text.replace', { text: 'abc', pattern: 'x*', with: '-' })).toEqual({ text: '-a-b-c-', count: 4 })
  expect(await answer('text.replace', { text: 'abc', find: 'x', with: 'y' })).toEqual({ text: 'abc', count: 0 })
  await expect(answer('text.replace', { text: 'a', with: 'b' })).rejects.toMatchObject({ code: 'bad-pattern' })
  await expect(answer('text.replace', { text: 'a'.repeat(1_000), find: 'a', with: 'b'.repeat(99_999) })).rejects.toMatchObject({ code: 'too-long' })
  await expect(answer('text.replace', { text: 'a'.repeat(1_000), pattern: 'a', with: 'b'.repeat(99_999) })).rejects.toMatchObject({ code: 'too-long' })
})

test('two texts are compared line by line in the unified form', async () => {
  const before = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n'
  expect(await answer('text.difference', { before, after: before.replace('two', 'TWO').replace('eight\n', 'eight'), context: 1, before_name: 'a\n+++ b' })).toEqual({
    same: false, added: 2, removed: 2, shortest: true, truncated: false,
    difference: '--- a +++ b\n+++ after\n@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n@@ -7,2 +7,2 @@\n seven\n-eight\n+eight\n\\ No newline at end of file\n',
  })
  expect(await answer('text.difference', { before, after: before })).toEqual({ same: true, difference: '', added: 0, removed: 0, shortest: true, truncated: false })
  expect(await answer('text.difference', { before: '', after: 'x\n' })).toMatchObject({ difference: '--- before\n+++ after\n@@ -0,0 +1 @@\n+x\n' })
  expect(await answer('text.difference', { before, after: '', most: 4 })).toMatchObject({ truncated: true, removed: 8 })
})

const patch = 'patch'

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 14 })

test('the edits lead from one list of lines to the other, and are as few as can be', () => {
  fc.assert(fc.property(lines, lines, (from, to) => {
    const { runs, shortest } = lineEdits(from, to)
    const mine: string[] = []
    const other: string[] = []
    for (const run of runs) {
      expect([run.from, run.to]).toEqual([mine.length, other.length])
      if (run.kind !== 'added') mine.push(...from.slice(run.from, run.from + run.length))
      if (run.kind !== 'removed') other.push(...to.slice(run.to, run.to + run.length))
      if (run.kind === 'same') expect(from.slice(run.from, run.from + run.length)).toEqual(to.slice(run.to, run.to + run.length))
    }
    expect([mine, other, shortest]).toEqual([from, to, true])
    const kept = runs.reduce((sum, run) => (run.kind === 'same' ? sum + run.length : sum), 0)
    expect(kept).toBe(longestCommon(from, to))
  }), { numRuns: 500 })
})

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const table = Array.from({ length: a.length + 1 }, () => Array<number>(b.length + 1).fill(0))
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) (table[i] as number[])[j] = a[i - 1] === b[j - 1] ? (table[i - 1]?.[j - 1] ?? 0) + 1 : Math.max(table[i - 1]?.[j] ?? 0, table[i]?.[j - 1] ?? 0)
  }
  return table[a.length]?.[b.length] ?? 0
}

test('texts that have little in common are told apart in bounded time', () => {
  const started = performance.now()
  const from = Array.from({ length: 15_000 }, (_, index) => `line ${index}`)
  const to = from.map((line, index) => (index % 3 === 0 ? `other ${index}` : line))
  const { runs, shortest } = lineEdits(from, to)
  expect(shortest).toBe(false)
  expect(runs.filter((run) => run.kind === 'same').reduce((sum, run) => sum + run.length, 0)).toBe(10_000)
  const noise = lineEdits(from.map((_, index) => String(index % 7)), from.map((_, index) => String(index % 5)))
  expect(noise.shortest).toBe(false)
  expect(performance.now() - started).toBeLessThan(6_000)
})

test('the patch program takes a difference from one text to the other', async (context) => {
  const folder = temporaryFolder()
  const path = join(folder, 'file')
  const cases: readonly (readonly [string, string])[] = [['a\nb\nc\n', 'a\nX\nc\n'], ['a\nb', 'a\nb\n'], ['', 'new\n'], [`${'x\n'.repeat(50)}y\n`, `z\n${'x\n'.repeat(50)}`]]
  for (const [before, after] of cases) {
    const { difference } = await answer('text.difference', { before, after })
    writeFileSync(path, before)
    writeFileSync(join(folder, 'change.diff'), difference as string)
    try {
      execFileSync(patch, ['-s', path, join(folder, 'change.diff')], { stdio: 'pipe' })
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return context.skip('patch is not on this machine')
      throw error
    }
    expect(readFileSync(path, 'utf8')).toBe(after)
  }
})

test('words and characters are counted in English and Chinese', async () => {
  expect(await answer('text.statistics', { text: "The cat's well-known hat.\nA hat, the HAT!\n\nÜbung cafe\u0301" })).toEqual({
    lines: 4, paragraphs: 2, words: 10, characters: 53, characters_without_spaces: 43, ideographs: 0, reading_seconds: 3, truncated: false,
    frequent: [{ word: 'hat', count: 3 }, { word: "cat's", count: 1 }, { word: 'cafe\u0301', count: 1 }, { word: 'well-known', count: 1 }, { word: 'übung', count: 1 }].sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1)),
  })
  const chinese = await answer('text.statistics', { text: '我们喜欢数学。数学很有意思，数学是科学。', most: 1 })
  expect(chinese).toMatchObject({ ideographs: 17, words: 17, frequent: [{ word: '数学', count: 3 }], truncated: true })
  expect(await answer('text.statistics', { text: '' })).toMatchObject({ lines: 0, words: 0, characters: 0, reading_seconds: 0, frequent: [] })
  expect((await answer('text.statistics', { text: 'the the cat', common: true }))['frequent']).toEqual([{ word: 'the', count: 2 }, { word: 'cat', count: 1 }])
})

test('characters are counted as the segmenter of the system counts them', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('a', ' ', '\n', 'é', 'e\u0301', '数', '👩‍👩‍👧', '🇩🇪', '한', '\u0e19\u0e49'), { maxLength: 20 }), (parts) => {
    const text = parts.join('')
    expect(countCharacters(text).characters).toBe([...new Intl.Segmenter('en').segment(text)].length)
  }))
  expect(countCharacters('数'.repeat(10_001)).characters).toBe(10_001)
})

test('a long text is counted in a few seconds', async () => {
  const started = performance.now()
  const found = await answer('text.statistics', { text: 'word 数学是科学 e\u0301 😀\n'.repeat(5_000) })
  expect(found).toMatchObject({ lines: 5_000, ideographs: 25_000 } as Record<string, Json>)
  expect(performance.now() - started).toBeLessThan(3_000)
})
