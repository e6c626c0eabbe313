import { expect, test } from 'vitest'
import { checkText, seen, validCases } from './check-cases.ts'

for (const { name, text } of validCases()) {
  test(`${name} has no faults`, () => {
    const { diagnostics, skill } = checkText(text)
    expect(diagnostics.some(({ severity }) => severity !== 'hint'), seen(text)).toBe(false)
    expect(skill).toBeDefined()
  })
}
