import { expect, test } from 'vitest'
import { graphOf } from '../../../editor/graph/graph-of.ts'
import { viewSkill } from '../../../editor/rules/skill-view.ts'
import { theEnd, theStart } from '../../../engine/index.ts'
import { knowledge, shippedSkills, viewOf } from '../../helpers/editor-knowledge.ts'

test('an each with one activity is one node that says what happens to each element', () => {
  const graph = graphOf(viewSkill(shippedSkills.get('tidy-folder') ?? '', knowledge))
  const move = graph.nodes.find(({ id }) => id === 'move')
  expect(move).toMatchObject({ title: 'Move each old file to its place', group: false, repeats: true, uses: 'file.move', parent: undefined })
  expect(move?.words).toBe('For each file of look.files.filter(f, age(f.modified) > duration…: move a file or folder: from file.path to {input.folder}/{kind(file.name)}/{file.modified…')
  expect(graph.nodes.some(({ id }) => id === 'move_item')).toBe(false)
  expect(graph.edges.filter(({ from }) => from === 'move').map(({ to, why }) => `${why} ${to}`)).toEqual(['fall permitted', 'failed (end)'])
})

test('every edge leads between two nodes, and no id stands twice', () => {
  for (const text of shippedSkills.values()) {
    const graph = graphOf(viewSkill(text, knowledge), [])
    const ids = graph.nodes.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(graph.edges.map(({ id }) => id)).size).toBe(graph.edges.length)
    expect(graph.edges.filter(({ from, to }) => !ids.includes(from) || !ids.includes(to))).toEqual([])
    expect(ids[0]).toBe(theStart)
    expect(ids.at(-1)).toBe(theEnd)
  }
})

test('groups hold their states, branches are marked, and a group says how it is entered', () => {
  const graph = graphOf(viewOf(`states:
  both:
    together:
      left: { wait: 5m }
      right:
        states:
          one: { note: first of all }
          two: { leave: }
        history: deep
  rest: { on: { door.opened: both }, disabled: true, if: "1 < 2" }
`))
  const node = (id: string) => graph.nodes.find((one) => one.id === id)
  expect(node('both')).toMatchObject({ group: true, kind: 'together', words: 'Do 2 branches at once' })
  expect(node('left')).toMatchObject({ parent: 'both', branch: true, words: 'Wait 5m' })
  expect(node('right')).toMatchObject({ history: 'deep', branch: true, group: true })
  expect(node('one')).toMatchObject({ parent: 'right', branch: false, note: 'first of all' })
  expect(node('rest')).toMatchObject({ disabled: true, condition: '1 < 2' })
  expect(graph.edges.find(({ from, to }) => from === 'right' && to === 'one')?.enters).toBe(true)
  expect(graph.edges.find(({ from }) => from === 'two')).toMatchObject({ to: 'right', finishes: true })
})

test('a text with faults has a picture with the faults on the states they stand in', () => {
  const graph = graphOf(viewOf('states:\n  look: { call: file.lst }\n  group:\n    states:\n      go: { next: nowhere }\n'))
  expect(graph.nodes.find(({ id }) => id === 'look')?.faults.map(({ code }) => code)).toEqual(['unknown-tool'])
  expect(graph.nodes.find(({ id }) => id === 'go')?.faults.map(({ code, severity }) => [code, severity])).toEqual([['unknown-target', 'error']])
  for (const text of ['', 'states: [', '- a', 'states: 3', 'states: { a: { together: } }', 'chela: 1\nstates:\n  a:\n  a:\n']) expect(() => graphOf(viewSkill(text, knowledge))).not.toThrow()
})

test('branches that run for each element lie in the each', () => {
  const graph = graphOf(viewOf('states:\n  every: { each: "[1]", together: { left: { wait: 1s }, right: { wait: 2s } } }\n'), [])
  expect(graph.nodes.map(({ id, parent, group, branch }) => [id, parent, group, branch])).toEqual([['(start)', undefined, false, false], ['every', undefined, true, false], ['left', 'every', false, true], ['right', 'every', false, true], ['(end)', undefined, false, false]])
  expect(graph.edges.filter(({ enters }) => enters).map(({ to }) => to)).toEqual(['left', 'right'])
})
