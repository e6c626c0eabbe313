import { chmodSync, mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { openKeptShelf } from '../../engine/host/kept-shelf.ts'
import { openShelf } from '../../engine/host/open-shelf.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

const text = 'chela: 1\nname: look\nstates:\n  a: { call: file.exists, with: { path: /x }, next: puor }\n  pour: { end: done }\n'

/** A home in which `text` was checked by a built engine. */
async function checkedHome() {
  vi.stubGlobal('engineBuild', 'one')
  const home = temporaryFolder()
  for (const name of ['skills', 'tools']) mkdirSync(join(home, name))
  writeFileSync(join(home, 'skills', 'look.skill.yaml'), text)
  return { home, loaded: (await openShelf({ home })).load(text), kept: () => openKeptShelf({ home })?.kept(text) }
}

test('what was checked once is told again without tools or checker, to the letter', async () => {
  const { home, loaded, kept } = await checkedHome()
  expect(loaded.diagnostics.map(({ code }) => code)).toContain('unknown-target')
  expect(kept()).toEqual({ skill: null, diagnostics: loaded.diagnostics, hash: loaded.hash })
  expect(openKeptShelf({ home })?.kept(`${text}\n`)).toBeUndefined()
  expect(openKeptShelf({ home })?.skills.find('look')).toMatchObject({ kind: 'found', text })
})

test('another build of the engine and sources that were not built know nothing of it', async () => {
  const { home, kept } = await checkedHome()
  vi.stubGlobal('engineBuild', 'two')
  expect(kept()).toBeUndefined()
  vi.unstubAllGlobals()
  expect(openKeptShelf({ home })).toBeUndefined()
})

test('another skill, which a text may run, makes a new check', async () => {
  const { home, kept } = await checkedHome()
  writeFileSync(join(home, 'skills', 'other.skill.yaml'), text)
  expect(kept()).toBeUndefined()
})

test('another skill that is written in place makes a new check, though it has its length and its time of before', async () => {
  const { home } = await checkedHome()
  const other = join(home, 'skills', 'other.skill.yaml')
  writeFileSync(other, text)
  const hour = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000)
  utimesSync(other, hour, hour)
  ;(await openShelf({ home })).load(text)
  expect(openKeptShelf({ home })?.kept(text)).toBeDefined()
  writeFileSync(other, text.replace('pour', 'boil'))
  utimesSync(other, hour, hour)
  expect(statSync(other).mtimeMs).toBe(hour.getTime())
  expect(openKeptShelf({ home })?.kept(text)).toBeUndefined()
})

test('where there are other tools it is left to them', async () => {
  const { home } = await checkedHome()
  expect(openKeptShelf({ home, toolFiles: ['door.tool.mjs'] })).toBeUndefined()
  writeFileSync(join(home, 'tools', 'door.tool.mjs'), 'export default 1')
  expect(openKeptShelf({ home })).toBeUndefined()
})

test.skipIf(process.platform === 'win32')('a home that everybody may write is refused', async () => {
  const { home } = await checkedHome()
  chmodSync(home, 0o777)
  expect(() => openKeptShelf({ home })).toThrow('nothing in it can be trusted')
})
