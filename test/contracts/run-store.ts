import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RunStore } from '../../engine/terms/ports.ts'
import { StoreConflict } from '../../engine/terms/ports.ts'
import { answered, asked, called, ended, entry, journalOf, started } from '../helpers/some-entries.ts'

/** A store under test. `again` opens the same data a second time, as another process or tab would. */
export interface OpenedRunStore {
  readonly store: RunStore
  readonly again?: () => RunStore | Promise<RunStore>
  readonly discard?: () => void | Promise<void>
}

const hostileNames = ['__proto__', 'constructor', '../../etc/passwd', "'; drop table journal; --", '%_', '*', ' ', 'ÄÖÜ 漢字 \u{1f9ea}', 'r'.repeat(200), 'a/b\\c', '"']

/** The contract of RunStore, for one implementation. */
export function describeRunStore(name: string, open: () => OpenedRunStore | Promise<OpenedRunStore>): void {
  describe(`the run store in ${name}`, () => {
    let opened: OpenedRunStore
    let store: RunStore
    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })
    afterEach(async () => {
      await store.close()
      await opened.discard?.()
    })
    const append: RunStore['append'] = async (...args) => store.append(...args)

    test('gives back what was appended, in order', async () => {
      const journal = journalOf(6)
      await append('r1', journal.slice(0, 1))
      await append('r1', journal.slice(1, 5))
      await append('r1', journal.slice(5))
      expect(await store.read('r1')).toEqual(journal)
      expect(await store.read('r1', 4)).toEqual(journal.slice(4))
      expect(await store.read('r1', 6)).toEqual([])
    })

    test('what was read does not change when more is appended', async () => {
      await append('r1', journalOf(2))
      const before = await store.read('r1')
      await append('r1', [answered(3, 2)])
      expect(before).toHaveLength(2)
    })

    test('knows nothing of a run that was never started', async () => {
      expect(await store.read('nobody')).toEqual([])
      expect(await store.find('nobody')).toBeUndefined()
      expect(await store.find('\0')).toBeUndefined()
      expect(await store.read('')).toEqual([])
      expect(await store.list()).toEqual([])
    })

    test('appending nothing changes nothing', async () => {
      await append('r1', [])
      expect(await store.find('r1')).toBeUndefined()
    })

    test('refuses an entry whose number is taken or leaves a gap', async () => {
      await append('r1', journalOf(3))
      await expect(append('r1', [called(3)])).rejects.toBeInstanceOf(StoreConflict)
      await expect(append('r1', [called(5)])).rejects.toBeInstanceOf(StoreConflict)
      await expect(append('r1', [started()])).rejects.toBeInstanceOf(StoreConflict)
      await expect(append('r2', [called(2)])).rejects.toBeInstanceOf(StoreConflict)
      await append('r1', [called(4)])
      expect(await store.read('r1')).toHaveLength(4)
    })

    test('refuses entries that do not count up, and keeps none of them', async () => {
      await append('r1', journalOf(1))
      await expect(append('r1', [called(2), called(4)])).rejects.toMatchObject({ code: 'broken-journal' })
      expect(await store.read('r1')).toHaveLength(1)
    })

    test('refuses a journal that does not begin with its start', async () => {
      await expect(append('r1', [called(1)])).rejects.toMatchObject({ code: 'broken-journal' })
      expect(await store.read('r1')).toEqual([])
      await append('r1', [started()])
    })

    test('keeps the record of a run up with its journal', async () => {
      await append('r1', [started({ skill: 'tidy', hash: 'f'.repeat(64) })])
      const first = await store.find('r1')
      expect(first).toEqual({ run: 'r1', skill: 'tidy', hash: 'f'.repeat(64), mode: 'live', status: 'running', started: started().time, changed: started().time, entries: 1 })
      await append('r1', [called(2)])
      await append('r1', [answered(3, 2), asked(4)])
      expect(await store.find('r1')).toEqual({ ...first, status: 'waiting', changed: asked(4).time, entries: 4 })
      await append('r1', [entry(5, { kind: 'person-answered', ask: 4, answer: { kind: 'yes', span: 'once' } })])
      expect(await store.find('r1')).toMatchObject({ status: 'running', entries: 5 })
      await append('r1', [entry(6, { kind: 'run-paused', because: 'lunch' })])
      expect(await store.find('r1')).toMatchObject({ status: 'paused' })
      await append('r1', [entry(7, { kind: 'run-resumed' })])
      await append('r1', [ended(8)])
      expect(await store.find('r1')).toMatchObject({ status: 'done', entries: 8, changed: ended(8).time })
    })

    test('lists runs newest first, by skill, by status and up to a limit', async () => {
      await append('b', [started({ skill: 'tea', time: 2000 })])
      await append('a', [started({ skill: 'tidy', time: 1000 })])
      await append('c', [started({ skill: 'tea', time: 3000 })])
      await append('d', [started({ skill: 'tea', time: 3000 })])
      await append('b', [ended(2, 'failed')])
      const names = async (filter?: Parameters<RunStore['list']>[0]) => (await store.list(filter)).map((record) => record.run)
      expect(await names()).toEqual(['d', 'c', 'b', 'a'])
      expect(await names({ limit: 2 })).toEqual(['d', 'c'])
      expect(await names({ limit: 0 })).toEqual([])
      expect(await names({ skill: 'tidy' })).toEqual(['a'])
      expect(await names({ status: 'failed' })).toEqual(['b'])
      expect(await names({ skill: 'tea', status: 'running', limit: 1 })).toEqual(['d'])
      expect(await names({ skill: "' or 1=1 --" })).toEqual([])
    })

    test('keeps texts by their hash', async () => {
      const text = 'chela: 1\nname: x\0 \ud800 漢字\r\n'
      await store.putText('h1', text)
      await store.putText('h1', text)
      expect(await store.getText('h1')).toBe(text)
      expect(await store.getText('h2')).toBeUndefined()
      expect(await store.getText('__proto__')).toBeUndefined()
    })

    test('keeps an entry of a megabyte', async () => {
      const text = 'é\u0000"\\\u2028'.repeat(180_000)
      await append('r1', [started()])
      await append('r1', [called(2, { from: text, to: 'x' })])
      expect(await store.read('r1', 1)).toEqual([called(2, { from: text, to: 'x' })])
    })

    test.each(hostileNames)('a run may be named %j', async (run) => {
      await append(run, journalOf(3))
      await append(`${run.slice(0, 150)}x`, journalOf(1))
      expect(await store.read(run)).toEqual(journalOf(3))
      expect(await store.find(run)).toMatchObject({ run, entries: 3 })
      expect(await store.claim(run, 'me', 0, 10)).toBe(true)
    })

    test.each(['', 'a\0b', 'a\nb', '\ud800', 'r'.repeat(201)])('a run can not be named %j', async (run) => {
      await expect(append(run, journalOf(1))).rejects.toMatchObject({ code: 'bad-run-name' })
      await expect((async () => store.claim(run, 'me', 0, 10))()).rejects.toMatchObject({ code: 'bad-run-name' })
    })

    test('hostile data changes no prototype', async () => {
      const input = JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as { from: string; to: string }
      await append('r1', [started(), called(2, input)])
      const [, second] = await store.read('r1')
      expect(JSON.stringify(second)).toBe(JSON.stringify(called(2, input)))
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    })

    test('one owner at a time drives a run, until the lease ends or is given back', async () => {
      expect(await store.claim('r1', 'a', 0, 100)).toBe(true)
      expect(await store.claim('r1', 'b', 50, 150)).toBe(false)
      expect(await store.claim('r1', 'a', 60, 160)).toBe(true)
      expect(await store.claim('r1', 'b', 159, 300)).toBe(false)
      expect(await store.claim('r1', 'b', 160, 300)).toBe(true)
      await store.release('r1', 'a')
      expect(await store.claim('r1', 'a', 200, 400)).toBe(false)
      await store.release('r1', 'b')
      expect(await store.claim('r1', 'a', 200, 400)).toBe(true)
    })

    test('of many that claim at once, one wins', async () => {
      const won = await Promise.all(Array.from({ length: 20 }, async (_, index) => store.claim('r1', `owner-${index}`, 0, 100)))
      expect(won.filter(Boolean)).toHaveLength(1)
    })

    test('of many that append one number at once, one wins', async () => {
      await append('r1', [started()])
      const results = await Promise.allSettled(Array.from({ length: 10 }, () => append('r1', [called(2)])))
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
      expect(results.filter((result) => result.status === 'rejected' && !(result.reason instanceof StoreConflict))).toEqual([])
      expect(await store.read('r1')).toHaveLength(2)
    })

    test('a second store on the same data sees the runs, and a late writer is refused', async ({ skip }) => {
      if (opened.again === undefined) return skip()
      await append('r1', [started(), asked(2)])
      const other = await opened.again()
      expect(await other.read('r1')).toEqual([started(), asked(2)])
      await other.append('r1', [entry(3, { kind: 'person-answered', ask: 2, answer: { kind: 'no' } })])
      expect(await other.find('r1')).toMatchObject({ status: 'running', entries: 3 })
      await expect(append('r1', [called(3)])).rejects.toBeInstanceOf(StoreConflict)
      await append('r1', [called(4)])
      expect(await other.find('r1')).toMatchObject({ entries: 4 })
      expect(await store.claim('r1', 'a', 0, 100)).toBe(true)
      expect(await other.claim('r1', 'b', 0, 100)).toBe(false)
      await other.close()
    })
  })
}
