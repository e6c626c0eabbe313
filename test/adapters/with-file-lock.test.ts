import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withFileLock } from '../../engine/adapters/with-file-lock.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

test('the lock is there while the work is done, and gone after it, also when the work throws', () => {
  const path = join(temporaryFolder(), 'file')
  expect(withFileLock(path, () => readFileSync(`${path}.lock`, 'utf8'))).toBe(String(process.pid))
  expect(existsSync(`${path}.lock`)).toBe(false)
  const broken = () => {
    throw new Error('broken')
  }
  expect(() => withFileLock(path, broken)).toThrow('broken')
  expect(existsSync(`${path}.lock`)).toBe(false)
})

test('a lock that was left by a process that has ended, or long ago, is taken over', () => {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(`${path}.lock`, '999999999')
  expect(withFileLock(path, () => 1)).toBe(1)
  writeFileSync(`${path}.lock`, '')
  utimesSync(`${path}.lock`, 0, 0)
  expect(withFileLock(path, () => 2)).toBe(2)
})
