import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replaceFile } from '../../engine/adapters/replace-file.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

test('what changed while the new text was written stays, and nothing is left beside it', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'a.txt')
  writeFileSync(path, 'before')
  const onlyIf = (): boolean => {
    writeFileSync(path, 'of another program')
    return readFileSync(path, 'utf8') === 'before'
  }
  expect(replaceFile(path, 'mine', { onlyIf })).toBe(false)
  expect(readFileSync(path, 'utf8')).toBe('of another program')
  expect(readdirSync(folder)).toEqual(['a.txt'])
})

test('a file is replaced where nothing speaks against it', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'deep/a.txt')
  expect(replaceFile(path, 'mine', { onlyIf: () => true })).toBe(true)
  expect(readFileSync(path, 'utf8')).toBe('mine')
})
