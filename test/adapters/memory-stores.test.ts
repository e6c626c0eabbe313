import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { JsonMemoryStore } from '../../engine/adapters/json-memory-store.ts'
import { VolatileMemoryStore } from '../../engine/adapters/volatile-memory-store.ts'
import { describeMemoryStore } from '../contracts/memory-store.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describeMemoryStore('memory', () => new VolatileMemoryStore())
describeMemoryStore('a JSON file', () => new JsonMemoryStore(join(temporaryFolder(), 'data', 'memory.json')))

test('another process finds what was said, in a file for the owner only', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'memory.json')
  new JsonMemoryStore(path).set('name', 'Ana')
  expect(new JsonMemoryStore(path).get('name')).toBe('Ana')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(folder)).toEqual(['memory.json'])
})

test.each(['{"name": "An', '[1]', 'null', ''])('a file that holds %j is told as damaged and left as it is', (text) => {
  const path = join(temporaryFolder(), 'memory.json')
  writeFileSync(path, text)
  const store = new JsonMemoryStore(path)
  expect(() => store.get('name')).toThrow(expect.objectContaining({ code: 'memory-damaged' }))
  expect(() => store.set('name', 1)).toThrow(expect.objectContaining({ code: 'memory-damaged' }))
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('a hostile file changes no prototype', () => {
  const path = join(temporaryFolder(), 'memory.json')
  writeFileSync(path, '{"__proto__": {"polluted": true}, "a": 1}')
  expect(new JsonMemoryStore(path).all()).toEqual({ a: 1 })
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})
