import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeCeiling, outsideCeiling } from '../../engine/gate/ceiling.ts'
import { fitsClause } from '../../engine/gate/check-contract.ts'
import { decide } from '../../engine/gate/decide.ts'
import { grantFrom } from '../../engine/gate/grant-from.ts'
import { firstOutside, touches } from '../../engine/gate/match-bound.ts'
import type { Grant } from '../../engine/gate/policy.ts'
import type { Bounds } from '../../engine/terms/contract.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { skillHash, someDeed, someFacts, someRule, someTool } from './gate-facts.ts'

/** Reads either a file or an account; `folder` is a folder of the account. */
const list = someTool({ name: 'mail.list', class: 'read', control: { path: 'path', account: 'id', folder: 'id' }, oneOf: [['path', 'account']] })
const outside = (input: JsonObject, bounds: Bounds): string | undefined => outsideCeiling(list, input, makeCeiling('s', [{ kind: 'tool', name: 'mail.list', bounds }]))

test('a file may list both of a group: each deed needs the one that it gives', () => {
  const both = { path: ['/m'], account: ['home'] }
  expect(outside({ path: '/m/in' }, both)).toBeUndefined()
  expect(outside({ account: 'home' }, both)).toBeUndefined()
  expect(outside({ path: '/etc' }, both)).toBe('mail.list may only read inside /m; its "path", "/etc", is outside.')
  expect(outside({ account: 'work' }, both)).toBe('mail.list may only use as its "account" "home"; its "account", "work", is not among them.')
  expect(outside({}, both)).toBeDefined()
})

test('a bound on one of a group keeps the others out', () => {
  expect(outside({ account: 'home' }, { path: ['/m'] })).toBe('mail.list may only read inside /m; nothing is listed for its "account", so that can not stand for its "path".')
  expect(outside({ path: '/m', account: 'home' }, { path: ['/m'] })).toBeDefined()
  expect(outside({ path: '/m' }, { account: ['home'] })).toBeDefined()
  expect(outside({ account: 'home' }, { path: [], account: ['home'] })).toBeUndefined()
  expect(outside({ path: '/m' }, { path: [], account: ['home'] })).toBe('mail.list may reach nothing here: the places listed for its "path" came out empty.')
})

test('a bound beside a group must be kept as before', () => {
  expect(outside({ path: '/m' }, { folder: ['INBOX'] })).toBeDefined()
  expect(outside({ account: 'work', folder: 'INBOX' }, { folder: ['INBOX'] })).toBeUndefined()
})

test('a clause of a contract is read in the same way', () => {
  const clause = { words: 'read my mail', tool: 'mail.*', with: { account: ['home'] } }
  expect(fitsClause(clause, list, { account: 'home' })).toBe(true)
  expect(fitsClause(clause, list, { path: '/m' })).toBe(false)
})

test('a rule that denies one of a group says nothing of the other, unless it names that too', () => {
  const touched = (input: JsonObject, bounds: Bounds) => touches(list, input, bounds, true)
  expect(touched({ path: '/m' }, { account: ['work'] })).toBe(false)
  expect(touched({ account: 'work' }, { account: ['work'] })).toBe(true)
  expect(touched({}, { account: ['work'] })).toBe(true)
  expect(touched({ path: '/m' }, { account: ['work'], path: ['/m'] })).toBe(true)
  expect(touched({ path: '/m', folder: 'x' }, { '*': ['/private'] })).toBe(false)
  expect(touched({ path: '/private/in', folder: 'x' }, { '*': ['/private'] })).toBe(true)
})

test('a yes for longer holds for what was shown, and for no other of its group', () => {
  const attach = someTool({ name: 'mail.save', control: { path: 'path', account: 'id', into: 'path' }, oneOf: [['path', 'account']] })
  const deed = someDeed(attach, { account: 'home', into: '/home/a/Invoices/May' })
  const grant = grantFrom({ kind: 'yes', span: 'run' }, deed, attach, { skill: { hash: skillHash }, run: 'run-1', now: 0 }) as Grant
  expect(grant).toMatchObject({ deed: undefined, with: { account: ['home'], into: ['/home/a/Invoices'] } })
  const answer = (input: JsonObject) => decide(someDeed(attach, input), someFacts(attach, someDeed(attach, input), { grants: [grant], accepted: false })).answer
  expect(answer({ account: 'home', into: '/home/a/Invoices/June' })).toBe('allow')
  expect(answer({ path: '/m', into: '/home/a/Invoices/June' })).toBe('ask')
  expect(answer({ account: 'work', into: '/home/a/Invoices/June' })).toBe('ask')
})

test('an allow rule for a sensitive deed need bound only one of a group', () => {
  const send = someTool({ name: 'mail.post', class: 'sensitive', control: { path: 'path', account: 'id' }, oneOf: [['path', 'account']] })
  const answer = (input: JsonObject) => decide(someDeed(send, input), someFacts(send, someDeed(send, input), { policy: { rules: [someRule({ tool: 'mail.post', with: { account: ['home'] } })], expires: 1 } })).answer
  expect(answer({ account: 'home' })).toBe('allow')
  expect(answer({ path: '/m' })).toBe('ask')
})

const place = fc.constantFrom('/a', '/a/b', '/c', 'home')
const some = fc.dictionary(fc.constantFrom('path', 'account', 'folder'), place)

test('whatever the bounds, a deed inside them uses nothing of a group that is not bounded, and fits widely too', () => {
  fc.assert(
    fc.property(some, fc.dictionary(fc.constantFrom('path', 'account', 'folder', '*'), fc.array(place, { maxLength: 2 })), (input, bounds) => {
      if (firstOutside(list, input, bounds) !== undefined) return
      const group = ['path', 'account']
      if (group.some((argument) => Object.hasOwn(bounds, argument))) {
        for (const argument of group.filter((one) => Object.hasOwn(input, one))) expect(Object.hasOwn(bounds, argument) || Object.hasOwn(bounds, '*')).toBe(true)
      }
      expect(touches(list, input, bounds, true)).toBe(true)
    }),
  )
})
