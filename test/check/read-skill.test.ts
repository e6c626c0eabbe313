import { expect, test } from 'vitest'
import { readSkill } from '../../engine/check/read-skill.ts'
import { parseDocument } from '../../engine/document/parse-document.ts'
import type { Diagnostic } from '../../engine/terms/diagnostic.ts'
import type { Skill, State } from '../../engine/terms/skill.ts'

function read(text: string): { readonly skill: Skill; readonly codes: readonly string[]; readonly text: string } {
  const diagnostics: Diagnostic[] = []
  const whole = text.startsWith('chela') ? text : `chela: 1\nname: sample\nstates:\n${text}`
  const skill = readSkill(parseDocument(whole), (diagnostic) => diagnostics.push(diagnostic))
  return { skill, codes: diagnostics.map(({ code }) => code), text: whole }
}

function state(text: string): State {
  const { skill, codes } = read(text)
  expect(codes).toEqual([])
  const [first] = skill.states
  if (first === undefined) throw new Error('No state was read.')
  return first
}

/** Leaves the places out: what is left is the meaning. */
function meaning(part: unknown): unknown {
  return JSON.parse(JSON.stringify(part, (key, value: unknown) => (key === 'range' || key.endsWith('Range') ? undefined : value)))
}

const literal = (value: unknown): unknown => ({ kind: 'literal', value })
const cel = (text: string): unknown => ({ kind: 'expression', cel: { text } })

test('a state with nothing passes on, and one with empty "on" rests', () => {
  expect(state('  a:\n').activity).toEqual({ kind: 'pass' })
  expect(state('  a: {}\n').activity).toEqual({ kind: 'pass' })
  for (const key of ['on: {}', 'on:', 'after: {}', 'always: []']) expect(state(`  a: { ${key} }\n`).activity).toEqual({ kind: 'rest' })
})

test('a text that is one expression keeps its type, mixed text is a text, and "$${" is plain', () => {
  const { activity } = state('  a: { end: done, output: [ "${ a }", "x ${a} y", "$${ a }", 5, { b: "${ 1 }" }, { c: 2 } ] }\n')
  expect(meaning(activity)).toMatchObject({
    output: { kind: 'list', items: [cel('a'), { kind: 'text', parts: ['x ', { text: 'a' }, ' y'] }, literal('${ a }'), literal(5), { kind: 'object', fields: { b: cel('1') } }, literal({ c: 2 })] },
  })
})

test('the range of an expression is its text alone, in every style of YAML', () => {
  for (const text of ['  a: { if: vars.x > 1, end: done }\n', '  a: { if: "${ vars.x > 1 }", end: done }\n', "  a: { if: '  vars.x > 1  ', end: done }\n", '  a:\n    if: |\n      vars.x > 1\n    end: done\n', '  a:\n    if: >-\n      ${ vars.x > 1 }\n    end: done\n']) {
    const { skill, text: whole } = read(text)
    const range = skill.states[0]?.if?.range ?? { start: 0, end: 0 }
    expect(whole.slice(range.start, range.end)).toBe('vars.x > 1')
    expect(skill.states[0]?.if?.text).toBe('vars.x > 1')
  }
})

test('a condition may be a truth value', () => {
  expect(state('  a: { if: true, end: done }\n').if?.text).toBe('true')
})

test('an each with one activity makes a state of it, with its tries, and keeps the rest to itself', () => {
  const each = state('  a:\n    each: vars.list\n    as: file\n    at_once: 3\n    call: file.move\n    with: { from: "${ file }" }\n    title: Move\n    if: vars.go\n    timeout: 5s\n    retry: 2\n    catch: [ { keep: 1 } ]\n    undo: { call: file.move }\n    next: a\n    on: { x: a }\n    after: { 1s: a }\n')
  expect(each).toMatchObject({ title: 'Move', timeout: undefined, retry: undefined, catch: [], undo: undefined })
  expect(each.next?.[0]?.state).toBe('a')
  expect(each.on).toHaveLength(1)
  expect(meaning(each.activity)).toMatchObject({
    kind: 'each', items: cel('vars.list'), as: 'file', atOnce: literal(3), single: true, start: 'a_item',
    body: [{ name: 'a_item', activity: { kind: 'call', tool: 'file.move', with: { from: cel('file') } }, timeout: literal('5s'), retry: { times: 2, factor: 2 }, catch: [{ code: [], keep: literal(1) }], undo: { tool: 'file.move' }, on: [], after: [] }],
  })
})

test('an each with states has them as its body, and its tries concern the whole', () => {
  const each = state('  a:\n    each: [1, 2]\n    start: c\n    states: { b: , c: { end: done } }\n    retry: 1\n    timeout: 1m\n')
  expect(meaning(each)).toMatchObject({ timeout: literal('1m'), retry: { times: 1 }, activity: { kind: 'each', items: literal([1, 2]), as: 'item', atOnce: literal(1), single: false, start: 'c', body: [{ name: 'b' }, { name: 'c' }] } })
})

test('shorthands of ways on', () => {
  const { on, after, always, next, entry, exit } = state('  a:\n    next: [b, c]\n    on:\n      e: b\n      f: { if: vars.x, next: [b, c], set: { x: 1 }, raise: g, cancel: i, reenter: true }\n      h: [ b, { set: { x: 2 } } ]\n    after: { 5m: b, "${ vars.d }": c }\n    always: [ b, { if: vars.x } ]\n    entry: { raise: [ g, { event: k, data: { x: 1 }, after: 1s, id: i } ] }\n    exit: { cancel: [i, j] }\n')
  expect(next?.map((target) => target.state)).toEqual(['b', 'c'])
  expect(meaning(on)).toMatchObject([
    { event: 'e', targets: [{ state: 'b' }], reenter: false },
    { event: 'f', if: { text: 'vars.x' }, targets: [{ state: 'b' }, { state: 'c' }], set: { x: literal(1) }, raise: [{ event: 'g', data: {} }], cancel: ['i'], reenter: true },
    { event: 'h', targets: [{ state: 'b' }] },
    { event: 'h', targets: [], set: { x: literal(2) } },
  ])
  expect(meaning(after)).toMatchObject([{ delay: literal('5m') }, { delay: cel('vars.d') }])
  expect(always.map((way) => way.targets.length)).toEqual([1, 0])
  expect(meaning(entry.raise)).toMatchObject([{ event: 'g' }, { event: 'k', data: { x: literal(1) }, after: literal('1s'), id: 'i' }])
  expect(exit.cancel).toEqual(['i', 'j'])
})

test('shorthands of catch, retry and undo', () => {
  expect(meaning(state('  a: { call: t.x, catch: b }\n').catch)).toMatchObject([{ code: [], next: { state: 'b' } }])
  expect(meaning(state('  a: { call: t.x, catch: [ { code: x, set: { v: 1 } }, { code: [y, z], keep: null } ] }\n').catch)).toMatchObject([{ code: ['x'], set: { v: literal(1) } }, { code: ['y', 'z'], keep: literal(null) }])
  expect(meaning(state('  a: { call: t.x, retry: { times: 3, after: 2s, factor: 1, if: error.code == "x" } }\n').retry)).toMatchObject({ times: 3, after: literal('2s'), factor: 1, if: { text: 'error.code == "x"' } })
})

test('the three kinds of wait', () => {
  expect(meaning(state('  a: { wait: 5m }\n').activity)).toEqual({ kind: 'wait', duration: literal('5m') })
  expect(meaning(state('  a: { wait: "${ vars.d }" }\n').activity)).toEqual({ kind: 'wait', duration: cel('vars.d') })
  expect(meaning(state('  a: { wait: { until: 2026-06-01T08:00:00Z } }\n').activity)).toMatchObject({ kind: 'wait-until', time: literal('2026-06-01T08:00:00Z') })
  expect(meaning(state('  a: { wait: { for: door, if: event.data.open, timeout: 1h } }\n').activity)).toMatchObject({ kind: 'wait-for', event: 'door', if: { text: 'event.data.open' }, timeout: literal('1h') })
})

test('groups, doors and leaves', () => {
  expect(state('  a: { states: { b: , c: }, start: c, history: deep }\n').activity).toMatchObject({ kind: 'states', start: 'c', history: 'deep', states: [{ name: 'b' }, { name: 'c' }] })
  expect(state('  a: { together: { b: { states: { c: } }, d: { wait: 1s } }, first: true }\n').activity).toMatchObject({ kind: 'together', first: true, branches: [{ name: 'b' }, { name: 'd' }] })
  expect(state('  a: { history: shallow, next: b }\n').activity).toEqual({ kind: 'history', depth: 'shallow' })
  expect(state('  a: { leave: }\n').activity).toEqual({ kind: 'leave', value: undefined })
  expect(meaning(state('  a: { leave: { x: 1 } }\n').activity)).toEqual({ kind: 'leave', value: literal({ x: 1 }) })
})

test('the head of the file: types, bounds, limits, examples', () => {
  const { skill, codes } = read('chela: 1\nname: n\nexamples: go\ninputs: { a: string, b: { type: [string, "null"], default: x, items: integer } }\nuses: { t.x: , t.y: { p: "${ input.a }", q: [/a, /b] }, other: {} }\nlimits: { steps: 5, time: 2m }\nstart: b\nstates: { a: , b: }\n')
  expect(codes).toEqual([])
  expect(skill).toMatchObject({ title: 'n', description: '', examples: ['go'], inputs: { a: { type: 'string' }, b: { default: 'x', items: { type: 'integer' } } }, limits: { steps: 5, time: 120_000, stepsWritten: true }, start: 'b' })
  expect(meaning(skill.uses)).toMatchObject([{ kind: 'tool', name: 't.x', bounds: {} }, { kind: 'tool', bounds: { p: [cel('input.a')], q: [literal('/a'), literal('/b')] } }, { kind: 'skill', name: 'other' }])
  expect(read('  a: { end: done }\n').skill).toMatchObject({ uses: undefined, limits: { steps: 10_000, time: undefined, stepsWritten: false }, start: 'a' })
})

test('a test of the file is read as data', () => {
  const { skill, codes } = read('chela: 1\nname: n\nstates: { a: }\ntests:\n  - name: t\n    given: { x: 1 }\n    now: 2026-01-01\n    answers: { t.x: [ { a: 1 }, { error: { code: e } } ] }\n    person: { a: yes }\n    deny: t.x\n    events: [ e, { event: f, data: { x: 1 } } ]\n    expect: { end: failed, output: [1], because: b, calls: [ t.x, { t.y: { p: 1 } } ], states: a }\n')
  expect(codes).toEqual([])
  expect(skill.tests).toMatchObject([{
    name: 't', given: { x: 1 }, now: '2026-01-01', answers: { 't.x': [{ a: 1 }, { error: { code: 'e' } }] }, person: { a: 'yes' }, deny: ['t.x'],
    events: [{ event: 'e', data: {} }, { event: 'f', data: { x: 1 } }],
    expect: { end: 'failed', output: [1], because: 'b', calls: [{ tool: 't.x', with: {} }, { tool: 't.y', with: { p: 1 } }], states: ['a'] },
  }])
})

test('a file with faults is read as far as it can be', () => {
  const { skill, codes } = read('  a: { call: [x], next: 5, if: {}, timeout: soon }\n  b: 7\n  c: { end: done, title: ok }\n')
  expect(skill.states.map((one) => one.name)).toEqual(['a', 'b', 'c'])
  expect(skill.states[2]?.title).toBe('ok')
  expect([...codes].sort()).toEqual(['bad-duration', 'wrong-type', 'wrong-type', 'wrong-type', 'wrong-type'])
})

test('a missing key that was misspelt is told once', () => {
  for (const text of ['chela: 1\nname: n\nstats: { a: }\n', 'chela: 1\nnaem: n\nstates: { a: }\n', 'chela: 1\nname: n\nstates: { a: { think: what, anwser: string } }\n', 'chela: 1\nname: n\nstates: { a: { cal: t.x, with: {} } }\n']) {
    expect(read(text).codes, text).toEqual(['unknown-key'])
  }
})

test('a skill is plain JSON', () => {
  const { skill } = read('  a: { end: done, output: { b: [1, "${ 1 }"] } }\n')
  const activity = skill.states[0]?.activity
  const output = activity?.kind === 'end' ? activity.output : undefined
  expect(JSON.parse(JSON.stringify(skill))).toEqual(JSON.parse(JSON.stringify({ ...skill })))
  expect(output?.kind).toBe('object')
})
