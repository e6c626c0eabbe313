import { expect, test } from 'vitest'
import { faultsAt, placeFaults } from '../../../editor/panel/fault-places.ts'
import { docOf } from '../../../editor/panel/key-docs.ts'
import { isKnownKey, offeredKeys } from '../../../editor/panel/keys-of-kind.ts'
import { kindOf, kinds, paletteId } from '../../../editor/panel/kinds.ts'
import { lastGiven } from '../../../editor/panel/last-given.ts'
import { asExpression, readWritten, shownText } from '../../../editor/panel/shown-text.ts'
import { targetsFor } from '../../../editor/panel/targets-for.ts'
import { toolRows } from '../../../editor/panel/tool-rows.ts'
import { activityKeys, companionsOf, doingOf } from '../../../editor/rules/activity-keys.ts'
import { paletteOf } from '../../../editor/rules/palette.ts'
import { nodeAt } from '../../../editor/rules/way-place.ts'
import type { Entry } from '../../../engine/index.ts'
import skillSchema from '../../../schemas/skill.schema.json' with { type: 'json' }
import { knowledge, viewOf } from '../../helpers/editor-knowledge.ts'

test('what is as it was shown keeps its type, and what is new is read', () => {
  expect(readWritten('text', '5', 5)).toEqual({ value: 5 })
  expect(readWritten('text', '5', '5')).toEqual({ value: '5' })
  expect(readWritten('number', ' 6 ', 5)).toEqual({ value: 6 })
  expect(readWritten('number', 'six', 5)).toEqual({ fault: '"six" is no number.' })
  expect(readWritten('number', '${ vars.x }', 5)).toEqual({ value: '${ vars.x }' })
  expect(readWritten('condition', 'true', undefined)).toEqual({ value: true })
  expect(readWritten('condition', 'true', 'true')).toEqual({ value: 'true' })
  expect(readWritten('text', '  ', 'old')).toEqual({ nothing: true })
  expect(shownText({ a: [1] })).toBe('{"a":[1]}')
  expect(asExpression(4)).toBe('${ 4 }')
})

test('every key of a state belongs to an activity or is known to the form of any state', () => {
  const keys = Object.keys(skillSchema.$defs.state.properties)
  const known = (key: string): boolean => isKnownKey(key) || activityKeys.some((activity) => activity === key || key === 'with' || companionsOf(activity).includes(key))
  expect(keys.filter((key) => !known(key))).toEqual([])
})

test('the keys that go with an activity are those the schema lets stand beside it', () => {
  const dependent = skillSchema.$defs.state.dependentSchemas as { readonly [key: string]: { readonly anyOf?: readonly { readonly required: readonly string[] }[] } }
  for (const [key, { anyOf }] of Object.entries(dependent)) {
    if (anyOf === undefined) continue
    const homes = activityKeys.filter((activity) => companionsOf(activity).includes(key))
    expect([key, ...homes.toSorted()]).toEqual([key, ...anyOf.flatMap(({ required }) => required).toSorted()])
  }
})

test('every kind has a state to begin as, and is recognised by it', () => {
  const palette = new Map(paletteOf(knowledge).map((entry) => [entry.id, entry]))
  for (const { kind } of kinds) {
    if (kind === 'call' || kind === 'run') continue
    const state = palette.get(paletteId(kind))?.state
    expect(state).toBeDefined()
    const view = viewOf(`states:\n  one: ${JSON.stringify(state)}\n`)
    const node = nodeAt(view, ['states', 'one'])
    expect(kindOf(doingOf(node), node?.kind === 'map' ? node.entries.map(({ key }) => key) : [])).toBe(kind)
  }
})

test('a form offers what means something, and whatever is written', () => {
  const end = { outer: undefined, inner: 'end' } as const
  expect(offeredKeys(end, []).has('retry')).toBe(false)
  expect(offeredKeys(end, ['retry']).has('retry')).toBe(true)
  expect(offeredKeys({ outer: undefined, inner: 'call' }, []).has('undo')).toBe(true)
})

test('the meaning of a key comes from the schema of skills', () => {
  expect(docOf('state', 'call')).toBe(skillSchema.$defs.state.properties.call.description)
  expect(docOf('state', 'retry', 'after')).toBe('How long to wait before the first new try. Left out: 1s.')
  expect(docOf('test', 'expect', 'end')).toBe('How the run ends.')
  expect(docOf('state', 'constructor')).toBe('')
})

test('a fault is placed at the smallest value that holds it', () => {
  const view = viewOf('states:\n  a:\n    call: file.move\n    with: { from: "${ nothing }", to: /b }\n')
  const holder = nodeAt(view, ['states'])
  const entry = holder?.kind === 'map' ? holder.entries[0] : undefined
  const placed = placeFaults(entry?.value, entry?.range ?? { start: 0, end: 0 }, view.diagnostics)
  const unknown = placed.find(({ fault }) => fault.code === 'unknown-name')
  expect(unknown?.path).toEqual(['with', 'from'])
  expect(faultsAt(placed, ['with'], true).length).toBeGreaterThan(0)
  expect(faultsAt(placed, ['with'], false)).toEqual([])
})

test('ways lead to states of the same each only', () => {
  const view = viewOf('states:\n  a:\n    each: "${ [1] }"\n    states: { in_a: {}, in_b: {} }\n  b: { each: "${ [1] }", call: system.memory }\n')
  expect(targetsFor(view, 'a').map(({ name }) => name)).toEqual(['a', 'b'])
  expect(targetsFor(view, 'in_a').map(({ name }) => name)).toEqual(['in_a', 'in_b'])
})

test('tools are found by any of their words, those named so first', () => {
  const [first] = toolRows(knowledge, 'tool', 'file move')
  expect(first).toMatchObject({ name: 'file.move', words: 'can be undone', tone: 'change' })
  expect(toolRows(knowledge, 'tool', 'no such tool at all')).toEqual([])
})

test('what a state was last given is found in its own skill only', () => {
  const called = (path: string, input: object): Entry => ({ kind: 'tool-called', path, input, sequence: 1, time: 0 }) as unknown as Entry
  const entries = [called('move[0]/move_item', { from: 'a' }), called('move[1]/move_item', { from: 'b' }), called('other/move', { from: 'c' })]
  expect(lastGiven(entries, 'move')).toEqual({ from: 'b' })
  expect(lastGiven(entries, 'other')).toBeUndefined()
})
