import { expect, test } from 'vitest'
import { replay } from '../../engine/run/replay.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import { runSkill, someTool, testWorld } from '../helpers/test-world.ts'

const list = someTool('file.list', () => ({ files: [{ path: '/d/a', size: 5 }, { path: '/d/b', size: 50 }] }))

test('a run goes from call to choose to each and ends with its output', async () => {
  const moved: string[] = []
  const move = someTool('file.move', (input) => {
    moved.push(String(input['from']))
    return { to: `${input['from']}!` }
  }, { class: 'reversible' })
  const result = await runSkill(testWorld([list, move]), `
chela: 1
name: tidy
inputs: { least: { type: number, default: 10 } }
vars: { seen: { type: number, default: 0 } }
states:
  look: { call: file.list }
  count: { set: { seen: "\${ look.files.size() }" } }
  any:
    choose:
      - if: look.files.exists(f, f.size > input.least)
        next: move
      - next: nothing
  move:
    each: "\${ look.files.filter(f, f.size > input.least) }"
    as: file
    call: file.move
    with: { from: "\${ file.path }" }
  done: { end: done, output: { moved: "\${ move.map(m, m.to) }", seen: "\${ vars.seen }" } }
  nothing: { end: done, output: none }
`)
  expect(result.output).toEqual({ moved: ['/d/b!'], seen: 2 })
  expect(result.status).toBe('done')
  expect(moved).toEqual(['/d/b'])
  expect(result.entries.map((entry) => entry.kind)).toEqual(['run-started', 'tool-called', 'tool-answered', 'tool-called', 'tool-answered', 'run-ended'])
})

test('a journal with an entry of a kind that is not known is refused in a sentence', () => {
  for (const kind of ['odd', 'constructor']) {
    const entry = { sequence: 1, time: 0, kind } as unknown as Entry
    expect(() => replay('r', [entry], new Map())).toThrow(`The journal of run r has an entry of the kind "${kind}", which this version does not know.`)
  }
})
