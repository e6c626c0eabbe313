import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ToolError } from '../../engine/terms/tool.ts'
import { addLinks, filesOf, lock, snapshot, spreadFiles, writeFile, type Snapshot } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runKilled, runShipped, saying, undoAll, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'back-up-folder'
const changed = Date.UTC(2026, 3, 1, 8, 30, 12, 345)

/** A folder to back up, and a backup of an earlier day in which one file is the same, one older and one of equal size. */
function fullFolder(place: Place): { readonly input: { readonly from: string; readonly to: string }; readonly before: Snapshot } {
  const { folder, root } = place
  spreadFiles(folder)
  addLinks(folder, join(root, 'outside'))
  writeFile(join(folder, '.hidden/file'), 'hidden', 5)
  mkdirSync(join(folder, 'empty/er'), { recursive: true })
  writeFile(join(folder, 'changed.txt'), 'new words', 7)
  writeFile(join(folder, 'a b/same size.txt'), 'two', 7)
  const to = join(root, 'backup of ${x}')
  writeFile(join(to, 'changed.txt'), 'old', changed)
  writeFile(join(to, 'a b/same size.txt'), 'one', changed)
  writeFile(join(to, 'a b/-rf.jpg'), 'somebody else', changed)
  writeFile(join(to, 'only here.txt'), 'stays', changed)
  return { input: { from: folder, to }, before: snapshot(root) }
}

const aside = 'earlier versions/2026-04-01 083012.345/'

/** Every file of the folder, and beside them what the backup held: where it differed, aside under its date. */
function backedUp(source: Snapshot, target: Snapshot): Map<string, string> {
  const files = new Map(Object.entries(source).filter(([, mark]) => mark.startsWith('file ')))
  for (const [path, mark] of Object.entries(target)) {
    if (!mark.startsWith('file ')) continue
    const own = filesOf(source).get(path)
    if (own === undefined) files.set(path, mark)
    else if (own.content === filesOf(target).get(path)?.content) files.set(path, mark)
    else files.set(aside + path, mark)
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function filesIn(tree: Snapshot): Map<string, string> {
  return new Map(Object.entries(tree).filter(([, mark]) => mark.startsWith('file ')).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function foldersIn(tree: Snapshot): string[] {
  return Object.keys(tree).filter((path) => path.endsWith('/'))
}

/** The place without the database of runs, which grows. */
function world(place: Place): Snapshot {
  return Object.fromEntries(Object.entries(snapshot(place.root)).filter(([path]) => !path.startsWith('runs.db')))
}

test('copies 200 odd files as an independent model says, predicts it, and takes it all back', async () => {
  const place = await realPlace()
  const { input } = fullFolder(place)
  const before = world(place)
  const target = snapshot(input.to)
  const source = snapshot(input.from)
  expect(filesOf(source).size).toBeGreaterThan(200)
  const rehearsal = await rehearseShipped(place.world(), name, input)
  expect(world(place)).toEqual(before)

  const ended = await runShipped(place.world(), name, input)
  expectDone(ended)
  expect(deedHashes(ended.entries)).toEqual(rehearsal.deeds.map(({ hash }) => hash).sort())
  expect(snapshot(input.from)).toEqual(source)
  expect(filesIn(snapshot(input.to))).toEqual(backedUp(source, target))
  expect(foldersIn(snapshot(input.to))).toEqual(expect.arrayContaining(foldersIn(source)))
  expect((ended.output as { readonly changed: string[] }).changed.length).toBeGreaterThanOrEqual(2)
  expect(rehearsal.output).toEqual(ended.output)

  await undoAll(place.world(), ended.run)
  expect(world(place)).toEqual(before)
})

test('a second run copies nothing', async () => {
  const place = await realPlace()
  const { input } = fullFolder(place)
  const first = await runShipped(place.world(), name, input)
  const after = snapshot(input.to)
  const again = await runShipped(place.world(), name, input)
  expectDone(again)
  expect(again.output).toMatchObject({ new: 0, changed: [], unchanged: filesOf(snapshot(input.from)).size })
  expect(first.status).toBe('done')
  expect(snapshot(input.to)).toEqual(after)
})

test('a backup inside the folder is not backed up into itself', async () => {
  const place = await realPlace()
  for (let index = 0; index < 5; index++) writeFile(join(place.folder, `${index}.txt`), String(index), 1000)
  const input = { from: place.folder, to: join(place.folder, 'backup') }
  expectDone(await runShipped(place.world(), name, input))
  const after = snapshot(place.folder)
  expectDone(await runShipped(place.world(), name, input))
  expect(snapshot(place.folder)).toEqual(after)
  expect(Object.keys(after).length).toBe(11)
})

test('killed anywhere and resumed, it ends the same', async () => {
  const whole = await realPlace()
  const { input } = fullFolder(whole)
  const length = (await runShipped(whole.world(), name, input)).entries.length
  const wanted = snapshot(input.to)
  for (const after of [4, Math.floor(length / 3), length - 12]) {
    const place = await realPlace()
    const { input: own } = fullFolder(place)
    expectDone(await runKilled(place, shippedSkill(name).text, own, after))
    expect(snapshot(own.to)).toEqual(wanted)
  }
})

test('a copy that comes out wrong makes the run fail and is named', async () => {
  const place = await realPlace()
  const { input } = fullFolder(place)
  const { ports } = place.world()
  const copy: typeof ports.files.copy = async (from, to, signal) => {
    if (from.endsWith('changed.txt')) return ports.files.write(to, new TextEncoder().encode('new wordz'))
    if (from.endsWith('plain.jpg')) throw new ToolError('no-space', 'The disk is full.')
    return ports.files.copy(from, to, signal)
  }
  const ended = await runShipped(place.world({ ports: { ...ports, files: { ...ports.files, copy } } }), name, input)
  expect([ended.status, ended.because]).toEqual(['failed', `The backup is not complete: 2 of ${filesOf(snapshot(input.from)).size} files are not in it as they are.`])
  expect((ended.output as { readonly wrong: unknown }).wrong).toEqual([
    { file: 'changed.txt', why: 'The copy differs from the original.' },
    { file: 'plain.jpg', why: 'The disk is full.' },
  ])
})

test('a folder that takes nothing makes the run fail, and the rest is copied', async () => {
  const place = await realPlace()
  const { input } = fullFolder(place)
  mkdirSync(join(input.to, 'deep/er'), { recursive: true })
  const locked = lock(join(input.to, 'deep/er'))
  const ended = await runShipped(place.world(), name, input)
  chmodSync(join(input.to, 'deep/er'), 0o755)
  expect(ended.status).toBe(locked ? 'failed' : 'done')
  const copied = filesOf(snapshot(input.to))
  for (const path of filesOf(snapshot(input.from)).keys()) expect(copied.has(path)).toBe(!(locked && path.startsWith('deep/er/')))
})

test('a policy that denies copying copies nothing', async () => {
  const place = await realPlace()
  const { input } = fullFolder(place)
  const ended = await runShipped(place.world({ policy: denying('file.*') }), name, input)
  expect([ended.status, world(place)]).toEqual(['failed', world(place)])
  const later = await runShipped(place.world({ policy: denying('file.copy') }), name, input)
  expect(later.status).toBe('stopped')
  expect([...filesOf(snapshot(input.to)).values()].map(({ content }) => content).sort()).toEqual(['old', 'one', 'somebody else', 'stays'])
})

test('a person who says no to every deed of a file that is not accepted leaves everything as it was', async () => {
  const place = await realPlace()
  const { input } = fullFolder(place)
  const before = world(place)
  const ended = await runShipped(place.world({ accepted: () => false, person: saying({ kind: 'no' }) }), name, input)
  expect(ended.status).toBe('failed')
  expect(world(place)).toEqual(before)
})
