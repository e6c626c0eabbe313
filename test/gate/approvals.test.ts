import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Approvals } from '../../engine/gate/approvals.ts'

test('a yes is used once', () => {
  const approvals = new Approvals()
  approvals.add('h', 100)
  expect(approvals.holds('h', 50)).toBe(true)
  expect(approvals.holds('h', 50)).toBe(true)
  expect(approvals.take('h', 50)).toBe(true)
  expect(approvals.holds('h', 50)).toBe(false)
  expect(approvals.take('h', 50)).toBe(false)
})

test('a yes does not hold from its end on, nor for another deed', () => {
  const approvals = new Approvals()
  approvals.add('h', 100)
  expect(approvals.holds('h', 100)).toBe(false)
  expect(approvals.take('other', 50)).toBe(false)
  expect(approvals.take('__proto__', 50)).toBe(false)
  expect(approvals.take('h', 100)).toBe(false)
  expect(approvals.take('h', 50)).toBe(false)
})

test('of two yeses the one that ends first is used first', () => {
  const approvals = new Approvals()
  approvals.add('h', 200)
  approvals.add('h', 100)
  expect(approvals.take('h', 50)).toBe(true)
  expect(approvals.take('h', 150)).toBe(true)
  expect(approvals.take('h', 150)).toBe(false)
})

test('a yes that is taken back no longer holds', () => {
  const approvals = new Approvals()
  approvals.add('h', 100, 5)
  approvals.revoke('h')
  expect(approvals.take('h', 50)).toBe(false)
})

test('a yes without uses or without an end in numbers is not kept', () => {
  const approvals = new Approvals()
  for (const uses of [0, -1, 0.5, NaN, Infinity]) approvals.add('h', 100, uses)
  approvals.add('h', NaN)
  expect(approvals.holds('h', 0)).toBe(false)
  approvals.add('h', 100)
  expect(approvals.take('h', NaN)).toBe(false)
})

test('never are more deeds let through than uses were given', () => {
  const given = fc.array(fc.record({ hash: fc.constantFrom('a', 'b'), expires: fc.integer({ min: 0, max: 20 }), uses: fc.integer({ min: 1, max: 3 }) }), { maxLength: 5 })
  const asked = fc.array(fc.record({ hash: fc.constantFrom('a', 'b'), now: fc.integer({ min: 0, max: 20 }) }), { maxLength: 20 })
  fc.assert(
    fc.property(given, asked, (given, asked) => {
      const approvals = new Approvals()
      for (const { hash, expires, uses } of given) approvals.add(hash, expires, uses)
      const taken = asked.filter(({ hash, now }) => approvals.take(hash, now))
      for (const name of ['a', 'b']) {
        const uses = given.filter(({ hash }) => hash === name).reduce((sum, approval) => sum + approval.uses, 0)
        expect(taken.filter(({ hash }) => hash === name).length).toBeLessThanOrEqual(uses)
      }
      for (const { hash, now } of taken) expect(given.some((approval) => approval.hash === hash && now < approval.expires)).toBe(true)
    }),
  )
})
