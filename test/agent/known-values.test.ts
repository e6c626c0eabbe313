import { expect, test } from 'vitest'
import { foldText } from '../../engine/agent/fold-text.ts'
import { KnownValues, type KnownPrivate } from '../../engine/agent/known-values.ts'

function look(known: readonly KnownPrivate[], text: string) {
  const values = new KnownValues(known)
  const started = performance.now()
  return { found: values.find(text, foldText(text)), took: performance.now() - started }
}

const nested = (unit: string, kind: KnownPrivate['kind']): readonly KnownPrivate[] => Array.from({ length: 200 }, (_, index) => ({ kind, value: unit.repeat(index + 2) }))

test('a long number that ends at each sign of a text takes no longer than a short one', () => {
  const { found, took } = look([{ kind: 'phone', value: '1'.repeat(10_000) }], '1'.repeat(60_000))
  expect(found.some(({ start }) => start === 0)).toBe(true)
  expect(took).toBeLessThan(1_000)
})

test.each([['啊', 'name'], ['abcd ', 'name'], ['123', 'phone']] as const)('values that lie inside one another, of %j, give one range an end', (unit, kind) => {
  const text = unit.repeat(2_000)
  const { found } = look(nested(unit, kind), text)
  expect(found.some(({ end }) => end >= text.trimEnd().length)).toBe(true)
  expect(found.length).toBeLessThan(4 * text.length)
})
