import { chmodSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Rehearsal } from '../../engine/run/rehearse.ts'
import { addLinks, fileMark, filesOf, hostileFiles, lock, runTime, snapshot, writeFile, type Snapshot } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runKilled, runShipped, saying, undoAll, type Ended, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'tidy-folder'
const week = 7 * 86_400_000
const kinds: { readonly [ending: string]: string } = { jpg: 'pictures', txt: 'documents', mp3: 'sounds', zip: 'archives' }

/** A folder with odd files, links, a file where a folder should go, taken places and a folder that takes nothing. */
function messyFolder(place: Place): { readonly before: Snapshot; readonly locked: boolean } {
  const { folder, root } = place
  for (const file of hostileFiles()) writeFile(join(folder, file.name), file.content, file.modified)
  addLinks(folder, join(root, 'outside'))
  writeFile(join(folder, 'archives'), 'a file where a folder should go', runTime)
  writeFile(join(folder, 'pictures/2000-02/plain.jpg'), 'taken', 5)
  writeFile(join(folder, 'documents/2024-02/-rf.txt'), 'taken', 5)
  writeFile(join(folder, '.hidden.jpg'), 'hidden', 5)
  writeFile(join(folder, 'sub/old.jpg'), 'deeper', 5)
  mkdirSync(join(folder, 'sounds/1970-01'), { recursive: true })
  return { locked: lock(join(folder, 'sounds/1970-01')), before: snapshot(folder) }
}

/** What should be there afterwards, worked out another way: path by path. */
function tidied(before: Snapshot, locked: boolean): { readonly files: Map<string, string>; readonly left: string[] } {
  const files = new Map<string, string>()
  const left: string[] = []
  for (const [path, { modified, content }] of filesOf(before)) {
    const dot = path.lastIndexOf('.')
    const kind = (dot > 0 && kinds[path.slice(dot + 1).toLowerCase()]) || 'other'
    const month = new Date(modified).toISOString().slice(0, 7)
    const goal = `${kind}/${month}/${path}`
    const wanted = !path.includes('/') && !path.startsWith('.') && runTime - modified > week
    const blocked = kind === 'archives' || goal in before || (locked && goal.startsWith('sounds/1970-01/'))
    files.set(wanted && !blocked ? goal : path, fileMark(content, modified))
    if (wanted && blocked) left.push(path)
  }
  return { files, left: left.sort() }
}

function filesIn(tree: Snapshot): Map<string, string> {
  return new Map(Object.entries(tree).filter(([, mark]) => mark.startsWith('file ')))
}

function unlock({ folder }: Place): void {
  const locked = join(folder, 'sounds/1970-01')
  if (existsSync(locked)) chmodSync(locked, 0o755)
}

test('sorts 200 odd files as an independent model says, predicts it, and gives it all back', async () => {
  const place = await realPlace()
  const { before, locked } = messyFolder(place)
  expect(filesOf(before).size).toBeGreaterThan(200)
  const world = place.world()
  const rehearsal = await rehearseShipped(world, name, { folder: place.folder })
  expect(snapshot(place.folder)).toEqual(before)

  const ended = await runShipped(world, name, { folder: place.folder })
  expectDone(ended)
  expectPredicted(ended, rehearsal, locked)
  const model = tidied(before, locked)
  expect(filesIn(snapshot(place.folder))).toEqual(new Map([...model.files].sort()))
  const output = ended.output as { readonly moved: number; readonly left: readonly { readonly file: string }[] }
  expect(output.left.map(({ file }) => file.slice(place.folder.length + 1)).sort()).toEqual(model.left)
  expect(output.moved + model.left.length).toBe(deedHashes(ended.entries).length - 1)
  expect(rehearsal.deeds.filter(({ failed }) => failed !== undefined).length).toBe(tidied(before, false).left.length)

  await undoAll(world, ended.run)
  expect(snapshot(place.folder)).toEqual(before)
  unlock(place)
})

/** A rehearsal writes nothing, so what a locked folder refuses is not foreseen, nor the number in the message that follows. */
function expectPredicted(ended: Ended, { deeds }: Rehearsal, locked: boolean): void {
  const done = deedHashes(ended.entries)
  const predicted = deeds.filter(({ tool }) => !locked || tool !== 'notify.show').map(({ hash }) => hash)
  expect(done.length).toBe(deeds.length)
  expect(done.filter((hash) => predicted.includes(hash))).toEqual(predicted.sort())
}

test('a second run finds nothing more to do', async () => {
  const place = await realPlace()
  for (let index = 0; index < 25; index++) writeFile(join(place.folder, `${index}.txt`), String(index), 1000)
  expectDone(await runShipped(place.world(), name, { folder: place.folder }))
  const after = snapshot(place.folder)
  const again = await runShipped(place.world(), name, { folder: place.folder })
  expect([again.status, again.output]).toEqual(['done', { moved: 0, left: [] }])
  expect(snapshot(place.folder)).toEqual(after)
})

test('killed anywhere and resumed, it ends the same', async () => {
  const whole = await realPlace()
  messyFolder(whole)
  const straight = await runShipped(whole.world(), name, { folder: whole.folder })
  const wanted = snapshot(whole.folder)
  const length = straight.entries.length
  for (const after of [5, Math.floor(length / 2), length - 8, length - 1]) {
    const place = await realPlace()
    messyFolder(place)
    const ended = await runKilled(place, shippedSkill(name).text, { folder: place.folder }, after)
    expectDone(ended)
    expect(snapshot(place.folder)).toEqual(wanted)
    unlock(place)
  }
  unlock(whole)
})

test('a policy that denies moving leaves everything as it was', async () => {
  const place = await realPlace()
  const { before } = messyFolder(place)
  const ended = await runShipped(place.world({ policy: denying('file.move') }), name, { folder: place.folder })
  expect(ended.status).toBe('stopped')
  expect(snapshot(place.folder)).toEqual(before)
  unlock(place)
})

test('a person who says no to every deed of a file that is not accepted leaves everything as it was', async () => {
  const place = await realPlace()
  const { before } = messyFolder(place)
  const ended = await runShipped(place.world({ accepted: () => false, person: saying({ kind: 'no' }) }), name, { folder: place.folder })
  expect(ended.status).toBe('failed')
  expect(snapshot(place.folder)).toEqual(before)
  unlock(place)
})

test('a subfolder that is a link does not lead a file out of the folder', async () => {
  const place = await realPlace()
  const outside = join(place.root, 'outside')
  mkdirSync(outside, { recursive: true })
  for (let index = 0; index < 20; index++) writeFile(join(place.folder, `${index}.jpg`), String(index), 1000)
  symlinkSync(outside, join(place.folder, 'pictures'))
  const before = snapshot(place.folder)
  const ended = await runShipped(place.world(), name, { folder: place.folder })
  expect([ended.status, ended.because]).toEqual(['stopped', '20 files were not moved, because it was not permitted.'])
  expect([snapshot(place.folder), snapshot(outside)]).toEqual([before, {}])
})
