import { expect, test } from 'vitest'
import { hidePrivate } from '../../engine/agent/private-values.ts'

const known = Array.from({ length: 500 }, (_, index) => [{ kind: 'phone', value: `+49 151 ${2_000_000 + index}` } as const, { kind: 'name', value: `Ottilie${index} Quillon${index}` } as const]).flat()
const filled = (unit: (index: number) => string): string => {
  let text = ''
  for (let index = 0; text.length < 62_500; index++) text += unit(index)
  return text
}

test('a text of a million signs made to take long is read in time that grows with its length', () => {
  const units = ['NDcxMTg4Mg', '34', '1 ', '[PHONE-1-', '-----BEGIN PRIVATE KEY-----', '%25', 'de89', 'a@', 'rue a ', '王', '+49 151 2', 'O t ', '=4F', 'ab\n']
  const text = [...units.map((unit) => filled(() => unit)), filled((index) => `a${index}@example.org `), filled((index) => `+49 151 ${index} x `)].join('\n')
  expect(text.length).toBeGreaterThan(1_000_000)
  const started = performance.now()
  const veiled = hidePrivate({ question: '', given: { text }, schema: {} }, known)
  expect(veiled.leaks(JSON.stringify(veiled.given))).toBe(false)
  expect(performance.now() - started).toBeLessThan(60_000)
}, 120_000)
