import { expect, test } from 'vitest'
import { refusedAddress } from '../../engine/gate/refused-address.ts'
import { noPolicy } from '../../engine/gate/policy.ts'
import type { Contract } from '../../engine/terms/contract.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { skillHash, someRule, someTool } from './gate-facts.ts'

const check = someTool({ name: 'page.check', class: 'read', control: { url: 'host', also: 'host', path: 'path' }, oneOf: [['url', 'path']] })
const doer = { skill: { name: 's', hash: skillHash }, now: 0 }
const contract = (bounds: { readonly [argument: string]: readonly string[] }): Contract => ({ words: 'look at a.org', allowed: [{ words: 'a', tool: 'page.*', with: bounds }], required: [], limits: [], until: undefined })
const refused = (url: string, input: JsonObject, more: object = {}) => refusedAddress({ url, input, tool: check, policy: noPolicy, contract: undefined, ...doer, ...more })

test('without a rule and a contract every address may be gone to', () => {
  expect(refused('https://b.org/', { url: 'https://a.org/' })).toBeUndefined()
})

test('a contract holds by the host, in the argument that might have named it', () => {
  const onlyUrl = { contract: contract({ url: ['https://a.org/page'] }) }
  expect(refused('https://a.org/other', { url: 'https://a.org/page' }, onlyUrl)).toBeUndefined()
  expect(refused('https://b.org/', { url: 'https://a.org/page' }, onlyUrl)).toBe('You asked for "look at a.org", and nothing in it allows that.')
  expect(refused('https://b.org/', { url: 'https://a.org/page', also: ['b.org'] }, { contract: contract({ url: ['a.org'], also: ['b.org'] }) })).toBeUndefined()
  expect(refused('https://c.org/', { url: 'https://a.org/page', also: ['b.org'] }, { contract: contract({ url: ['a.org'], also: ['b.org'] }) })).toBeDefined()
})

test('a deed on a file goes nowhere that a contract or a rule keeps it from', () => {
  expect(refused('https://b.org/', { path: '/a' }, { contract: contract({ path: ['/a'] }) })).toBeDefined()
  expect(refused('https://b.org/', { path: '/a' }, { policy: { rules: [someRule({ answer: 'deny', with: { url: ['b.org'] } })], expires: 1 } })).toBeDefined()
})

test('a rule is told with its reason', () => {
  const policy = { rules: [someRule({ answer: 'deny', with: { url: ['b.org'] }, because: 'not there' })], expires: 1 }
  expect(refused('https://B.org./x', { url: 'https://a.org/' }, { policy })).toBe('Your policy denies it: not there')
  expect(refused('https://a.org/y', { url: 'https://a.org/' }, { policy })).toBeUndefined()
})
