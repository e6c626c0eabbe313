import { expect, test } from 'vitest'
import { completionsAt } from '../../../editor/source/complete/completions-at.ts'
import type { Completion } from '../../../editor/source/complete/completion.ts'
import { marked } from './some-surroundings.ts'

function at(source: string): readonly Completion[] {
  const { text, offset, around } = marked(source)
  return completionsAt(text, offset, around)?.options ?? []
}

const labels = (source: string): readonly string[] => at(source).map(({ label }) => label)

/** What the text is when the option is taken. */
function taken(source: string, label: string): string {
  const { text, offset, around } = marked(source)
  const found = completionsAt(text, offset, around)
  const option = found?.options.find((one) => one.label === label)
  if (found === undefined || option === undefined) throw new Error(`"${label}" is not offered; offered are ${found?.options.map((one) => one.label).join(', ')}`)
  return (text.slice(0, found.from) + (option.insert ?? option.label) + text.slice(offset)).replace(/^chela: 1\nname: sample\n/, '')
}

test('at the top the keys of a file are offered, with their meaning, without those that are there', () => {
  const options = at('«|»')
  expect(options.map(({ label }) => label)).toEqual(['title', 'description', 'examples', 'inputs', 'vars', 'uses', 'limits', 'start', 'states', 'tests'])
  expect(options.find(({ label }) => label === 'states')?.info).toBe('The states in order.')
  expect(taken('st«|»', 'states')).toBe('states:\n  ')
})

test('a state offers the keys that fit the kind it is of', () => {
  const empty = labels('states:\n  a:\n    «|»')
  expect(empty).toEqual(expect.arrayContaining(['call', 'ask', 'think', 'choose', 'each', 'end', 'if', 'next', 'catch']))
  expect(empty).not.toContain('with')
  const call = labels('states:\n  a:\n    call: file.list\n    «|»\n    next: b\n  b: {}')
  expect(call).toEqual(expect.arrayContaining(['with', 'retry', 'catch', 'undo', 'each']))
  for (const other of ['ask', 'end', 'text', 'next', 'call']) expect(call).not.toContain(other)
  expect(labels('states:\n  a: { confirm: "Sure?", «|» }')).toEqual(expect.arrayContaining(['of', 'yes', 'no', 'expired', 'expires']))
})

test('nested keys are offered too', () => {
  expect(labels('states:\n  a:\n    call: file.list\n    retry:\n      times: 2\n      «|»')).toEqual(['after', 'factor', 'if'])
  expect(labels('states:\n  a:\n    choose:\n      - if: 1 == 1\n        «|»')).toEqual(['next', 'set', 'raise', 'cancel', 'reenter'])
  expect(labels('limits: { «|» }')).toEqual(['steps', 'time'])
  expect(labels('inputs:\n  a:\n    «|»')).toEqual(expect.arrayContaining(['type', 'format', 'default', 'enum']))
  expect(labels('states: { a: {} }\ntests:\n  - name: x\n    expect:\n      «|»')).toEqual(['end', 'output', 'because', 'calls', 'states'])
})

test('targets are the states that can be gone to', () => {
  const body = 'states:\n  a: { next: «|» }\n  b:\n    each: [1]\n    states:\n      inner: {}\n  c: {}'
  expect(labels(body)).toEqual(['a', 'b', 'c'])
  expect(labels('states:\n  a:\n    confirm: Sure?\n    yes: «|»\n  b: {}')).toEqual(['a', 'b'])
  expect(labels('states:\n  a:\n    on:\n      go: «|»\n  b: {}')).toEqual(['a', 'b'])
  expect(labels('states:\n  a:\n    next: [b, «|»]\n  b: {}')).toEqual(['a', 'b'])
  expect(labels('states:\n  g:\n    start: «|»\n    states:\n      x: {}\n      y: {}\n  b: {}')).toEqual(['x', 'y'])
  expect(labels('states:\n  l:\n    each: [1]\n    states:\n      x: { next: «|» }\n      y: {}\n  b: {}')).toEqual(['x', 'y'])
})

test('tools and skills are offered where they are called and in the ceiling', () => {
  expect(labels('states:\n  a:\n    call: fi«|»')).toEqual(expect.arrayContaining(['file.list', 'file.move', 'mail.send']))
  expect(at('states:\n  a:\n    run: «|»')).toEqual([expect.objectContaining({ label: 'greet', detail: 'Greet somebody' })])
  expect(labels('uses:\n  file.list: {}\n  «|»')).toEqual(expect.arrayContaining(['file.move', 'greet']))
  expect(labels('uses:\n  file.list: {}\n  «|»')).not.toContain('file.list')
  expect(taken('uses:\n  file.m«|»', 'file.move')).toBe('uses:\n  file.move: ')
})

test('arguments of a tool come with type and what they name, required ones first', () => {
  const options = at('states:\n  a:\n    call: file.move\n    with:\n      «|»')
  expect(options[0]).toMatchObject({ label: 'from', kind: 'argument', detail: expect.stringContaining('names a path, required') })
  expect(labels('states:\n  a: { call: file.move, with: { from: /a, «|» } }')).not.toContain('from')
  expect(labels('states:\n  a: { call: file.move, with: { from: /a, «|» } }')).toContain('to')
  expect(labels('states:\n  a:\n    run: greet\n    with: { «|» }')).toEqual(['who'])
  expect(labels('uses:\n  file.move: { «|» }')).toEqual(['from', 'to'])
})

test('words of enums, truths, formats, events and codes are offered', () => {
  expect(labels('states:\n  a:\n    end: «|»')).toEqual(['done', 'failed', 'stopped'])
  expect(labels('states:\n  a:\n    disabled: «|»')).toEqual(['true', 'false'])
  expect(labels('inputs:\n  a: { format: «|» }')).toEqual(expect.arrayContaining(['path', 'duration']))
  expect(labels('inputs:\n  a: «|»')).toEqual(expect.arrayContaining(['string', 'number']))
  expect(labels('states:\n  a:\n    wait: { for: «|» }\n  b: { entry: { raise: door.opened } }')).toEqual(['door.opened'])
  const codes = labels('states:\n  a:\n    call: file.move\n    catch:\n      - code: «|»')
  expect(codes).toEqual(expect.arrayContaining(['exists', 'timeout', 'denied']))
  expect(codes).not.toContain('too-many-steps')
})

test('names inside "${ }" are those that are seen there', () => {
  const text = 'inputs: { folder: { type: string, format: path } }\nvars: { n: number }\nstates:\n  look: { call: file.list, with: { folder: "${ «|» }" } }\n  b: { each: "${ look.files }", as: one, states: { x: {} } }'
  const names = at(text)
  expect(names.map(({ label }) => label)).toEqual(expect.arrayContaining(['input', 'vars', 'look', 'error', 'now', 'size', 'true']))
  expect(names.map(({ label }) => label)).not.toContain('one')
  expect(names.find(({ label }) => label === 'look')?.info).toContain('calls file.list')
  expect(labels('inputs: { folder: string }\nstates:\n  a: { set: { x: "${ input.«|» }" } }')).toContain('folder')
})

test('fields of results come from the schema of the tool, also through lists and macros', () => {
  const look = 'states:\n  look: { call: file.list, with: { folder: /a } }\n'
  expect(labels(`${look}  b:\n    if: look.«|»`)).toContain('files')
  expect(labels(`${look}  b:\n    if: look.files.«|»`)).toEqual(expect.arrayContaining(['filter', 'map', 'size', 'first']))
  expect(labels(`${look}  b:\n    if: look.files.«|»`)).not.toContain('trim')
  expect(labels(`${look}  b:\n    if: look.files.exists(f, f.«|»`)).toEqual(expect.arrayContaining(['path', 'name', 'size']))
  expect(labels(`${look}  b:\n    if: sum(look.files, f, «|»`)[0]).toBe('f')
  expect(labels(`${look}  b:\n    if: look.files[0].na«|»`)).toContain('name')
})

test('an each sees its element inside and not in its list', () => {
  const each = (key: string): string => `states:\n  look: { call: file.list, with: { folder: /a } }\n  b:\n    each: look.files${key === 'each' ? '.filter(f, «|»)' : ''}\n    as: file\n    call: file.trash\n    with:\n      path: "\${ ${key === 'with' ? 'file.«|»' : 'file.path'} }"`
  expect(labels(each('with'))).toContain('path')
  expect(labels(each('each'))).not.toContain('file')
})

test('evidence may call the reads of tools, an undo may read its result', () => {
  expect(labels('states:\n  a: { end: done, evidence: "«|»" }')).toContain('file_exists')
  expect(labels('states:\n  a: { if: "«|»" }')).not.toContain('file_exists')
  expect(labels('states:\n  a:\n    call: file.copy\n    undo: { call: file.trash, with: { path: "${ result.«|» }" } }')).toContain('to')
})

test('inside texts of expressions, after closed quotes and in comments nothing is offered', () => {
  expect(labels('states:\n  a:\n    if: input.x == "«|»"')).toEqual([])
  expect(labels('states:\n  a:\n    title: "${ now }" «|»')).toEqual([])
  expect(labels('states:\n  a:\n    next: b # «|»\n  b: {}')).toEqual([])
  expect(labels('states:\n  a:\n    note: >-\n      some words\n      «|»')).toEqual([])
})

test('completions are given while the rest of the file can not be read', () => {
  expect(labels('states:\n  a:\n    call: file.move\n    with: { from: "${ in«|»\n  b: { next: a }')).toContain('input')
  expect(labels('states:\n  a: {}\n  b: {}\n  c:\n    next: «|»\n    with: {{{')).toEqual(expect.arrayContaining(['a', 'b']))
})

test('a long hostile text is answered soon', () => {
  const deep = `states:\n  a:\n    if: ${'('.repeat(3000)}x.«|»`
  expect(labels(deep)).toBeDefined()
  expect(labels(`states: ${'{ a: '.repeat(5000)}«|»`)).toBeDefined()
  for (const sign of [' ', '"', '\\"', "'", ': ', '- ', '${', '(', 'a.map(x, ']) {
    const long = sign.repeat(20_000)
    const { text, offset, around } = marked(`states:\n  a: { if: x }\n${long}\n  b: { if: «|» }`)
    const begun = performance.now()
    completionsAt(text, offset, around)
    completionsAt(text, offset - 20, around)
    completionsAt(`states:\n  a:\n    if: ${long}`, 22 + long.length, around)
    completionsAt(`states:\n  a: { if: ${long}`, 21 + long.length, around)
    expect(performance.now() - begun, `many ${sign}`).toBeLessThan(1_500)
  }
})
