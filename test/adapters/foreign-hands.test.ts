import { chmodSync, chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { AcceptedFile } from '../../engine/adapters/accepted-file.ts'
import { dataFolders, guardDataFolders, makeDataFolders } from '../../engine/adapters/data-folders.ts'
import { foreignHands } from '../../engine/adapters/foreign-hands.ts'
import { GrantsFile } from '../../engine/adapters/grants-file.ts'
import { openRunDatabase } from '../../engine/adapters/open-run-database.ts'
import { loadToolFiles } from '../../engine/adapters/tool-files.ts'
import { readPolicy } from '../../engine/host/read-policy.ts'
import { createToolbox } from '../../engine/tools/toolbox.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const windows = process.platform === 'win32'
const root = process.getuid?.() === 0
const stranger = 54_321

function written(name: string, mode = 0o600): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, '[]')
  chmodSync(path, mode)
  return path
}

test('a file of the person, and one that is not there, are fine', () => {
  expect(foreignHands(written('a'))).toBeUndefined()
  expect(foreignHands(written('a', 0o664))).toBeUndefined()
  expect(foreignHands('/no/such/file')).toBeUndefined()
})

test.skipIf(windows)('grants, accepted texts and rules that everybody may write do not count', async () => {
  expect(() => new GrantsFile(written('grants.json', 0o666)).list()).toThrow(/may be written by everybody/)
  expect(() => new AcceptedFile(written('accepted.json', 0o666)).list()).toThrow(/may be written by everybody/)
  await expect(readPolicy(written('policy.yaml', 0o666), createToolbox([]), async (path) => path)).rejects.toThrow(/so nothing in it counts/)
})

test.skipIf(!root)('files of other users do not count, nor do links to them or links of theirs', async () => {
  const path = written('accepted.json')
  chownSync(path, stranger, stranger)
  expect(() => new AcceptedFile(path).list()).toThrow(/belongs to another user/)
  expect(() => openRunDatabase(path, 100)).toThrow(/its journals can not be trusted/)
  const link = join(temporaryFolder(), 'grants.json')
  symlinkSync(path, link)
  expect(() => new GrantsFile(link).list()).toThrow(/belongs to another user/)
  await expect(readPolicy(link, createToolbox([]), async (one) => one)).rejects.toMatchObject({ code: 'policy-not-read' })
})

test.skipIf(windows)('a home or a folder of tools that everybody may write is refused; a tool file of that kind is not run', async () => {
  const folders = dataFolders({ home: temporaryFolder() })
  makeDataFolders(folders)
  expect(() => guardDataFolders(folders)).not.toThrow()
  chmodSync(folders.tools, 0o777)
  expect(() => guardDataFolders(folders)).toThrow(/nothing in it can be trusted/)
  chmodSync(folders.tools, 0o700)
  chmodSync(folders.data, 0o1777)
  expect(() => guardDataFolders(folders)).toThrow(/nothing in it can be trusted/)
  const file = join(folders.tools, 'x.tool.mjs')
  writeFileSync(file, 'globalThis.ran = true')
  chmodSync(file, 0o666)
  expect(await loadToolFiles(folders.tools, [], '/no/door')).toEqual([expect.objectContaining({ problem: expect.stringContaining('so it was not loaded') })])
  expect('ran' in globalThis).toBe(false)
})

test('a folder of skills that is a link is followed', () => {
  const folders = dataFolders({ home: temporaryFolder() })
  const real = temporaryFolder()
  mkdirSync(join(real, 'mine'))
  symlinkSync(join(real, 'mine'), folders.skills)
  makeDataFolders(folders)
  expect(() => guardDataFolders(folders)).not.toThrow()
})
