import { describe, expect, test } from 'vitest'
import type { Json } from '../../engine/terms/json.ts'
import { saidByPerson, type FactAbout } from '../../engine/terms/memory.ts'
import type { MemoryStore, ProtectedMemory } from '../../engine/terms/ports.ts'
import { ToolError } from '../../engine/terms/tool.ts'

/** The contract of MemoryStore, for one implementation. */
export function describeMemoryStore(name: string, open: () => MemoryStore): void {
  describe(`the memory store in ${name}`, () => {
    const set = async (store: MemoryStore, key: string, value: Json) => store.set(key, value)

    test('remembers, replaces and forgets', async () => {
      const store = open()
      await store.set('name', 'Ana')
      await store.set('name', { first: 'Ana', years: [1, 2] })
      await store.set('none', null)
      expect(await store.get('name')).toEqual({ first: 'Ana', years: [1, 2] })
      expect(await store.get('none')).toBeNull()
      expect(await store.all()).toEqual({ name: { first: 'Ana', years: [1, 2] }, none: null })
      expect(await store.forget('name')).toBe(true)
      expect(await store.forget('name')).toBe(false)
      expect(await store.get('name')).toBeUndefined()
    })

    test('knows nothing of what was never said', async () => {
      const store = open()
      expect(await store.all()).toEqual({})
      for (const key of ['name', '__proto__', 'constructor', 'toString']) {
        expect(await store.get(key)).toBeUndefined()
        expect(await store.forget(key)).toBe(false)
      }
    })

    test.each(['', '__proto__', 'constructor', 'prototype', 'k'.repeat(201)])('refuses the key %j', async (key) => {
      const store = open()
      await expect(set(store, key, 1)).rejects.toBeInstanceOf(ToolError)
      expect(await store.all()).toEqual({})
    })

    test('refuses a value that holds such a name, is too deep or too large, and keeps the old one', async () => {
      const store = open()
      await store.set('fact', 1)
      let deep: Json = 0
      for (let level = 0; level < 10_000; level += 1) deep = [deep]
      for (const value of [JSON.parse('{"a": {"__proto__": {"polluted": true}}}') as Json, deep, 'x'.repeat(70_000)]) {
        await expect(set(store, 'fact', value)).rejects.toBeInstanceOf(ToolError)
      }
      expect(await store.get('fact')).toBe(1)
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    })

    test('refuses to grow without end', async () => {
      const store = open()
      const fill = async () => {
        for (let index = 0; index < 40; index += 1) await store.set(`fact-${index}`, 'x'.repeat(60_000))
      }
      await expect(fill()).rejects.toMatchObject({ code: 'too-large' })
      await store.forget('fact-0')
      await store.set('small', 1)
    })

    test('keeps how a fact came to be known, until it is set anew', async () => {
      const store = open()
      const about: FactAbout = { time: Date.UTC(2026, 0, 2), source: { kind: 'run', run: 'r1', skill: 'reader', how: 'confirmed' }, private: true, foreign: [{ trust: 'untrusted', source: 'what page gave in "look"' }] }
      await store.set('b', 'x', about)
      await store.set('a', 1)
      expect(await store.facts()).toEqual([{ key: 'a', value: 1, ...saidByPerson }, { key: 'b', value: 'x', ...about }])
      expect(await store.fact('b')).toEqual({ key: 'b', value: 'x', ...about })
      expect(await store.fact('c')).toBeUndefined()
      await store.set('b', 'y')
      expect(await store.fact('b')).toEqual({ key: 'b', value: 'y', ...saidByPerson })
    })

    test('what is given out or taken in is a copy', async () => {
      const store = open()
      const value = { list: [1] }
      await store.set('fact', value)
      value.list.push(2)
      ;((await store.get('fact')) as { list: number[] }).list.push(3)
      expect(await store.get('fact')).toEqual({ list: [1] })
    })
  })
}

/** The contract of ProtectedMemory. `raw`: all that lies at rest, as text; `again`: another process over the same place. */
export function describeProtectedMemory(name: string, open: () => { readonly store: ProtectedMemory; again(): ProtectedMemory; raw(): Promise<string> }): void {
  describe(`the encryption of ${name}`, () => {
    const attempt = async (work: () => unknown) => work()
    const code = (wanted: string) => expect.objectContaining({ code: wanted }) as Error

    test('hides names, values and sources once a passphrase is set, and shows them to who has it', async () => {
      const { store, again, raw } = open()
      await store.set('secret_name', 'Ana Planted')
      expect(await store.protection()).toBe('plain')
      expect(await raw()).toContain('Ana Planted')
      await store.protect('correct horse battery')
      expect(await store.protection()).toBe('open')
      await store.set('more', 'Planted too')
      expect(await raw()).not.toMatch(/Planted|secret_name|correct horse/)
      const other = again()
      expect(await other.protection()).toBe('locked')
      await other.unlock('correct horse battery')
      expect(await other.all()).toEqual({ secret_name: 'Ana Planted', more: 'Planted too' })
      other.lock()
      await expect(attempt(() => other.all())).rejects.toThrow(code('memory-locked'))
    })

    test('a wrong passphrase is one clear error and loses nothing', async () => {
      const { store, again, raw } = open()
      await store.set('a', 1)
      await store.protect('correct horse battery')
      const before = await raw()
      const other = again()
      await expect(attempt(() => other.unlock('correct horse batterz'))).rejects.toThrow(code('wrong-passphrase'))
      await expect(attempt(() => other.protect('another passphrase', 'wrong one'))).rejects.toThrow(code('wrong-passphrase'))
      await expect(attempt(() => other.protect('another passphrase'))).rejects.toThrow(code('wrong-passphrase'))
      await expect(attempt(() => other.unprotect('wrong one'))).rejects.toThrow(code('wrong-passphrase'))
      for (const work of [() => other.get('a'), () => other.set('a', 2), () => other.forget('a'), () => other.all(), () => other.facts()]) await expect(attempt(work)).rejects.toThrow(code('memory-locked'))
      expect(await raw()).toBe(before)
      expect(await store.get('a')).toBe(1)
    })

    test('the passphrase can be changed and taken away; who had the old one is locked out', async () => {
      const { store, again, raw } = open()
      await store.set('a', 'Planted')
      await store.protect('first passphrase')
      const other = again()
      await other.unlock('first passphrase')
      await store.protect('second passphrase', 'first passphrase')
      expect(await other.protection()).toBe('locked')
      await expect(attempt(() => other.unlock('first passphrase'))).rejects.toThrow(code('wrong-passphrase'))
      await other.unlock('second passphrase')
      await store.unprotect('second passphrase')
      expect(await raw()).toContain('Planted')
      expect(await other.protection()).toBe('plain')
      expect(await other.all()).toEqual({ a: 'Planted' })
    })

    test('each writing is encrypted anew, and the same letters typed in another way open it', async () => {
      const { store, again, raw } = open()
      await store.protect('caf\u00e9 au lait')
      const first = await raw()
      await store.set('a', 1)
      await store.forget('a')
      expect(await raw()).not.toBe(first)
      const other = again()
      await other.unlock('cafe\u0301 au lait')
      expect(await other.all()).toEqual({})
    })

    test('a passphrase that is too short is refused', async () => {
      const { store } = open()
      await expect(attempt(() => store.protect('1234567'))).rejects.toThrow(code('bad-passphrase'))
      expect(await store.protection()).toBe('plain')
    })
  })
}
