import { expect, test } from 'vitest'
import { isTooLarge } from '../../engine/run/is-too-large.ts'
import { attempt } from '../helpers/attempt.ts'
import { someTool } from '../helpers/test-world.ts'

test('counts texts, names and values, however they nest', () => {
  expect(isTooLarge('abc', 4)).toBe(false)
  expect(isTooLarge('abc', 3)).toBe(true)
  expect(isTooLarge({ ab: [1, null] }, 7)).toBe(false)
  expect(isTooLarge({ ab: [1, null] }, 6)).toBe(true)
  expect(isTooLarge(Array.from({ length: 1000 }, () => 0), 100)).toBe(true)
  expect(isTooLarge(null, 1)).toBe(false)
})

test('an answer that is too large is no answer, and is not written to the journal', async () => {
  const flood = someTool('flood', () => ({ text: 'x'.repeat(70_000_000) }))
  const { rest, entries } = await attempt({ skill: 'states: { look: { call: flood } }', tools: [flood] })
  expect(rest.status).toBe('failed')
  expect(entries.at(-1)).toMatchObject({ failure: { code: 'invalid-answer', message: expect.stringContaining('more than 67108864 characters') } })
  expect(JSON.stringify(entries).length).toBeLessThan(10_000)
})
