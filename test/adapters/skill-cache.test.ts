import { readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SkillCache } from '../../engine/adapters/skill-cache.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

test('gives back what was kept, also to the next process', () => {
  const folder = join(temporaryFolder(), 'cache')
  new SkillCache(folder).set('key-1', { a: [1, 'é'] })
  expect(new SkillCache(folder).get('key-1')).toEqual({ a: [1, 'é'] })
  expect(new SkillCache(folder).get('key-2')).toBeUndefined()
})

test('what was cut, changed or renamed on the disk is no entry, and is written anew', () => {
  const folder = temporaryFolder()
  const cache = new SkillCache(folder)
  const path = join(folder, 'key.json')
  const spoil = [() => truncateSync(path, 20), () => writeFileSync(path, readFileSync(path, 'utf8').replace('true', 'null')), () => writeFileSync(path, ''), () => renameSync(path, join(folder, 'other.json'))]
  for (const act of spoil) {
    cache.set('key', { allowed: true, text: 'long enough' })
    act()
    expect(cache.get('key')).toBeUndefined()
    expect(cache.get('other')).toBeUndefined()
  }
})

test('keys that are no plain names reach no file', () => {
  const folder = temporaryFolder()
  const cache = new SkillCache(join(folder, 'cache'))
  for (const key of ['../x', '', 'a/b', 'a\0', 'k'.repeat(300)]) {
    cache.set(key, 1)
    expect(cache.get(key)).toBeUndefined()
  }
  expect(readdirSync(folder)).toEqual([])
})

test('a folder that can not be written only costs the cache', () => {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, '')
  const cache = new SkillCache(path)
  cache.set('key', 1)
  expect(cache.get('key')).toBeUndefined()
})
