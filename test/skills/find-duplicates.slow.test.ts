import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addLinks, filesOf, lock, snapshot, spreadFiles, writeFile, type Snapshot } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runKilled, runShipped, saying, undoAll, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'find-duplicates'

function fullFolder(place: Place): { readonly before: Snapshot; readonly locked: boolean } {
  const { folder } = place
  spreadFiles(folder)
  addLinks(folder, join(place.root, 'outside'))
  writeFile(join(folder, '.hidden'), 'same 3', 5)
  writeFile(join(folder, 'locked/old.txt'), 'same 3', -86_400_000)
  writeFile(join(folder, 'locked/new.txt'), 'same 4', Date.UTC(2300, 0, 1))
  return { locked: lock(join(folder, 'locked')), before: snapshot(folder) }
}

function unlock({ folder }: Place): void {
  chmodSync(join(folder, 'locked'), 0o755)
}

/** The paths that should go: by content, all but the first in order of time and path. */
function extras(before: Snapshot, keep: 'oldest' | 'newest' = 'oldest'): string[] {
  const byContent = new Map<string, { path: string; modified: number }[]>()
  for (const [path, { content, modified }] of filesOf(before)) {
    if (content === '' || path.split('/').some((part) => part.startsWith('.'))) continue
    byContent.set(content, [...(byContent.get(content) ?? []), { path, modified }])
  }
  return [...byContent.values()].flatMap((files) => {
    const inOrder = files.sort((a, b) => a.modified - b.modified || (a.path < b.path ? -1 : 1))
    return (keep === 'oldest' ? inOrder : inOrder.reverse()).slice(1).map(({ path }) => path)
  })
}

function without(tree: Snapshot, gone: readonly string[]): Snapshot {
  return Object.fromEntries(Object.entries(tree).filter(([path]) => !gone.includes(path)))
}

test.each(['oldest', 'newest'] as const)('moves all but the %s of equal files to the trash, as predicted, and gives them back', async (keep) => {
  const place = await realPlace()
  const { before, locked } = fullFolder(place)
  expect(filesOf(before).size).toBeGreaterThan(200)
  const questions: string[] = []
  const world = place.world({ person: saying({ kind: 'yes', span: 'once' }, questions) })
  const input = { folder: place.folder, keep }
  const rehearsal = await rehearseShipped(world, name, input)
  expect(snapshot(place.folder)).toEqual(before)

  const ended = await runShipped(world, name, input)
  expectDone(ended)
  expect(deedHashes(ended.entries)).toEqual(rehearsal.deeds.map(({ hash }) => hash).sort())
  const model = extras(before, keep)
  const gone = locked ? model.filter((path) => !path.startsWith('locked/')) : model
  expect(gone.length).toBeGreaterThan(20)
  expect(Object.entries(snapshot(place.folder))).toEqual(Object.entries(without(before, gone)))
  expect(questions.length).toBe(1)
  for (const path of model) expect(questions[0]).toContain(JSON.stringify(join(place.folder, path)))
  expect(ended.output).toMatchObject({ trashed: gone.length, unreadable: [] })

  await undoAll(world, ended.run)
  expect(snapshot(place.folder)).toEqual(before)
  unlock(place)
})

test('killed anywhere and resumed, it ends the same', async () => {
  const whole = await realPlace()
  const { before } = fullFolder(whole)
  const length = (await runShipped(whole.world(), name, { folder: whole.folder })).entries.length
  const wanted = snapshot(whole.folder)
  expect(wanted).not.toEqual(before)
  for (const after of [40, length - 40, length - 20, length - 1]) {
    const place = await realPlace()
    fullFolder(place)
    expectDone(await runKilled(place, shippedSkill(name).text, { folder: place.folder }, after))
    expect(snapshot(place.folder)).toEqual(wanted)
    unlock(place)
  }
  unlock(whole)
})

test.each(['no', 'expired'] as const)('the answer "%s" leaves everything as it was', async (kind) => {
  const place = await realPlace()
  const { before } = fullFolder(place)
  const ended = await runShipped(place.world({ person: saying({ kind }) }), name, { folder: place.folder })
  expect(ended.status).toBe('stopped')
  expect(snapshot(place.folder)).toEqual(before)
  unlock(place)
})

test('a policy that denies the trash leaves everything as it was', async () => {
  const place = await realPlace()
  const { before } = fullFolder(place)
  const ended = await runShipped(place.world({ policy: denying('file.trash') }), name, { folder: place.folder })
  expect(ended.status).toBe('stopped')
  expect(snapshot(place.folder)).toEqual(before)
  unlock(place)
})

test('when the copies that were to stay vanish while the person thinks, nothing goes', async () => {
  const place = await realPlace()
  for (let index = 0; index < 10; index++) {
    writeFile(join(place.folder, `${index} old`), `same ${index}`, 1000)
    writeFile(join(place.folder, `${index} new`), `same ${index}`, 2000)
  }
  const person = {
    ask: async () => {
      for (let index = 0; index < 10; index++) rmSync(join(place.folder, `${index} old`))
      return { kind: 'yes', span: 'once' } as const
    },
  }
  const ended = await runShipped(place.world({ person }), name, { folder: place.folder })
  expect(Object.keys(snapshot(place.folder)).length).toBe(10)
  expect(deedHashes(ended.entries)).toEqual([])
  expect(ended.status).not.toBe('done')
})
