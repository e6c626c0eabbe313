import { expect, test } from 'vitest'
import { outsideContract } from '../../engine/gate/check-contract.ts'
import type { Contract, DeedClause } from '../../engine/terms/contract.ts'
import { someDeed, someTool } from './gate-facts.ts'

const put = someTool({ name: 'test.put', control: { name: 'id' } })
const one = (name: string): DeedClause & { readonly times: number } => ({ words: `put ${name}`, tool: 'test.put', with: { name: [name] }, times: 1 })
const contract: Contract = { words: 'Put a, then b, then c.', allowed: [{ words: 'put', tool: 'test.put', with: {} }], required: ['a', 'b', 'c'].map(one), inOrder: true, limits: [], until: undefined }

function said(name: string, done: readonly string[], held: Contract = contract): string | undefined {
  return outsideContract(someDeed(put, { name }), put, held, 0, { atMost: undefined, receipts: (clause) => done.filter((one) => clause.with['name']?.includes(one)).length })
}

test('of deeds that have an order, one is denied while an earlier one is open, by the words of both', () => {
  expect(said('a', [])).toBeUndefined()
  expect(said('b', ['a'])).toBeUndefined()
  expect(said('b', [])).toBe('You asked for an order: "put b" comes after "put a", which is open.')
  expect(said('c', ['a'])).toBe('You asked for an order: "put c" comes after "put b", which is open.')
  expect(said('c', ['c', 'b', 'a'])).toBeUndefined()
})

test('without an order, and for what is not required, nothing comes too early', () => {
  expect(said('c', [], { ...contract, inOrder: undefined as never })).toBeUndefined()
  expect(said('d', [])).toBeUndefined()
})

test('where nobody counts, the first is all that may be done', () => {
  const uncounted = (name: string) => outsideContract(someDeed(put, { name }), put, contract, 0, { atMost: undefined, receipts: undefined })
  expect([uncounted('a'), uncounted('b') === undefined]).toEqual([undefined, false])
})
