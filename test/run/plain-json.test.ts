import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainJson } from '../../engine/run/plain-json.ts'

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null')

test('gives what JSON would give back, frozen all through', () => {
  fc.assert(
    fc.property(fc.anything({ withDate: true, withNullPrototype: true, withBoxedValues: true, withSparseArray: true, maxDepth: 4 }), (value) => {
      const copy = plainJson(value)
      expect(JSON.stringify(copy)).toBe(JSON.stringify(asJson(value)))
      const open: unknown[] = [copy]
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        expect(Object.isFrozen(one)).toBe(true)
        if (typeof one === 'object' && one !== null) open.push(...Object.values(one))
      }
    }),
    { numRuns: 200 },
  )
})

test('keeps no part of the original', () => {
  const given = { list: [{ n: 1 }] }
  const copy = plainJson(given) as typeof given
  given.list[0] = { n: 2 }
  given.list.push({ n: 3 })
  expect(copy).toEqual({ list: [{ n: 1 }] })
})

test('writes what JSON writes otherwise as JSON does', () => {
  const proto = JSON.parse('{"__proto__":{"evil":1}}') as unknown
  const values = [Number.NaN, -0, new Date(0), new Map([[1, 2]]), { gone: undefined, kept: 1 }, [undefined, 1], { toJSON: () => 7 }, Object.assign([1], { toJSON: () => 8 }), 'plain', true, () => 1, proto]
  for (const value of values) {
    expect(plainJson(value)).toEqual(asJson(value))
    expect(Object.is(plainJson(value), -0)).toBe(false)
  }
  expect(Object.getPrototypeOf(plainJson(proto))).toBe(Object.prototype)
})

test('throws for what JSON can not hold, and takes what nests deep', () => {
  const round: { self?: unknown } = {}
  round.self = round
  expect(() => plainJson(round)).toThrow(TypeError)
  expect(() => plainJson({ n: 1n })).toThrow(TypeError)
  let deep: unknown = 1
  for (let count = 0; count < 500; count++) deep = [deep]
  expect(JSON.stringify(plainJson(deep))).toBe(JSON.stringify(deep))
})
