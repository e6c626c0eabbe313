import { describe, expect, test } from 'vitest'
import type { Json } from '../../engine/terms/json.ts'
import type { MemoryStore } from '../../engine/terms/ports.ts'
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
