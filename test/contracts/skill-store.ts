import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SkillFile, SkillStore } from '../../engine/terms/skill-store.ts'
import { hashText } from '../../engine/terms/hash.ts'

/** A store under test that ships `make-tea`. `again` opens the same files a second time, as another process or tab would. */
export interface OpenedSkillStore {
  readonly store: SkillStore
  readonly again: () => SkillStore
  readonly discard?: () => void | Promise<void>
}

/** What stands in the shipped skill `make-tea` of a store under test. */
export const shippedTea = 'chela: 1\nname: make-tea\n'

const oddTexts = ['', '\ufeffchela: 1\r\n\r\n# \u{1f375}\r\nname: x\r', '\t \n\n\n', '\0\u0001\u2028\u2029', 'no end of line', `${'ä'.repeat(524_288)}`]

const badIds = [
  '', 'mine', 'mine/', '/mine/x', 'mine//x', 'mine/../x', 'mine/./x', 'mine/a/../../x', 'mine\\x', 'mine/a\\b/x', 'mine/.hidden/x', 'mine/.x', 'mine/X', 'mine/x.skill.yaml', 'mine/con', 'mine/aux/x',
  'mine/a\0/x', 'other/x', '__proto__/x', 'mine/a /x', 'mine/a./x', `mine/${'a'.repeat(65)}`, `mine/${'a/'.repeat(9)}x`, 'mine/C:/x', 'mine/%2e%2e/x/', 'constructor', 'mine/\u202ex/y',
]

/** The contract of SkillStore, for one implementation. */
export function describeSkillStore(name: string, open: () => OpenedSkillStore | Promise<OpenedSkillStore>): void {
  describe(`the skill store in ${name}`, () => {
    let opened: OpenedSkillStore
    let store: SkillStore
    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(() => opened.discard?.())

    const kept = async (id: string, text: string, base: string | null = null): Promise<SkillFile> => {
      const result = await store.write(id, text, base)
      if (!('kept' in result)) throw new Error(JSON.stringify(result))
      return result.kept
    }

    test('gives back what was written, with its hash', async () => {
      const file = await kept('mine/home/tidy-up', 'a')
      expect(file).toMatchObject({ id: 'mine/home/tidy-up', name: 'tidy-up', text: 'a', hash: hashText('a'), writable: true, sidecar: null })
      expect(file.changed).toBeGreaterThan(0)
      expect(await opened.again().read('mine/home/tidy-up')).toEqual(file)
      const { text: _text, hash: _hash, sidecar: _sidecar, ...entry } = file
      expect(await store.list()).toContainEqual(entry)
    })

    for (const [index, text] of oddTexts.entries()) {
      test(`keeps every unit of the odd text ${index}`, async () => {
        await kept('mine/odd', text)
        expect((await opened.again().read('mine/odd'))?.text).toBe(text)
      })
    }

    test('refuses a text that is too large, or that could not be read back', async () => {
      expect(await store.write('mine/large', 'ä'.repeat(524_289), null)).toMatchObject({ refused: expect.stringContaining('1 MiB') })
      expect(await store.write('mine/half', 'a\ud800b', null)).toMatchObject({ refused: expect.any(String) })
      expect((await store.list()).map(({ id }) => id)).toEqual(['shipped/make-tea'])
    })

    test.each(badIds)('there is no skill %j, and none can be written', async (id) => {
      expect(await store.read(id)).toBeUndefined()
      expect(await store.write(id, 'x', null)).toMatchObject({ refused: expect.any(String) })
      expect(await store.remove(id, hashText('x'))).toMatchObject({ refused: expect.any(String) })
      await expect(store.keepBeside(id, {})).rejects.toMatchObject({ code: 'not-kept' })
      const { hash } = await kept('mine/sound', 'x')
      expect(await store.move('mine/sound', id, hash)).toMatchObject({ refused: expect.any(String) })
    })

    test('a shipped skill can be read, and not changed', async () => {
      const tea = await store.read('shipped/make-tea')
      expect(tea).toMatchObject({ text: shippedTea, writable: false })
      expect(await store.write('shipped/make-tea', 'x', hashText(shippedTea))).toHaveProperty('refused')
      expect(await store.write('shipped/new', 'x', null)).toHaveProperty('refused')
      expect(await store.remove('shipped/make-tea', hashText(shippedTea))).toHaveProperty('refused')
      expect(await store.move('shipped/make-tea', 'mine/make-tea', hashText(shippedTea))).toHaveProperty('refused')
      await expect(store.keepBeside('shipped/make-tea', {})).rejects.toMatchObject({ code: 'not-kept' })
      expect(await kept('mine/make-tea', 'my own')).toMatchObject({ writable: true })
    })

    test('a change that is based on something else writes nothing and gives what is there', async () => {
      const first = await kept('mine/a', 'one')
      const second = await kept('mine/a', 'two', first.hash)
      expect(await store.write('mine/a', 'three', first.hash)).toEqual({ conflict: second })
      expect(await store.write('mine/a', 'three', null)).toEqual({ conflict: second })
      expect(await store.write('mine/gone', 'x', first.hash)).toEqual({ conflict: null })
      expect(await store.move('mine/a', 'mine/b', first.hash)).toEqual({ conflict: second })
      expect(await store.remove('mine/a', first.hash)).toEqual({ conflict: second })
      expect(await store.read('mine/a')).toEqual(second)
    })

    test('of many writers at once one wins each round and nobody is written over', async () => {
      const other = opened.again()
      let base = (await kept('mine/race', '0')).hash
      for (let round = 1; round <= 5; round++) {
        const results = await Promise.all([store, other, store, other].map((one, index) => one.write('mine/race', `${round} ${index}`, base)))
        const won = results.flatMap((result) => ('kept' in result ? [result.kept] : []))
        expect(won).toHaveLength(1)
        expect(results.filter((result) => 'conflict' in result)).toHaveLength(3)
        expect((await store.read('mine/race'))?.text).toBe(won[0]?.text)
        base = won[0]?.hash ?? ''
      }
      const made = await Promise.all([store, other].map((one, index) => one.write('mine/fresh', String(index), null)))
      expect(made.filter((result) => 'kept' in result)).toHaveLength(1)
    })

    test('keeps what is put beside a skill, without a change of the skill', async () => {
      const before = await kept('mine/a', 'one')
      await store.keepBeside('mine/a', { places: { look: [1, 2] }, ['__proto__']: { x: 1 } })
      const after = await opened.again().read('mine/a')
      expect(after).toMatchObject({ text: 'one', hash: before.hash, changed: before.changed, sidecar: { places: { look: [1, 2] } } })
      expect((await kept('mine/a', 'two', before.hash)).sidecar).toMatchObject({ places: { look: [1, 2] } })
      await expect(store.keepBeside('mine/a', [1])).rejects.toMatchObject({ code: 'not-kept' })
      await expect(store.keepBeside('mine/a', { big: 'x'.repeat(5_000_000) })).rejects.toMatchObject({ code: 'not-kept' })
      await expect(store.keepBeside('mine/none', {})).rejects.toMatchObject({ code: 'not-kept' })
    })

    test('moves a skill with what is beside it, and never onto another', async () => {
      const { hash } = await kept('mine/a', 'one')
      await store.keepBeside('mine/a', { x: 1 })
      const b = await kept('mine/b', 'two')
      expect(await store.move('mine/a', 'mine/b', hash)).toEqual({ conflict: b })
      expect(await store.move('mine/a', 'mine/work/deep/c', hash)).toMatchObject({ kept: { id: 'mine/work/deep/c', name: 'c', text: 'one', hash, sidecar: { x: 1 } } })
      expect(await store.read('mine/a')).toBeUndefined()
      expect(await store.move('mine/a', 'mine/d', hash)).toEqual({ conflict: null })
      expect(await store.move('mine/b', 'mine/b', b.hash)).toMatchObject({ kept: { id: 'mine/b' } })
      expect(await store.move('mine/b', 'mine/home/b', b.hash)).toMatchObject({ kept: { id: 'mine/home/b' } })
    })

    test('no two skills of the person have one name', async () => {
      const { hash } = await kept('mine/home/tidy', 'one')
      expect(await store.write('mine/work/tidy', 'two', null)).toMatchObject({ refused: expect.stringContaining('mine/home/tidy') })
      const other = await kept('mine/other', 'two')
      expect(await store.move('mine/other', 'mine/work/tidy', other.hash)).toMatchObject({ refused: expect.stringContaining('mine/home/tidy') })
      await store.remove('mine/home/tidy', hash)
      expect(await store.write('mine/work/tidy', 'two', null)).toHaveProperty('kept')
    })

    test('a removed skill is gone, and its name free', async () => {
      const { hash } = await kept('mine/a', 'one')
      await store.keepBeside('mine/a', { x: 1 })
      expect(await store.remove('mine/a', hash)).toEqual({ removed: true })
      expect(await store.read('mine/a')).toBeUndefined()
      expect((await store.list()).map(({ id }) => id)).toEqual(['shipped/make-tea'])
      expect(await store.remove('mine/a', hash)).toEqual({ conflict: null })
      expect((await kept('mine/a', 'new')).sidecar).toBeNull()
    })

    test('tells of every change, its own and those of others, until it is stopped', async () => {
      const { hash } = await kept('mine/a', 'one')
      const heard: string[] = []
      store.watch(() => {
        throw new Error('A listener broke.')
      })
      const stop = store.watch((ids) => heard.push(...ids))
      await soon()
      const other = opened.again()
      await kept('mine/a', 'two', hash)
      await until(() => heard.includes('mine/a'))
      expect(await other.write('mine/new/b', 'b', null)).toHaveProperty('kept')
      await until(() => heard.includes('mine/new/b'))
      heard.length = 0
      await other.remove('mine/new/b', hashText('b'))
      await until(() => heard.includes('mine/new/b'))
      await other.move('mine/a', 'mine/c', hashText('two'))
      await until(() => heard.includes('mine/a') && heard.includes('mine/c'))
      stop()
      heard.length = 0
      await other.write('mine/d', 'd', null)
      await soon()
      expect(heard).toEqual([])
    })
  })
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30))

async function until(holds: () => boolean): Promise<void> {
  for (let count = 0; count < 600 && !holds(); count++) await new Promise((resolve) => setTimeout(resolve, 5))
  expect(holds()).toBe(true)
}
