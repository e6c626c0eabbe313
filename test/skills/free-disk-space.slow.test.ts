import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addLinks, filesOf, runTime, snapshot, spreadFiles, writeFile, type Snapshot } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runKilled, runShipped, saying, undoAll, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'free-disk-space'
const old = runTime - 180 * 86_400_000

function fullFolder(place: Place): Snapshot {
  spreadFiles(place.folder)
  addLinks(place.folder, join(place.root, 'outside'))
  for (let index = 0; index < 40; index++) writeFile(join(place.folder, 'big', `${index % 7} "${index}".bin`), 'x'.repeat(1000 + ((index * 37) % 41)), old - 1 - ((index * 13) % 43) * 1000)
  writeFile(join(place.folder, 'big/too new.bin'), 'x'.repeat(5000), old)
  return snapshot(place.folder)
}

/** The paths that should be proposed, in the order in which they should be. */
function proposed(before: Snapshot, which: 'largest' | 'oldest', most: number): string[] {
  const files = [...filesOf(before)].map(([path, { content, modified }]) => ({ path, modified, size: Buffer.byteLength(content) }))
  const fitting = files.filter(({ path, size, modified }) => size >= 1000 && modified < old && !path.split('/').some((part) => part.startsWith('.')))
  const byPath = fitting.sort((a, b) => (a.path < b.path ? -1 : 1))
  const sorted = which === 'oldest' ? byPath.sort((a, b) => a.modified - b.modified) : byPath.sort((a, b) => b.size - a.size)
  return sorted.slice(0, most).map(({ path }) => path)
}

test.each(['largest', 'oldest'] as const)('moves the %s files to the trash, as predicted, and gives them back', async (which) => {
  const place = await realPlace()
  const before = fullFolder(place)
  expect(filesOf(before).size).toBeGreaterThan(200)
  const questions: string[] = []
  const world = place.world({ person: saying({ kind: 'yes', span: 'once' }, questions) })
  const input = { folder: place.folder, which, at_least: 1000, most: 25 }
  const rehearsal = await rehearseShipped(world, name, input)
  expect(snapshot(place.folder)).toEqual(before)

  const ended = await runShipped(world, name, input)
  expectDone(ended)
  expect(deedHashes(ended.entries)).toEqual(rehearsal.deeds.map(({ hash }) => hash).sort())
  const model = proposed(before, which, 25)
  expect(ended.output).toMatchObject({ trashed: model.map((path) => join(place.folder, path)), left: [], more: 15 })
  expect(Object.entries(snapshot(place.folder))).toEqual(Object.entries(before).filter(([path]) => !model.includes(path)))
  expect(questions.length).toBe(1)
  for (const path of model) expect(questions[0]).toContain(JSON.stringify(join(place.folder, path)))

  await undoAll(world, ended.run)
  expect(snapshot(place.folder)).toEqual(before)
})

test('killed anywhere and resumed, it ends the same', async () => {
  const whole = await realPlace()
  fullFolder(whole)
  const length = (await runShipped(whole.world(), name, { folder: whole.folder, at_least: 1000 })).entries.length
  for (const after of [20, length - 10, length - 1]) {
    const place = await realPlace()
    fullFolder(place)
    expectDone(await runKilled(place, shippedSkill(name).text, { folder: place.folder, at_least: 1000 }, after))
    expect(snapshot(place.folder)).toEqual(snapshot(whole.folder))
  }
})

test.each(['no', 'expired'] as const)('the answer "%s" leaves everything as it was', async (kind) => {
  const place = await realPlace()
  const before = fullFolder(place)
  expect((await runShipped(place.world({ person: saying({ kind }) }), name, { folder: place.folder, at_least: 1000 })).status).toBe('stopped')
  expect(snapshot(place.folder)).toEqual(before)
})

test('a file that is written to while the person thinks stays, and so does everything when the trash is denied', async () => {
  const place = await realPlace()
  const before = fullFolder(place)
  const path = proposed(before, 'largest', 1)[0] as string
  const person = {
    ask: async () => {
      writeFile(join(place.folder, path), 'y'.repeat(Buffer.byteLength(filesOf(before).get(path)?.content ?? '')), runTime)
      return { kind: 'yes', span: 'once' } as const
    },
  }
  const ended = await runShipped(place.world({ person }), name, { folder: place.folder, at_least: 1000, most: 1 })
  expect(ended.output).toMatchObject({ trashed: [], left: [{ file: join(place.folder, path), why: 'The file was changed in the meantime.' }] })
  const denied = await runShipped(place.world({ policy: denying('file.trash') }), name, { folder: place.folder, at_least: 1000 })
  expect(denied.status).toBe('stopped')
  expect(Object.keys(snapshot(place.folder))).toEqual(Object.keys(before))
})
