/* A fork on real files and in a real runs file, and an undo of it. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runTimeline } from '../../engine/run/run-timeline.ts'
import { runView } from '../../engine/run/run-view.ts'
import { Runner } from '../../engine/run/runner.ts'
import { hashText } from '../../engine/terms/hash.ts'
import { realPlace } from '../skills/real-run.ts'

const text = `chela: 1
name: put-away
inputs: { folder: { type: string, format: path }, to: { type: string, default: old } }
uses:
  file.list: { folder: "\${ input.folder }" }
  file.move: { from: "\${ input.folder }", to: "\${ input.folder }" }
states:
  look: { call: file.list, with: { folder: "\${ input.folder }" } }
  all: { each: "\${ look.files }", as: file, call: file.move, with: { from: "\${ file.path }", to: "\${ input.folder + '/' + input.to + '/' + file.name }" } }
  done: { end: done, output: "\${ all.size() }" }
`

test('a fork of a stored run moves what the old one has not moved, and an undo of it moves that back alone', async () => {
  const place = await realPlace()
  const { folder, store } = place
  mkdirSync(folder)
  for (const name of ['a', 'b']) writeFileSync(join(folder, name), name)
  const skill = { name: 'put-away', text, hash: hashText(text) }
  const world = place.world()
  const first = await new Runner(world).start({ skill, input: { folder } })
  expect((await first.rest).status).toBe('done')
  const old = store.read(first.run)
  expect(readdirSync(join(folder, 'old')).sort()).toEqual(['a', 'b'])

  writeFileSync(join(folder, 'c'), 'c')
  const before = old.find((entry) => entry.kind === 'tool-answered')
  const listed = before?.kind === 'tool-answered' ? (before.output as { files: { name: string; path: string }[] }) : undefined
  const value = { ...listed, files: listed?.files.slice(0, 1).map((file) => ({ ...file, name: 'c', path: join(folder, 'c') })) } as never
  const at = runTimeline(old).find(({ kind, forkable }) => kind === 'tool-answered' && forkable)?.sequence as number
  const fork = await new Runner(place.world()).fork(first.run, { at, change: { sequence: at, value } })
  expect((await fork.rest).status).toBe('done')
  expect(readdirSync(join(folder, 'old')).sort()).toEqual(['a', 'b', 'c'])
  expect(store.read(first.run)).toEqual(old)
  expect(store.list().map(({ run }) => run)).toContain(fork.run)
  const view = runView(await new Runner(place.world()).load(fork.run))
  expect(view).toMatchObject({ status: 'done', forkedFrom: { run: first.run, at, changed: at }, end: { output: { value: 1 } } })
  expect(view.states.find(({ path }) => path === 'look')?.output?.labels).toContainEqual(expect.objectContaining({ trust: 'person' }))

  expect((await new Runner(place.world()).undo(fork.run)).undone).toBe(true)
  expect(readdirSync(folder).sort()).toEqual(['c', 'old'])
  expect(readdirSync(join(folder, 'old')).sort()).toEqual(['a', 'b'])
})
