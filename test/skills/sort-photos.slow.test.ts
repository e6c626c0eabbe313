import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apartFormats } from '../../engine/adapters/apart-formats.ts'
import type { World } from '../../engine/run/world.ts'
import { photo } from '../tools/pictures.ts'
import { snapshot, type Snapshot } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runKilled, runShipped, undoAll, type Place } from './real-run.ts'
import { shippedSkill } from './shipped-skill.ts'

const name = 'sort-photos'
const formats = apartFormats()
afterAll(() => formats.close())

const stems = ['IMG 1', 'ünï', '日本語', "it's", '-rf', '${x}', '🎉', '#1', 'a.b', '__proto__']
/** One photo for each month of two years, and one that does not say when it was taken. */
let photos: readonly { readonly month: string | null; readonly bytes: Buffer }[] = []

beforeAll(async () => {
  const months = Array.from({ length: 24 }, (_, index) => `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`)
  photos = [
    ...(await Promise.all(months.map(async (month, index) => ({ month, bytes: await photo(2 + index, 2, { taken: `${month.replace('-', ':')}:28 23:59:59`, offset: '+02:00', description: '../../etc/${x}' }) })))),
    { month: null, bytes: await photo(2, 2) },
  ]
})

interface Placed {
  readonly path: string
  readonly month: string | null
}

/** Writes 250 photos into odd folders with dates of files that tell nothing, and among them what is no photo. */
function writePhotos({ folder }: Place): Placed[] {
  const put = (path: string, bytes: Buffer | string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), bytes)
    utimesSync(join(folder, path), 1_700_000_000, 1_700_000_000)
  }
  const placed = Array.from({ length: 250 }, (_, index) => {
    const { month, bytes } = photos[index % photos.length] as { month: string | null; bytes: Buffer }
    const path = `in/${['', 'a b/', 'deep/er/', '${y}/'][index % 4]}${stems[index % stems.length]} ${index}.${index % 3 === 0 ? 'JPG' : 'jpg'}`
    put(path, bytes)
    return { path, month }
  })
  put('in/broken.jpg', 'no picture at all')
  put('in/notes.txt', 'text')
  put('in/.hidden/a.jpg', 'x')
  put('in/2023/2023-01/settled.jpg', photos[0]?.bytes as Buffer)
  put('in/2023/2023-02/IMG 1 taken.jpg', 'somebody else')
  put('in/IMG 1 taken.jpg', photos[1]?.bytes as Buffer)
  return placed
}

function worldWith(place: Place, more: Partial<World> = {}): World {
  const world = place.world(more)
  return { ...world, ports: { ...world.ports, formats } }
}

function sorted(before: Snapshot, placed: readonly Placed[]): Snapshot {
  const going = new Map(placed.flatMap(({ path, month }) => (month === null ? [] : [[path, `in/${month.slice(0, 4)}/${month}/${path.slice(path.lastIndexOf('/') + 1)}`]])))
  const after: Record<string, string> = {}
  for (const [path, mark] of Object.entries(before)) after[going.get(path) ?? path] = mark
  for (const { month } of photos) if (month !== null) Object.assign(after, { [`in/${month.slice(0, 4)}/`]: 'folder 755', [`in/${month.slice(0, 4)}/${month}/`]: 'folder 755' })
  return after
}

const byName = (tree: Snapshot): [string, string][] => Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1))

test('moves photos into the months they were taken in, as predicted, and gives them back', async () => {
  const place = await realPlace()
  const placed = writePhotos(place)
  const before = snapshot(place.folder)
  const input = { folder: join(place.folder, 'in'), to: join(place.folder, 'in') }
  const rehearsal = await rehearseShipped(worldWith(place), name, input)
  expect(snapshot(place.folder)).toEqual(before)

  const ended = await runShipped(worldWith(place, { person: undefined }), name, input)
  expectDone(ended)
  expect(deedHashes(ended.entries)).toEqual(rehearsal.deeds.map(({ hash }) => hash).sort())
  expect(byName(snapshot(place.folder))).toEqual(byName(sorted(before, placed)))
  expect(ended.output).toMatchObject({ moved: 240, settled: 1 })
  expect((ended.output as { undated: string[] }).undated.length).toBe(10)
  expect((ended.output as { left: { file: string }[] }).left.map(({ file }) => file).sort()).toEqual(['2023/2023-02/IMG 1 taken.jpg', 'IMG 1 taken.jpg', 'broken.jpg'].map((path) => join(input.folder, path)))

  await undoAll(worldWith(place), ended.run)
  expect(snapshot(place.folder)).toEqual(before)
})

test('killed and resumed, it ends the same', async () => {
  const place = await realPlace()
  const placed = writePhotos(place)
  const before = snapshot(place.folder)
  const input = { folder: join(place.folder, 'in'), to: join(place.folder, 'in') }
  expectDone(await runKilled({ ...place, world: (more) => worldWith(place, more) }, shippedSkill(name).text, input, 700))
  expect(byName(snapshot(place.folder))).toEqual(byName(sorted(before, placed)))
})

test('a policy that denies moving leaves everything as it was', async () => {
  const place = await realPlace()
  writePhotos(place)
  const before = snapshot(place.folder)
  const ended = await runShipped(worldWith(place, { policy: denying('file.move') }), name, { folder: join(place.folder, 'in'), to: join(place.folder, 'out') })
  expect(ended.status).toBe('stopped')
  expect(snapshot(place.folder)).toEqual(before)
})
