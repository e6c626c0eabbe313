import { statSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolders, makeDataFolders } from '../../engine/adapters/data-folders.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

test('one folder holds all when CHELA_HOME names it', () => {
  const folders = dataFolders({ environment: { CHELA_HOME: '/h' } })
  for (const path of Object.values(folders)) expect(path.startsWith(resolve('/h'))).toBe(true)
  expect(folders.runs).toBe(join(resolve('/h'), 'runs.db'))
})

test('an option goes before the environment', () => {
  expect(dataFolders({ home: '/a', environment: { CHELA_HOME: '/h' } }).data).toBe(resolve('/a'))
})

test('without either, things lie where the platform keeps them', () => {
  const folders = dataFolders({ environment: { CHELA_HOME: '' } })
  for (const path of Object.values(folders)) {
    expect(isAbsolute(path)).toBe(true)
    expect(path).toContain('chela')
  }
  expect(folders.cache).not.toBe(folders.data)
})

test('folders are made for the owner only', () => {
  const folders = dataFolders({ home: join(temporaryFolder(), 'home') })
  makeDataFolders(folders)
  makeDataFolders(folders)
  for (const path of [folders.data, folders.cache, folders.blobs, folders.skills]) expect(statSync(path).mode & 0o777).toBe(0o700)
})

test('a place where no folder can be made is told in plain words', () => {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, '')
  expect(() => makeDataFolders(dataFolders({ home: path }))).toThrow(expect.objectContaining({ code: 'no-home' }))
})
