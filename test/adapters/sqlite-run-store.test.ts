import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { checkRunStore } from '../../engine/adapters/check-run-store.ts'
import { SqliteRunStore } from '../../engine/adapters/sqlite-run-store.ts'
import { storeFault } from '../../engine/adapters/store-fault.ts'
import { describeRunStore } from '../contracts/run-store.ts'
import { called, journalOf, started } from '../helpers/some-entries.ts'
import { freshFolder, temporaryFolder } from '../helpers/temporary-folder.ts'

describeRunStore('SQLite', () => {
  const folder = freshFolder()
  const path = join(folder, 'runs.db')
  return {
    store: new SqliteRunStore(path),
    again: () => new SqliteRunStore(path),
    discard: () => rmSync(folder, { recursive: true, force: true }),
  }
})

test('a store that was closed is found again, its folder and files for the owner only', () => {
  const path = join(temporaryFolder(), 'deep', 'data', 'runs.db')
  const store = new SqliteRunStore(path)
  store.append('r1', journalOf(3))
  store.close()
  store.close()
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700)
  const again = new SqliteRunStore(path)
  expect(again.read('r1')).toEqual(journalOf(3))
  again.close()
  expect(() => again.append('r1', [called(4)])).toThrow('is closed')
})

test('a journal longer than what is held as text at once is read whole and in order, also where an entry was lost', () => {
  const path = join(temporaryFolder(), 'runs.db')
  const store = new SqliteRunStore(path)
  const journal = journalOf(10_000)
  store.append('r1', journal)
  expect(store.read('r1')).toEqual(journal)
  expect(store.read('r1', 4096)).toEqual(journal.slice(4096))
  const database = new Database(path)
  database.exec("delete from journal where run = 'r1' and sequence = 7")
  database.close()
  expect(store.read('r1')).toEqual(journal.filter(({ sequence }) => sequence !== 7))
  store.close()
})

test('a file that is no database is refused and left as it is', () => {
  const path = join(temporaryFolder(), 'runs.db')
  const text = 'dear diary, '.repeat(1000)
  writeFileSync(path, text)
  expect(() => new SqliteRunStore(path)).toThrow(expect.objectContaining({ code: 'store-not-a-database', help: expect.stringContaining('CHELA_HOME') }))
  expect(readFileSync(path, 'utf8')).toBe(text)
  expect(checkRunStore(path).problems).toEqual([`${path} is not a database of runs.`])
})

test('a database of another program is refused', () => {
  const path = join(temporaryFolder(), 'runs.db')
  const other = new Database(path)
  other.exec('create table cookies (name text)')
  other.close()
  expect(() => new SqliteRunStore(path)).toThrow(expect.objectContaining({ code: 'store-not-a-database' }))
})

test('a database of a newer version is refused', () => {
  const path = join(temporaryFolder(), 'runs.db')
  new SqliteRunStore(path).close()
  const other = new Database(path)
  other.exec('pragma user_version = 99')
  other.close()
  expect(() => new SqliteRunStore(path)).toThrow(expect.objectContaining({ code: 'store-newer' }))
})

test('a store that another program holds is refused in time', () => {
  const path = join(temporaryFolder(), 'runs.db')
  const store = new SqliteRunStore(path, { busyTimeout: 20 })
  store.append('r1', [started()])
  const other = new Database(path)
  other.exec('begin immediate')
  expect(() => store.append('r1', [called(2)])).toThrow(expect.objectContaining({ code: 'store-locked' }))
  expect(() => store.append('r2', [started()])).toThrow(expect.objectContaining({ code: 'store-locked' }))
  other.exec('rollback')
  store.append('r1', [called(2)])
  store.append('r2', [started()])
  expect(store.read('r1')).toHaveLength(2)
  store.close()
})

test('a folder in the place of the file, or a file in the place of a folder, is refused', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'runs.db'))
  writeFileSync(join(folder, 'file'), '')
  for (const path of [join(folder, 'runs.db'), join(folder, 'file', 'runs.db')]) {
    expect(() => new SqliteRunStore(path)).toThrow(expect.objectContaining({ code: 'store-no-access' }))
  }
})

test.skipIf(process.getuid?.() === 0)('a folder that can not be written is refused', () => {
  const folder = temporaryFolder()
  chmodSync(folder, 0o500)
  expect(() => new SqliteRunStore(join(folder, 'runs.db'))).toThrow(expect.objectContaining({ code: 'store-no-access' }))
})

test.each(['SQLITE_FULL', 'ENOSPC'])('the error %s is told as a full disk', (code) => {
  expect(storeFault(Object.assign(new Error('x'), { code }), '/d/runs.db')).toMatchObject({ code: 'store-full', message: 'There is no space left to write /d/runs.db.' })
})

test('the check finds gaps and damage, and makes no file', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'runs.db')
  expect(checkRunStore(path)).toEqual({ exists: false, runs: 0, entries: 0, problems: [] })
  expect(() => statSync(path)).toThrow()
  const store = new SqliteRunStore(path)
  store.append('r1', journalOf(5))
  store.append('r2', journalOf(2))
  expect(checkRunStore(path)).toEqual({ exists: true, runs: 2, entries: 7, problems: [] })
  store.close()
  const other = new Database(path)
  other.exec("delete from journal where run = 'r1' and sequence = 3; delete from runs where run = 'r2'")
  other.close()
  expect(checkRunStore(path).problems).toEqual(['The journal of run r1 has a gap.', 'The journal of run r2 has no record.'])
})

test('an entry that can not be read is told as damage', () => {
  const path = join(temporaryFolder(), 'runs.db')
  const store = new SqliteRunStore(path)
  store.append('r1', journalOf(2))
  const other = new Database(path)
  other.exec("update journal set body = '{\"a\":' where sequence = 2")
  other.close()
  expect(() => store.read('r1')).toThrow(expect.objectContaining({ code: 'store-damaged' }))
  store.close()
})
