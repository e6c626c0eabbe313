import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { JsonMemoryStore } from '../../engine/adapters/json-memory-store.ts'
import { VolatileMemoryStore } from '../../engine/adapters/volatile-memory-store.ts'
import { OverlayMemoryStore } from '../../engine/adapters/overlay-memory-store.ts'
import { describeMemoryStore, describeProtectedMemory } from '../contracts/memory-store.ts'
import { saidByPerson } from '../../engine/terms/memory.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

describeMemoryStore('memory', () => new VolatileMemoryStore())
describeMemoryStore('a JSON file', () => new JsonMemoryStore(join(temporaryFolder(), 'data', 'memory.json')))
describeMemoryStore('an encrypted JSON file', () => {
  const store = new JsonMemoryStore(join(temporaryFolder(), 'memory.json'), { cost: 2 })
  store.protect('a passphrase')
  return store
})
describeMemoryStore('memory over another memory', () => new OverlayMemoryStore(new VolatileMemoryStore()))
describeProtectedMemory('a JSON file', () => {
  const path = join(temporaryFolder(), 'memory.json')
  const again = () => new JsonMemoryStore(path, { cost: 2 })
  return { store: again(), again, raw: async () => (existsSync(path) ? readFileSync(path, 'utf8') : '') }
})

test('what is changed over another memory does not reach it', async () => {
  const below = new VolatileMemoryStore({ a: 1 })
  const over = new OverlayMemoryStore(below)
  await over.set('a', 2)
  await over.forget('a')
  expect(below.all()).toEqual({ a: 1 })
})

test('a passphrase that is at hand opens the file when it is needed, and one that does not fit is told each time', () => {
  const path = join(temporaryFolder(), 'memory.json')
  const first = new JsonMemoryStore(path, { cost: 2 })
  first.set('a', 1)
  first.protect('a passphrase')
  expect(new JsonMemoryStore(path, { passphrase: () => 'a passphrase' }).get('a')).toBe(1)
  const wrong = new JsonMemoryStore(path, { passphrase: () => 'another one' })
  for (let times = 0; times < 2; times++) expect(() => wrong.get('a')).toThrow(expect.objectContaining({ code: 'wrong-passphrase' }))
  expect(wrong.protection()).toBe('locked')
})

test('facts that a person wrote as plain values are theirs, and a mended file keeps its marks', () => {
  const path = join(temporaryFolder(), 'memory.json')
  writeFileSync(path, '{"home": "/home/ana"}')
  const store = new JsonMemoryStore(path)
  expect(store.fact('home')).toMatchObject({ value: '/home/ana', source: { kind: 'person' }, foreign: [] })
  store.set('x', 1, { ...saidByPerson, foreign: [{ trust: 'untrusted', source: 'a page' }] })
  writeFileSync(path, readFileSync(path, 'utf8').replace('/home/ana', '/home/bob'))
  expect(store.all()).toEqual({ home: '/home/bob', x: 1 })
  expect(store.fact('x')?.foreign).toEqual([{ trust: 'untrusted', source: 'a page' }])
})

test.each([
  ['a key that would take all memory', { cost: 2 ** 30 }],
  ['another way to a key', { kdf: 'none' }],
  ['a tag that is cut off', { data: 'AAAA' }],
  ['a salt of another length', { salt: 'AAAA' }],
])('an encrypted file with %s is damaged and left as it is', (_, change) => {
  const path = join(temporaryFolder(), 'memory.json')
  new JsonMemoryStore(path, { cost: 2 }).protect('a passphrase')
  const whole = JSON.parse(readFileSync(path, 'utf8')) as { readonly sealed: object }
  writeFileSync(path, JSON.stringify({ ...whole, sealed: { ...whole.sealed, ...change } }))
  const store = new JsonMemoryStore(path, { passphrase: () => 'a passphrase' })
  expect(() => store.get('a')).toThrow(expect.objectContaining({ code: 'memory-damaged' }))
  expect(() => store.set('a', 1)).toThrow(expect.objectContaining({ code: 'memory-damaged' }))
})

test('an encrypted file that was changed in one place opens for nobody', () => {
  const path = join(temporaryFolder(), 'memory.json')
  const store = new JsonMemoryStore(path, { cost: 2 })
  store.protect('a passphrase')
  const whole = JSON.parse(readFileSync(path, 'utf8')) as { readonly sealed: { readonly data: string } }
  const data = Buffer.from(whole.sealed.data, 'base64')
  data[0] = (data[0] ?? 0) ^ 1
  writeFileSync(path, JSON.stringify({ ...whole, sealed: { ...whole.sealed, data: data.toString('base64') } }))
  expect(() => store.all()).toThrow(expect.objectContaining({ code: 'memory-damaged' }))
  expect(() => new JsonMemoryStore(path).unlock('a passphrase')).toThrow(expect.objectContaining({ code: 'wrong-passphrase' }))
})

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
