import { expect, test } from 'vitest'
import { deedOf, canvasKeys, keyWords } from '../../../editor/canvas/canvas-keys.ts'
import { describeNode, titlesOf, waysByState } from '../../../editor/canvas/describe.ts'
import { openDrawer } from '../../../editor/canvas/drawn-picture.ts'
import { groupUnder } from '../../../editor/canvas/drop-group.ts'
import { findRows } from '../../../editor/canvas/find-rows.ts'
import { firstViewport } from '../../../editor/canvas/first-viewport.ts'
import { lookOf } from '../../../editor/canvas/kind-look.ts'
import { cursorOf, stepAlong, type Walk } from '../../../editor/canvas/walk.ts'
import { middleOf, roundedPath } from '../../../editor/canvas/way-path.ts'
import { wholeViewport } from '../../../editor/canvas/whole-viewport.ts'
import { drawPicture } from '../../../editor/session/picture.ts'
import { theStart } from '../../../engine/index.ts'
import { knowledge } from '../../helpers/editor-knowledge.ts'

const text = `chela: 1
name: sample
states:
  look: { call: file.list, with: { folder: /a } }
  sure: { confirm: Go on?, yes: tell, no: stop, expired: stop }
  tell: { call: notify.show, with: { text: hello } }
  stop: { end: stopped, because: no }
`
const world = { tools: () => undefined, toolNames: () => [], hash: '' }
const draw = openDrawer()
const drawn = draw(drawPicture(text, world), knowledge)
const { graph } = drawn

test('a walk goes along the first way, beside it to where the others lead, and back the way it came', () => {
  const walked = (['onward', 'onward', 'onward', 'next', 'next', 'back', 'back'] as const).reduce<{ walk: Walk | undefined; seen: (string | undefined)[] }>(
    ({ walk, seen }, direction) => {
      const walkedTo = stepAlong(graph, walk, direction)
      return { walk: walkedTo, seen: [...seen, walkedTo?.at] }
    },
    { walk: undefined, seen: [] },
  )
  expect(walked.seen).toEqual([theStart, 'look', 'sure', 'sure', 'sure', 'look', theStart])
  const tell = stepAlong(graph, { at: 'sure', from: 'look' }, 'onward')
  expect(stepAlong(graph, tell, 'next')?.at).toBe('stop')
  expect(stepAlong(graph, tell, 'previous')?.at).toBe('stop')
  expect(stepAlong({ nodes: [], edges: [] }, undefined, 'onward')).toBeUndefined()
})

test('keys speak of where the walk is, until something else is selected', () => {
  expect(cursorOf({ at: 'look', from: undefined }, [])).toBe('look')
  expect(cursorOf({ at: 'look', from: undefined }, ['tell', 'look'])).toBe('look')
  expect(cursorOf({ at: 'look', from: undefined }, ['tell'])).toBe('tell')
})

test('a reader hears what a state does, what is wrong with it and where its ways lead', () => {
  const sure = graph.nodes.find(({ id }) => id === 'sure')
  if (sure === undefined) throw new Error('no state')
  expect(describeNode(sure, lookOf(sure, knowledge.tools), waysByState(graph).get('sure') ?? [], titlesOf(graph))).toBe('Sure, yes or no. Ask for a yes or no: Go on? Leads to Tell, yes; Stop, no; Stop, nobody answers.')
})

test('a call has the colour and icon of what its tool may do', () => {
  const [look, tell] = ['look', 'tell'].map((name) => graph.nodes.find(({ id }) => id === name))
  expect(look && lookOf(look, knowledge.tools)).toMatchObject({ tone: 'look', words: 'looks only' })
  expect(tell && lookOf(tell, knowledge.tools).tone).toBe('change')
  expect(look && lookOf(look, new Map()).tone).toBe('control')
})

test('a text that can not be read keeps the last picture, with the faults where they would stand in it', () => {
  const broken = draw(drawPicture(text.replace('tell:', 'tell: ['), world), knowledge)
  expect(broken.isCurrent).toBe(false)
  expect(broken.graph.nodes.map(({ id }) => id)).toEqual(graph.nodes.map(({ id }) => id))
  expect(broken.graph.nodes.flatMap(({ faults }) => faults).length).toBeGreaterThan(0)
  expect(draw(drawPicture(text, world), knowledge).isCurrent).toBe(true)
})

test('no key means two things, and every key has words', () => {
  const keys = canvasKeys.flatMap((row) => row.keys)
  expect(new Set(keys).size).toBe(keys.length)
  const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  expect(deedOf({ ...held, key: '?', shiftKey: true })).toBe('keys')
  expect(deedOf({ ...held, key: 'F10', shiftKey: true })).toBe('menu')
  expect(deedOf({ ...held, key: 'd', metaKey: true })).toBe('duplicate')
  expect(deedOf({ ...held, key: 'd' })).toBe('disable')
  expect(deedOf({ ...held, key: 'x' })).toBeUndefined()
  expect(keyWords('ctrl+arrowdown')).toBe('Ctrl+↓')
})

test('a search finds rows that hold all words, those that begin with the first before the others', () => {
  const row = (words: string, beside = '') => ({ id: words, words, beside, search: `${words} ${beside}`.toLowerCase() })
  const rows = [row('Choose', 'branch'), row('Move a file', 'file.move'), row('File facts', 'file.facts'), row('Wait')]
  expect(findRows(rows, 'file').map(({ id }) => id)).toEqual(['File facts', 'Move a file'])
  expect(findRows(rows, 'a move').map(({ id }) => id)).toEqual(['Move a file'])
  expect(findRows(rows, '  ')).toHaveLength(4)
})

test('a small picture is shown whole, of a large one its beginning at a size that can be read', () => {
  const pane = { width: 800, height: 600 }
  const small = firstViewport({ x: 0, y: 0, width: 300, height: 400 }, { x: 150, y: 0 }, pane)
  expect(small).toMatchObject({ zoom: 1, x: 250 })
  const large = firstViewport({ x: 0, y: 0, width: 900, height: 90_000 }, { x: 450, y: 0 }, pane)
  expect(large.zoom).toBeGreaterThan(0.6)
  expect(large.y).toBe(32)
})

test('all of a picture is shown above the bar at the foot and clear of the small map', () => {
  const pane = { width: 1000, height: 600 }
  for (const bounds of [{ x: -40, y: 10, width: 300, height: 4000 }, { x: 0, y: 0, width: 2400, height: 900 }, { x: 0, y: 0, width: 1500, height: 1500 }, { x: 5, y: 5, width: 0, height: 0 }]) {
    const { zoom, x, y } = wholeViewport(bounds, pane)
    const [right, foot] = [(bounds.x + bounds.width) * zoom + x, (bounds.y + bounds.height) * zoom + y]
    expect(Math.min(bounds.x * zoom + x, bounds.y * zoom + y)).toBeGreaterThanOrEqual(0)
    expect(foot).toBeLessThanOrEqual(pane.height - 64)
    expect(right <= pane.width - 165 || foot <= pane.height - 125).toBe(true)
  }
  expect(wholeViewport({ x: 0, y: 0, width: 600, height: 300 }, { width: 360, height: 500 }).zoom).toBeCloseTo(0.52)
})

test('a way has rounded corners, and its words stand halfway', () => {
  const points = [{ x: 0, y: 0 }, { x: 0, y: 100 }, { x: 100, y: 100 }]
  expect(roundedPath(points)).toBe('M0 0L0 92Q0 100 8 100L100 100')
  expect(middleOf(points)).toEqual({ x: 0, y: 100 })
  expect(roundedPath([])).toBe('')
})

test('a state that is dropped lies in the innermost group under it, never in itself', () => {
  const box = (id: string, parent: string | undefined, group: boolean, x: number, y: number, width: number) => ({ id, parent, group, x, y, width, height: width })
  const boxes = [box('outer', undefined, true, 0, 0, 500), box('inner', 'outer', true, 50, 50, 200), box('a', 'inner', false, 60, 60, 40), box('b', undefined, false, 800, 0, 40)]
  expect(groupUnder(boxes, 'a')).toBe('inner')
  expect(groupUnder(boxes, 'b')).toBeUndefined()
  expect(groupUnder(boxes, 'inner')).toBe('outer')
  expect(groupUnder(boxes, 'outer')).toBeUndefined()
  expect(groupUnder([...boxes.slice(0, 3), box('b', undefined, false, 400, 400, 40)], 'b')).toBe('outer')
})
