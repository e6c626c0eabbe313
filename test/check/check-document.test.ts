import { expect, test } from 'vitest'
import { applyEdits } from '../../engine/terms/text-edit.ts'
import { checkText, seen } from './check-cases.ts'

const head = 'chela: 1\nname: sample\n'

/** Gives the codes of errors and warnings, in order. */
function codes(text: string): string[] {
  return checkText(text).diagnostics.filter(({ severity }) => severity !== 'hint').map(({ code }) => code)
}

test('all faults are told at once, in the order of the file', () => {
  const text = `${head}titel: x\nuses: { file.list: {} }\nstates:\n  look:\n    call: file.list\n    with: { foldr: /d }\n    next: tell\n  wait: { wait: soon }\n  done: { end: done, output: "\${ lok.files }" }\n`
  expect(codes(text)).toEqual(['unknown-key', 'unknown-argument', 'unknown-target', 'bad-duration', 'unknown-name'])
})

test('a file that is no YAML is told only that', () => {
  expect(new Set(codes(`${head}states:\n  a: { end: done, output: "x }\n  b: { next: nowhere }\n`))).toEqual(new Set(['yaml-syntax']))
})

test('one bracket too few is one fault, not one for each line after it', () => {
  expect(codes(`${head}states:\n  a: { end: done, output: \${ x } }\n  b:\n    wait: 1s\n  c:\n    wait: 1s\n`)).toEqual(['yaml-syntax'])
})

test('a skill is given only without errors; warnings and hints do not matter', () => {
  expect(checkText(`${head}states:\n  a: { next: c }\n  b: { wait: 1s }\n  c: { end: done }\n`).skill?.states).toHaveLength(3)
  const { skill, partial } = checkText(`${head}states:\n  a: { next: nowhere }\n`)
  expect(skill).toBeUndefined()
  expect(partial.states).toHaveLength(1)
})

test('an unknown tool is told where it is called, not again in "uses" nor by its arguments', () => {
  expect(codes(`${head}uses: { door.open: { name: front } }\nstates:\n  a: { call: door.open, with: { nme: front } }\n`)).toEqual(['unknown-tool'])
})

test('a cycle with a counter that a guard looks at is bounded', () => {
  expect(codes(`${head}vars: { n: { type: integer, default: 0 } }\nstates:\n  a: { set: { n: "\${ vars.n + 1 }" } }\n  b: { wait: 1s }\n  c: { choose: [ { if: vars.n < 3, next: a }, d ] }\n  d: { end: done }\n`)).toEqual([])
})

test('groups, branches and elements that are entered and finished are no cycles', () => {
  expect(codes(`${head}states:\n  t:\n    together:\n      x: { states: { x1: { wait: 1s }, x2: { states: { x3: { wait: 1s } } } } }\n      y: { each: [1], states: { y1: { wait: 1s }, y2: { end: done } } }\n`)).toEqual([])
})

test('the repair of a missing "uses" writes what the checker computes, with bounds', () => {
  const text = `${head}inputs: { folder: { type: string, format: path } }\nstates:\n  a: { call: file.list, with: { folder: "\${ input.folder }" } }\n  b: { call: notify.show, with: { text: hello } }\n`
  const fix = checkText(text).diagnostics.find(({ code }) => code === 'missing-uses')?.fix
  expect(applyEdits(text, fix?.edits ?? [])).toContain('uses:\n  file.list: { folder: "${ input.folder }" }\n  notify.show: {}\nstates:')
})

test('the repair of an unbounded cycle goes into the limits that are there', () => {
  const states = 'states:\n  a: { wait: 1s, next: a }\n'
  const repaired = (limits: string): string => {
    const text = `${head}${limits}${states}`
    return applyEdits(text, checkText(text).diagnostics.find(({ code }) => code === 'unbounded-cycle')?.fix?.edits ?? [])
  }
  expect(repaired('')).toBe(`${head}limits: { steps: 1000 }\n${states}`)
  expect(repaired('limits: { time: 5m }\n')).toBe(`${head}limits: { time: 5m, steps: 1000 }\n${states}`)
  expect(repaired('limits:\n  time: 5m # short\n')).toBe(`${head}limits:\n  time: 5m # short\n  steps: 1000\n${states}`)
  expect(repaired('limits:\n')).toBe(`${head}limits: { steps: 1000 }\n${states}`)
})

test('windows line ends stay as they are in a repair', () => {
  const text = `${head}uses:\n  file.list: {}\nstates:\n  a: { call: file.list, with: { folder: /d } }\n  b: { call: notify.show, with: { text: hello } }\n`.replaceAll('\n', '\r\n')
  const fix = checkText(text).diagnostics.find(({ code }) => code === 'not-in-uses')?.fix
  expect(applyEdits(text, fix?.edits ?? [])).toBe(text.replace('  file.list: {}\r\n', '  file.list: {}\r\n  notify.show: {}\r\n'))
})

test('a secret is never shown whole', () => {
  const key = `ghp_${'aB3dE5fG7hI9'.repeat(3)}`
  const text = `${head}states:\n  a: { end: done, output: ${key} }\n`
  expect(codes(text)).toEqual(['literal-secret'])
  expect(seen(text)).not.toContain(key.slice(4))
})

test('hashes, paths, ids and placeholders are no secrets', () => {
  for (const value of ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', '/home/anna/Documents/2024/Invoices-And-Receipts3', '123e4567-e89b-12d3-a456-426614174000', 'https://example.org/a/B3/c?d=E5f6G7', 'TidyTheDownloadsFolderEveryWeek', 'your_api_key_goes_here', '"<your token here 1234>"']) {
    expect(codes(`${head}states:\n  a: { end: done, output: { value: ${value} } }\n`), value).toEqual([])
  }
})

test('states in an each are seen only inside it, and the element only there', () => {
  const each = (output: string): string => `${head}states:\n  all:\n    each: [1, 2]\n    as: number_of\n    states:\n      one: { ask: { x: string } }\n      two: { end: done, output: "\${ one.x + string(number_of) + string(index) }" }\n  finish: { end: done, output: "\${ ${output} }" }\n`
  expect(codes(each('all'))).toEqual([])
  for (const name of ['one', 'number_of', 'index']) expect(codes(each(name)), name).toEqual(['unknown-name'])
})

test('reads of the world belong to evidence, and "result" to undo', () => {
  expect(codes(`${head}states:\n  a: { if: "file_exists('/a')", wait: 1s }\n`)).toEqual(['unknown-function'])
  expect(codes(`${head}states:\n  a: { end: done, output: "\${ result.to }" }\n`)).toEqual(['unknown-name'])
})

test('what a catch keeps counts among what a state may give', () => {
  const text = (field: string): string => `${head}uses: { file.move: {} }\nstates:\n  move:\n    call: file.move\n    with: { from: /a, to: /b }\n    catch: [ { keep: { skipped: true } } ]\n  finish: { end: done, output: "\${ move.${field} }", evidence: move.moved }\n`
  expect(codes(text('skipped'))).toEqual([])
  expect(codes(text('skiped'))).toEqual(['unknown-field'])
})

test('a misspelt target is not told again as a state that nothing leads to', () => {
  expect(codes(`${head}states:\n  a: { next: finsh }\n  b: { wait: 1s }\n  finish: { end: done }\n`)).toEqual(['unknown-target'])
})
