import { expect, test } from 'vitest'
import { definitionAt, stateAround } from '../../../editor/source/complete/definition-at.ts'
import { explainAt } from '../../../editor/source/complete/explain-at.ts'
import { fieldCompletions, fieldFaults } from '../../../editor/source/field-expression.ts'
import { indentAfter } from '../../../editor/source/new-line.ts'
import { marked } from './some-surroundings.ts'

function explain(source: string) {
  const { text, offset, around } = marked(source)
  return explainAt(text, offset, around)
}

const skill = `inputs: { folder: { type: string, description: Where to look. } }
states:
  look:
    call: file.list
    with: { folder: "\${ input.folder }" }
  b:
    each: look.files
    as: one
    states:
      inner: { next: deep }
      deep: {}
  tell: { if: "look.files.size() > 0", run: greet, with: { who: x } }
  last: { next: tell }
`

test('keys say what they mean', () => {
  expect(explain(skill.replace('    call', '    c«|»all'))).toMatchObject({ title: 'call', kind: 'a key of a state', text: 'Calls a tool, such as file.move. The result is what the tool answers.' })
  expect(explain(skill.replace('with', 'wi«|»th'))?.text).toContain('arguments of the tool')
  expect(explain(skill.replace('inputs', 'in«|»puts'))).toMatchObject({ kind: 'a key of the file' })
})

test('tools, arguments, states and names say what they are and where they come from', () => {
  expect(explain(skill.replace('file.list', 'file.l«|»ist'))).toMatchObject({ title: 'file.list', text: expect.stringContaining('looks') })
  expect(explain(skill.replace('{ folder: "', '{ fol«|»der: "'))).toMatchObject({ title: 'folder', kind: expect.stringContaining('names a path') })
  expect(explain(skill.replace('  look:', '  lo«|»ok:'))?.text).toBe('It calls file.list.')
  expect(explain(skill.replace('next: tell', 'next: te«|»ll'))?.kind).toBe('runs the skill greet')
  expect(explain(skill.replace('input.folder', 'input.fol«|»der'))).toMatchObject({ title: 'folder', kind: 'a text', text: 'Where to look.' })
  expect(explain(skill.replace('each: look', 'each: lo«|»ok'))?.text).toContain('The result of the state "look"')
  expect(explain(skill.replace('size()', 'si«|»ze()'))?.text).toContain('the number of characters')
})

test('words that mean nothing are not explained', () => {
  expect(explain('title: so«|»me words')).toBeUndefined()
  expect(explain('states: {} # com«|»ment')).toBeUndefined()
})

test('a target, a name in an expression and a skill lead to where they are defined', () => {
  const go = (source: string) => {
    const { text, offset, around } = marked(source)
    const found = definitionAt(text, offset, around)
    return found?.kind === 'state' ? text.slice(found.offset, found.offset + found.name.length + 1) : found
  }
  expect(go(skill.replace('next: tell', 'next: te«|»ll'))).toBe('tell:')
  expect(go(skill.replace('each: look', 'each: lo«|»ok'))).toBe('look:')
  expect(go(skill.replace('next: deep', 'next: de«|»ep'))).toBe('deep:')
  expect(go(skill.replace('run: greet', 'run: gre«|»et'))).toEqual({ kind: 'skill', name: 'greet' })
  expect(go(skill.replace('Where to look.', 'Where to lo«|»ok.'))).toBeUndefined()
})

test('the innermost state around the cursor is found', () => {
  const at = (source: string): string | undefined => {
    const { offset, around } = marked(source)
    return stateAround(around, offset)
  }
  expect(at(skill.replace('file.list', 'file«|».list'))).toBe('look')
  expect(at(skill.replace('next: deep', 'next: de«|»ep'))).toBe('inner')
  expect(at(skill.replace('as: one', 'as: o«|»ne'))).toBe('b')
  expect(at(`«|»${skill}`)).toBeUndefined()
})

test('a field completes and checks what its state sees', () => {
  const { around } = marked(`${skill}«|»`)
  const place = { state: 'tell', kind: 'template' } as const
  const labels = (text: string, more: object = place): readonly string[] => fieldCompletions(text, text.length, { ...place, ...more }, around)?.options.map(({ label }) => label) ?? []
  expect(labels('Found ${ look.')).toContain('files')
  expect(labels('Found ')).toEqual([])
  expect(labels('look.', { kind: 'bare' })).toContain('files')
  expect(labels('${ ', { state: undefined })).toContain('input')
  expect(labels('${ ', { state: undefined })).not.toContain('look')
  expect(fieldFaults('${ luk } and ${ look.files }', place, around)).toMatchObject([{ code: 'unknown-name', start: 3, end: 6 }])
  expect(fieldFaults('${ look', place, around)).toMatchObject([{ code: 'syntax' }])
  expect(fieldFaults('plain $${ text', place, around)).toEqual([])
})

test('a new line is indented for what may follow', () => {
  expect(indentAfter('states:')).toBe('  ')
  expect(indentAfter('  look: # here')).toBe('    ')
  expect(indentAfter('    call: file.list')).toBe('    ')
  expect(indentAfter('      - if: x > 1')).toBe('        ')
  expect(indentAfter('      - retry:')).toBe('          ')
  expect(indentAfter('  - word')).toBe('  ')
  expect(indentAfter('  note: >-')).toBe('    ')
})
