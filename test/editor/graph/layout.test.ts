import { expect, test } from 'vitest'
import { graphDifference } from '../../../editor/graph/graph-difference.ts'
import { graphOf } from '../../../editor/graph/graph-of.ts'
import { layoutInput } from '../../../editor/graph/layout-input.ts'
import { placeNodes, renamePositions } from '../../../editor/graph/place-nodes.ts'
import { viewOf } from '../../helpers/editor-knowledge.ts'

const nested = viewOf('states:\n  a: { next: g }\n  g:\n    states:\n      b: {}\n      c: { next: a }\n')

test('the layout gets every node once, groups around what they hold, and no way between a group and its inside', () => {
  const root = layoutInput(graphOf(nested))
  expect(root.children?.map(({ id }) => id)).toEqual(['(start)', 'a', 'g', '(end)'])
  expect(root.children?.[2]?.children?.map(({ id }) => id)).toEqual(['b', 'c'])
  expect(root.edges?.map(({ sources, targets }) => `${sources[0]} ${targets[0]}`)).toEqual(['(start) a', 'a g', 'g (end)', 'b c', 'c a'])
})

test('a place given by hand wins, a node without any is put below, and a group grows around what was moved', () => {
  const placed = placeNodes(graphOf(nested), { id: '(root)', children: [{ id: 'a', x: 5, y: 6 }] }, { c: { x: 900, y: 10 }, b: { x: 'far', y: NaN }, gone: 3 })
  const at = (id: string) => placed.find(({ node }) => node.id === id)
  expect(at('a')).toMatchObject({ x: 5, y: 6 })
  expect(at('c')).toMatchObject({ x: 900, y: 10 })
  expect(at('b')?.x).toBe(24)
  expect(at('g')?.width).toBeGreaterThan(1100)
  expect(renamePositions({ c: 1, d: 2 }, { c: 'e' })).toEqual({ e: 1, d: 2 })
})

test('an update shows what came, what went and what changed in one picture', () => {
  const before = viewOf('states:\n  a: { wait: 1s }\n  b: { wait: 1s, next: d }\n  c: {}\n  d: {}\n')
  const after = viewOf('# other\nstates:\n  a: {  wait: 1s }\n  b: { wait: 2s, next: d }\n  e: {}\n  d: {}\n')
  const { states, ways, graph } = graphDifference(before, after)
  expect(Object.fromEntries(states)).toEqual({ '(start)': 'same', a: 'same', b: 'changed', e: 'added', d: 'same', '(end)': 'same', c: 'removed' })
  expect(ways.get('b next 0')).toBe('same')
  expect(ways.get('e fall 0')).toBe('added')
  expect(ways.get('before c fall 0')).toBe('removed')
  expect(graph.nodes.map(({ id }) => id)).toEqual(['(start)', 'a', 'b', 'c', 'e', 'd', '(end)'])
})

test('what is gone stays in the group that held it, and lies beside it when that holds none any more', () => {
  const parents = (before: string, after: string) => Object.fromEntries(graphDifference(viewOf(before), viewOf(after)).graph.nodes.map(({ id, parent }) => [id, parent]))
  const before = 'states:\n  g:\n    states:\n      b: { wait: 1s }\n      h: { states: { c: { wait: 1s } } }\n  d: {}\n'
  expect(parents(before, 'states:\n  g:\n    states:\n      b: { wait: 1s }\n  d: {}\n')).toMatchObject({ b: 'g', h: 'g', c: 'h' })
  expect(parents(before, 'states:\n  d: {}\n')).toMatchObject({ g: undefined, b: 'g', h: 'g', c: 'h' })
  expect(parents(before, 'states:\n  g: { wait: 1s }\n  d: {}\n')).toMatchObject({ b: undefined, h: undefined, c: 'h' })
})

test('an argument that is called like a part of the file still counts as changed', () => {
  const text = 'states:\n  a: { call: data.read_sheet, with: { path: /a, range: one, states: x } }\n  g: { states: { b: { wait: 1s } } }\n'
  const changes = (other: string) => [...graphDifference(viewOf(text), viewOf(other)).states].filter(([, change]) => change !== 'same').map(([name]) => name)
  expect(changes(text.replace('one', 'two'))).toEqual(['a'])
  expect(changes(text.replace('states: x', 'states: y'))).toEqual(['a'])
  expect(changes(text.replace('1s', '2s'))).toEqual(['b'])
})
