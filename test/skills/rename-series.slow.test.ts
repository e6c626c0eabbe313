import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ToolError } from '../../engine/terms/tool.ts'
import { addLinks, filesOf, hostileFiles, snapshot, writeFile, type Snapshot } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runKilled, runShipped, saying, undoAll, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'rename-series'

/** Odd files, some of which bear names that others are to get. */
function series(place: Place): Snapshot {
  const { folder, root } = place
  for (const file of hostileFiles()) writeFile(join(folder, file.name), file.content, file.modified)
  for (let index = 0; index < 30; index++) writeFile(join(folder, `P ${30 - index}.jpg`), `number ${index}`, 1_000_000 + index * 1000)
  addLinks(folder, join(root, 'outside'))
  writeFile(join(folder, '.hidden.jpg'), 'hidden', 5)
  writeFile(join(folder, 'sub/deeper.jpg'), 'deeper', 5)
  return snapshot(folder)
}

type Order = 'name' | 'number' | 'date'

/** What the names should be afterwards. */
function renamed(before: Snapshot, fits: (path: string) => boolean, order: Order, newName: (number: number) => string, first: number): Map<string, string> {
  const all = filesOf(before)
  const number = (path: string): number => Number(/(\d{1,15})\D*$/u.exec(/^(.+)\.[^.]+$/su.exec(path)?.[1] ?? path)?.[1] ?? 0)
  const key = (path: string): number => (order === 'name' ? 0 : order === 'number' ? number(path) : (all.get(path)?.modified ?? 0))
  const chosen = [...all.keys()].filter((path) => !path.includes('/') && !path.startsWith('.') && fits(path)).sort((a, b) => key(a) - key(b) || (a < b ? -1 : 1))
  const result = new Map(Object.entries(before))
  for (const path of chosen) result.delete(path)
  chosen.forEach((path, index) => result.set(newName(first + index) + (/^.+(\.[^.]+)$/su.exec(path)?.[1] ?? ''), before[path] as string))
  return new Map([...result].sort())
}

function sorted(tree: Snapshot): Map<string, string> {
  return new Map(Object.entries(tree).sort())
}

test.each(['name', 'number', 'date'] as const)('renames 200 odd files by %s as an independent model says, predicts it, and gives the names back', async (order) => {
  const place = await realPlace()
  const before = series(place)
  const questions: string[] = []
  const world = place.world({ person: saying({ kind: 'yes', span: 'once' }, questions) })
  const input = { folder: place.folder, new_name: 'P ##', sort_by: order, first: 5 }
  const rehearsal = await rehearseShipped(world, name, input)
  expect(snapshot(place.folder)).toEqual(before)

  const ended = await runShipped(world, name, input)
  expectDone(ended)
  expect(deedHashes(ended.entries)).toEqual(rehearsal.deeds.map(({ hash }) => hash).sort())
  expect(sorted(snapshot(place.folder))).toEqual(renamed(before, () => true, order, (number) => `P ${String(number).padStart(2, '0')}`, 5))
  expect(rehearsal.output).toEqual(ended.output)
  expect(questions.length).toBe(1)

  await undoAll(world, ended.run)
  expect(snapshot(place.folder)).toEqual(before)
})

test('renames only what fits, into names that others of the series bore', async () => {
  const place = await realPlace()
  const before = series(place)
  const ended = await runShipped(place.world(), name, { folder: place.folder, files: 'P *.jpg', new_name: 'P #', sort_by: 'date' })
  expectDone(ended)
  expect(sorted(snapshot(place.folder))).toEqual(renamed(before, (path) => /^P .*\.jpg$/u.test(path), 'date', (number) => `P ${number}`, 1))
  const again = await runShipped(place.world(), name, { folder: place.folder, files: 'P *.jpg', new_name: 'P #', sort_by: 'number' })
  expect(again.output).toEqual({ renamed: 0, names: [] })
})

test('a name outside the series is never taken', async () => {
  const place = await realPlace()
  series(place)
  mkdirSync(join(place.folder, 'trip 3.jpg'))
  const before = snapshot(place.folder)
  const ended = await runShipped(place.world(), name, { folder: place.folder, files: 'P *.jpg', new_name: 'trip #' })
  expect([ended.status, ended.because]).toEqual(['failed', '"trip 3.jpg" is the name of another file already. Nothing was renamed.'])
  expect(snapshot(place.folder)).toEqual(before)
})

test.each([7, 45, 300])('when the rename number %i is refused, every file gets its old name back', async (which) => {
  const place = await realPlace()
  const before = series(place)
  const { ports } = place.world()
  let count = 0
  const move: typeof ports.files.move = async (from, to, signal) => {
    if (++count === which) throw new ToolError('no-access', 'The system does not permit it.')
    return ports.files.move(from, to, signal)
  }
  const ended = await runShipped(place.world({ ports: { ...ports, files: { ...ports.files, move } } }), name, { folder: place.folder, new_name: 'P ##' })
  expect([ended.status, ended.because]).toEqual(['failed', 'The files could not be renamed: The system does not permit it. Every file has its old name again.'])
  expect(snapshot(place.folder)).toEqual(before)
})

test('killed anywhere and resumed, it ends the same; undone after that, it is as before', async () => {
  const whole = await realPlace()
  series(whole)
  const input = { new_name: 'P ##' }
  const length = (await runShipped(whole.world(), name, { ...input, folder: whole.folder })).entries.length
  const wanted = snapshot(whole.folder)
  for (const after of [9, Math.floor(length / 2), length - 1]) {
    const place = await realPlace()
    const before = series(place)
    const ended = await runKilled(place, shippedSkill(name).text, { ...input, folder: place.folder }, after)
    expectDone(ended)
    expect(snapshot(place.folder)).toEqual(wanted)
    await undoAll(place.world(), ended.run)
    expect(snapshot(place.folder)).toEqual(before)
  }
})

test.each(['no', 'expired'] as const)('the answer "%s" leaves everything as it was', async (kind) => {
  const place = await realPlace()
  const before = series(place)
  const ended = await runShipped(place.world({ person: saying({ kind }) }), name, { folder: place.folder })
  expect(ended.status).toBe('stopped')
  expect(snapshot(place.folder)).toEqual(before)
})

test('a policy that denies renaming leaves everything as it was', async () => {
  const place = await realPlace()
  const before = series(place)
  const ended = await runShipped(place.world({ policy: denying('file.rename') }), name, { folder: place.folder })
  expect(ended.status).toBe('failed')
  expect(snapshot(place.folder)).toEqual(before)
})
