import { expect, test } from 'vitest'
import { applyEdits } from '../../engine/terms/text-edit.ts'
import { checkCases, checkText, expected, seen } from './check-cases.ts'

for (const { code, text, mark } of checkCases()) {
  test(`${code} is told at its place, alone, and its repair repairs it`, () => {
    const { diagnostics, skill } = checkText(text)
    const told = diagnostics.filter((diagnostic) => diagnostic.code === code || diagnostic.severity !== 'hint')
    expect(told.map((diagnostic) => diagnostic.code)).toEqual([code])
    expect(told[0]?.range).toEqual(mark)
    expect(skill === undefined).toBe(told[0]?.severity === 'error')
    expect(seen(text)).toBe(expected(code, seen(text)))
    const fix = told[0]?.fix
    if (fix === undefined) return
    const after = checkText(applyEdits(text, fix.edits)).diagnostics.filter(({ severity }) => severity !== 'hint' || told[0]?.severity === 'hint')
    const before = new Set(diagnostics.map((diagnostic) => diagnostic.code).filter((other) => other !== code))
    expect(after.map((diagnostic) => diagnostic.code).filter((other) => !before.has(other))).toEqual([])
  })
}
