import { expect, test } from 'vitest'
import type { Label, Labels } from '../../engine/terms/label.ts'
import { noLabels } from '../../engine/terms/label.ts'
import { compile } from './evaluate.ts'

test.each([
  ['1 + 2', []],
  ['now', []],
  ['look', ['look']],
  ['look.files', ['look.files']],
  ['look.files.filter(f, f.size > 1)', ['look.files', 'look.files.*.size']],
  ['look.files.map(f, f.path)', ['look.files', 'look.files.*.path']],
  ['look.files.filter(f, f.a)[0].b', ['look.files', 'look.files.*.a', 'look.files.*.b']],
  ['a[b.c].d', ['b.c', 'a.*.d']],
  ['a["b"].c', ['a.b.c']],
  ['a.map(x, x.l.map(y, y.k + x.n + z.q))', ['a', 'a.*.l', 'a.*.l.*.k', 'a.*.n', 'z.q']],
  ['cel.bind(x, a.b, x.c + x.d)', ['a.b', 'a.b.c', 'a.b.d']],
  ['has(a.b) ? a.b.c : default(d.e, f)', ['a.b', 'a.b.c', 'd.e', 'f']],
  ['sort(a, x, x.k).map(x, x)', ['a', 'a.*.k', 'a.*']],
  ['first(a).b + x.y.trim()', ['a', 'x.y']],
  ['[a.b, {"k": a.b}]', ['a.b']],
] as const)('%s reads %j', (text, reads) => {
  expect(compile(text).reads.map((path) => path.join('.'))).toEqual(reads)
})

const untrusted: Labels = [{ trust: 'untrusted', source: 'the page' }]
const person: Labels = [{ trust: 'person', source: 'the input "folder"' }]

function labelsOf(text: string, labels: { readonly [path: string]: readonly Label[] }): Labels {
  return compile(text).labels({ now: 0, values: {}, labels: (name, path) => labels[[name, ...path].join('.')] ?? noLabels })
}

test('the labels of an expression are those of all it reads', () => {
  expect(labelsOf('a.b == c ? "x" : "y"', { 'a.b': untrusted, c: person })).toEqual([...untrusted, ...person])
  expect(labelsOf('a.filter(x, x.k)', { 'a.*.k': untrusted })).toEqual(untrusted)
  expect(labelsOf('1 + 2', {})).toBe(noLabels)
})

test('a union that is one of its parts is that very part', () => {
  expect(labelsOf('a + b + c', { a: untrusted, c: untrusted })).toBe(untrusted)
  expect(labelsOf('a.b', { 'a.b': person })).toBe(person)
  expect(labelsOf('a + b', {})).toBe(noLabels)
})
