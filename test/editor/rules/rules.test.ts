import { expect, test } from 'vitest'
import { whyNotConnect } from '../../../editor/rules/can-connect.ts'
import { whyNotDrop } from '../../../editor/rules/can-drop.ts'
import { outletsOf } from '../../../editor/rules/outlets.ts'
import { paletteOf } from '../../../editor/rules/palette.ts'
import { stateAt } from '../../../editor/rules/state-path.ts'
import { namedWays, wayAt } from '../../../editor/rules/way-id.ts'
import { wayPlace } from '../../../editor/rules/way-place.ts'
import { theEnd, theStart } from '../../../engine/index.ts'
import { knowledge, viewOf } from '../../helpers/editor-knowledge.ts'

const view = viewOf(`states:
  look: { wait: 1s }
  sure: { confirm: really }
  every:
    each: "[1]"
    states: { inner: { wait: 1s }, other: { leave: } }
  group:
    states: { first: { next: look }, second: { history: shallow } }
  stop: { end: stopped }
`)

test('each kind of state offers the ways it can have', () => {
  const outlets = (name: string): readonly string[] => outletsOf(stateAt(view, name) ?? (undefined as never)).map(({ kind }) => kind)
  expect(outlets('look')).toEqual(['next', 'catch', 'on', 'after', 'always'])
  expect(outlets('sure')).toEqual(['yes', 'no', 'expired', 'catch', 'on', 'after', 'always'])
  expect(outlets('every')).toContain('start')
  expect(outlets('stop')).toEqual([])
})

test('what can not be connected is told in a sentence', () => {
  expect(whyNotConnect(view, { from: 'look', outlet: 'next', to: 'sure' })).toBeUndefined()
  expect(whyNotConnect(view, { from: theStart, outlet: 'next', to: 'group' })).toBeUndefined()
  expect(whyNotConnect(view, { from: theStart, outlet: 'next', to: 'first' })).toMatch(/no group/)
  expect(whyNotConnect(view, { from: 'look', outlet: 'next', to: 'inner' })).toMatch(/each/)
  expect(whyNotConnect(view, { from: 'look', outlet: 'next', to: theEnd })).toMatch(/ends the run/)
  expect(whyNotConnect(view, { from: 'look', outlet: 'yes', to: 'sure' })).toMatch(/No such way/)
  expect(whyNotConnect(view, { from: 'group', outlet: 'start', to: 'look' })).toMatch(/directly in it/)
})

test('a state is dropped into groups only, and no group into itself', () => {
  expect(whyNotDrop(view, 'look', 'group')).toBeUndefined()
  expect(whyNotDrop(view, 'look', 'sure')).toBe('"sure" is not a group.')
  expect(whyNotDrop(view, 'group', 'group')).toBe('A group can not be moved into itself.')
  expect(whyNotDrop(view, 'second', undefined)).toBe('"second" belongs in a group.')
})

test('every way has a name of its own, and its place in the file', () => {
  for (const [id, way] of namedWays(view.flow)) expect(wayAt(view, id)).toBe(way)
  const place = (id: string) => wayPlace(view, wayAt(view, id) ?? (undefined as never))
  expect(place('first next 0')).toEqual({ path: ['states', 'group', 'states', 'first', 'next'], written: true })
  expect(place('look fall 0')).toEqual({ path: ['states', 'look', 'next'], written: false })
  expect(place('stop end 0')).toBeUndefined()
})

test('the palette holds control, tools and skills, each found by words, with arguments that fit', () => {
  const entries = paletteOf({ ...knowledge, skills: new Map([['sort-photos', { title: 'Sort photos', description: 'By month', summary: { inputs: { folder: { type: 'string', format: 'path' }, deep: { type: 'boolean', default: false } } } }]]) })
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
  expect(entries.find(({ id }) => id === 'tool file.move')).toMatchObject({ name: 'move', state: { call: 'file.move', with: { from: '/', to: '/' } } })
  expect(entries.find(({ id }) => id === 'skill sort-photos')).toMatchObject({ name: 'sort_photos', state: { run: 'sort-photos', with: { folder: '/' } } })
  expect(entries.filter(({ search }) => search.includes('parallel')).map(({ id }) => id)).toContain('control together')
})
