import { expect, test } from 'vitest'
import type { Diagnostic } from '../../engine/terms/diagnostic.ts'
import { renderDiagnostic, renderSummary } from '../../engine/document/render-diagnostic.ts'

const find = (text: string, word: string): Diagnostic => {
  const start = text.indexOf(word)
  return { code: 'unknown-target', severity: 'error', range: { start, end: start + word.length }, message: 'There is no state here of that name.', help: 'Did you mean "pour"?' }
}

test('shows where, what, the line with carets, and what to do', () => {
  const text = 'skill: tea\ndo:\n  boil:\n    next: puor\n'
  expect(renderDiagnostic(find(text, 'puor'), text, 'skills/tea.skill.yaml')).toBe(
    [
      'skills/tea.skill.yaml:4:11  error  unknown-target',
      '  There is no state here of that name.',
      '',
      '   4 |     next: puor',
      '     |           ^^^^',
      '  Did you mean "pour"?',
    ].join('\n'),
  )
})

const frame = (text: string, word: string): string[] => renderDiagnostic(find(text, word), text, 'f').split('\n').slice(3, 5)

test('carets stand under the range after tabs, wide characters and combining marks', () => {
  expect(frame('a:\tX', 'X')).toEqual(['   1 | a:  X', '     |     ^'])
  expect(frame('日本: X', 'X')).toEqual(['   1 | 日本: X', '     |       ^'])
  expect(frame('😀 XX', 'XX')).toEqual(['   1 | 😀 XX', '     |    ^^'])
  expect(frame('e\u0301: X', 'X')).toEqual(['   1 | e\u0301: X', '     |    ^'])
  expect(frame('a: 日本', '日本')).toEqual(['   1 | a: 日本', '     |    ^^^^'])
})

test('long lines are cut around the range', () => {
  const text = `${'a'.repeat(5000)} X ${'b'.repeat(5000)}`
  const [line, carets] = frame(text, 'X')
  expect(line?.length).toBeLessThan(115)
  expect(line?.[carets?.indexOf('^') ?? 0]).toBe('X')
  const [whole, under] = frame(`key: ${'X'.repeat(500)}`, 'X'.repeat(500))
  expect(whole?.length).toBeLessThan(115)
  expect(under?.length).toBeLessThan(115)
})

test('nothing in the file can steer a terminal', () => {
  const text = 'a: \x1b[2J\x07\u202e\u2028 X'
  const diagnostic = { ...find(text, 'X'), message: 'The key "\x1b[31m" is odd.' }
  const shown = renderDiagnostic(diagnostic, text, 'evil\x1b[0m\nname')
  expect([...shown].filter((sign) => sign !== '\n' && /[\p{Cc}\p{Cf}\p{Zl}]/u.test(sign))).toEqual([])
  expect(shown.split('\n')).toHaveLength(6)
})

test('a range at the end of the text, over lines, or empty has a caret', () => {
  const at = (start: number, end: number): string[] => renderDiagnostic({ ...find('ab\ncd', 'ab'), range: { start, end } }, 'ab\ncd', 'f').split('\n').slice(3, 5)
  expect(at(5, 5)).toEqual(['   2 | cd', '     |   ^'])
  expect(at(0, 5)).toEqual(['   1 | ab', '     | ^^'])
  expect(at(1, 1)).toEqual(['   1 | ab', '     |  ^'])
})

test('colours are used only when asked for', () => {
  expect(renderDiagnostic(find('X', 'X'), 'X', 'f')).not.toContain('\x1b')
  expect(renderDiagnostic(find('X', 'X'), 'X', 'f', { colour: true })).toContain('\x1b[31;1merror\x1b[0m')
})

test('the summary is one sentence', () => {
  expect(renderSummary({ errors: 0, warnings: 0, hints: 0, files: 1 })).toBe('No faults in 1 file.')
  expect(renderSummary({ errors: 2, warnings: 1, hints: 0, files: 3 })).toBe('2 errors and 1 warning in 3 files.')
  expect(renderSummary({ errors: 1, warnings: 2, hints: 3, files: 1 })).toBe('1 error, 2 warnings and 3 hints in 1 file.')
})
