import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { dataFolders, makeDataFolders } from '../../engine/adapters/data-folders.ts'
import { filesWithin } from '../../engine/adapters/files-within.ts'
import { keptFiles, keptPlaces } from '../../engine/adapters/kept-files.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const bytes = new TextEncoder().encode('x')
let base: string
let home: string
let files: FileSystem

beforeEach(async () => {
  base = temporaryFolder()
  home = join(base, 'home')
  const folders = dataFolders({ home })
  makeDataFolders(folders)
  for (const path of [folders.accounts, folders.accepted]) writeFileSync(path, '{"secret": 1}')
  writeFileSync(join(base, 'plain'), 'plain')
  const all: FileSystem = { ...nodeFiles(), within: filesWithin }
  files = keptFiles(all, await keptPlaces(folders, all))
})

const outside = { code: 'outside' }

test.each(['tools/x.tool.mjs', 'skills/x.skill.yaml', 'accepted.json', 'ACCEPTED.json', 'grants.json', 'policy.yaml', 'runs.db', 'runs.db-wal', 'blobs/x', 'memory.json', 'cache/skills/x.json', 'cache/approvals/x.json', 'accounts.json'])('a skill can not write, move, copy or remove %s', async (name) => {
  const path = join(home, name)
  await expect(files.write(path, bytes, { replace: true })).rejects.toMatchObject(outside)
  await expect(files.append(path, bytes)).rejects.toMatchObject(outside)
  await expect(files.truncate(path, 0)).rejects.toMatchObject(outside)
  await expect(files.copy(join(base, 'plain'), path)).rejects.toMatchObject(outside)
  await expect(files.move(join(base, 'plain'), path)).rejects.toMatchObject(outside)
  await expect(files.move(path, join(base, 'away'))).rejects.toMatchObject(outside)
  await expect(files.makeFolder(path)).rejects.toMatchObject(outside)
  await expect(files.removeFile(path)).rejects.toMatchObject(outside)
  await expect(files.removeEmptyFolder(path)).rejects.toMatchObject(outside)
})

test('a folder around them is not moved, and a link does not lead to them', async () => {
  await expect(files.move(home, join(base, 'away'))).rejects.toMatchObject(outside)
  symlinkSync(join(home, 'tools'), join(base, 'link'))
  await expect(files.write(join(base, 'link', 'x.tool.mjs'), bytes)).rejects.toMatchObject(outside)
})

test('the accounts are not read, under bounds neither; all else is read and written as before', async () => {
  const inside = files.within?.([home, base]) as FileSystem
  for (const one of [files, inside]) {
    await expect(one.read(join(home, 'accounts.json'))).rejects.toMatchObject(outside)
    await expect(one.copy(join(home, 'accounts.json'), join(base, 'copy'))).rejects.toMatchObject(outside)
    await expect(one.readStream(join(home, 'accounts.json'))[Symbol.asyncIterator]().next()).rejects.toMatchObject(outside)
    await expect(one.write(join(home, 'tools', 'x'), bytes)).rejects.toMatchObject(outside)
    expect(new TextDecoder().decode(await one.read(join(home, 'accepted.json')))).toContain('secret')
  }
  mkdirSync(join(base, 'work'))
  writeFileSync(join(base, 'work', 'accounts.json'), 'mine')
  expect(new TextDecoder().decode(await files.read(join(base, 'work', 'accounts.json')))).toBe('mine')
  await files.write(join(home, 'note'), bytes)
  expect(readFileSync(join(home, 'note'), 'utf8')).toBe('x')
})
