/* What is remembered keeps the mark of where it came from, over runs, answers, rehearsals and undo. */
import { describe, expect, test } from 'vitest'
import { JsonMemoryStore } from '../../engine/adapters/json-memory-store.ts'
import { OverlayMemoryStore } from '../../engine/adapters/overlay-memory-store.ts'
import { VolatileMemoryStore } from '../../engine/adapters/volatile-memory-store.ts'
import { Runner } from '../../engine/run/runner.ts'
import type { MemoryStore } from '../../engine/terms/ports.ts'
import { builtinTools } from '../../engine/tools/builtin/builtin-tools.ts'
import { someRule } from '../gate/gate-facts.ts'
import { again, attempt, deeds, page, yes, type Attempt } from '../helpers/attempt.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { testWorld } from '../helpers/test-world.ts'

const memoryTools = builtinTools.filter(({ name }) => name.startsWith('memory.'))
const mark = expect.objectContaining({ trust: 'untrusted' }) as object

/** Runs a skill over a memory. */
function over(memory: MemoryStore, skill: string, more: Partial<Attempt> = {}) {
  const { ledger, put } = deeds()
  const tools = [page, put, ...memoryTools]
  const { ports } = testWorld(tools)
  return attempt({ skill, tools, ports: { ...ports, memory }, ...more }).then((result) => ({ ...result, ledger }))
}

const put = 'put: { call: put, with: { to: "${ memory.place }" } }'
const storePage = 'states: { look: { call: page }, keep: { call: memory.set, with: { key: place, value: "${ look.text }" } } }'

describe('a fact that holds text of others', () => {
  const ways: { readonly [name: string]: string } = {
    'as it is': storePage,
    'inside an object': 'states: { look: { call: page }, keep: { call: memory.set, with: { key: place, value: { a: [ "${ look.text }" ] } } } }',
    'under a name that such text chose': 'states: { look: { call: page }, keep: { call: memory.set, with: { key: "${ size(look.text) > 3 ? \'place\' : \'x\' }", value: here } } }',
    'as a literal that such text led to': 'states: { look: { call: page }, which: { choose: [{ if: look.text.contains("etc"), next: keep }] }, no: { end: done }, keep: { call: memory.set, with: { key: place, value: here } } }',
  }
  test.each(Object.keys(ways))('is asked about and keeps the mark after a yes: %s', async (name) => {
    const memory = new VolatileMemoryStore()
    const refused = await over(memory, ways[name] as string)
    expect(refused.asked.map(({ kind }) => kind)).toEqual(['approve'])
    expect(memory.facts()).toEqual([])
    await over(memory, ways[name] as string, { answer: () => yes })
    expect(memory.facts()).toMatchObject([{ key: 'place', foreign: [mark], source: { kind: 'run', how: 'confirmed' } }])
  })

  const reads: { readonly [name: string]: string } = {
    'read as memory.NAME': `states: { ${put} }`,
    'read by an index': 'vars: { n: { type: string, default: place } }\nstates: { put: { call: put, with: { to: "${ memory[vars.n] }" } } }',
    'read with all others': 'states: { put: { call: put, with: { to: "${ json(memory) }" } } }',
    'read with memory.get': 'states: { get: { call: memory.get, with: { key: place } }, put: { call: put, with: { to: "${ get.value }" } } }',
    'read as a condition': 'states: { put: { if: memory.place != "", call: put, with: { to: literal } } }',
    'copied to another fact first': 'states: { copy: { call: memory.set, with: { key: other, value: "${ memory.place }" } }, get: { call: memory.get, with: { key: other } }, put: { call: put, with: { to: "${ get.value }" } } }',
  }
  test.each(Object.keys(reads))('is untrusted in a later run: %s', async (name) => {
    const memory = new VolatileMemoryStore()
    await over(memory, storePage, { answer: () => yes })
    const refused = await over(memory, reads[name] as string)
    expect(refused.asked.map(({ kind }) => kind)).toEqual(['approve'])
    expect(refused.ledger.done).toEqual([])
    const asking = refused.entries.findIndex(({ kind }) => kind === 'person-asked')
    const later = await again(refused, asking, {})
    expect(later.entries.filter(({ kind }) => kind === 'person-asked')).toHaveLength(1)
    const copied = await over(memory, reads[name] as string, { answer: () => yes })
    expect(copied.ledger.done).toHaveLength(1)
    expect(memory.facts().every(({ foreign }) => foreign.length > 0)).toBe(true)
  })

  test('a rehearsal reads it as untrusted too', async () => {
    const memory = new VolatileMemoryStore()
    await over(memory, storePage, { answer: () => yes })
    const { asked } = await over(new OverlayMemoryStore(memory), `states: { ${put} }`)
    expect(asked).toHaveLength(1)
  })

  test('is no longer marked once the person says it', async () => {
    const memory = new VolatileMemoryStore()
    await over(memory, storePage, { answer: () => yes })
    memory.set('place', memory.get('place') ?? null)
    const { asked, ledger } = await over(memory, `states: { ${put} }`)
    expect(asked).toEqual([])
    expect(ledger.done).toHaveLength(1)
  })

  test('does not become the word of the person by what a skill says takes a deed back', async () => {
    const memory = new VolatileMemoryStore({ place: 'home' })
    const sly = 'states: { look: { call: page }, keep: { call: memory.set, with: { key: place, value: x }, undo: { call: memory.set, with: { key: place, value: "${ look.text }" } } } }'
    const { world, run } = await over(memory, sly, { answer: () => yes })
    const rule = someRule({ tool: 'memory.set', with: { key: ['place'], value: ['/etc/passwd'] } })
    await new Runner({ ...world, policy: { ...world.policy, rules: [rule] } }).undo(run)
    expect(memory.fact('place')).toMatchObject({ value: '/etc/passwd', source: { kind: 'run', how: 'noted' }, foreign: [mark] })
  })

  test('is marked again when an undo brings it back', async () => {
    const memory = new VolatileMemoryStore()
    await over(memory, storePage, { answer: () => yes })
    const marked = memory.fact('place')
    const { world, run } = await over(memory, 'inputs: { to: string }\nstates: { keep: { call: memory.set, with: { key: place, value: "${ input.to }" } }, gone: { call: memory.forget, with: { key: place } } }', { input: { to: 'home' } })
    expect(memory.fact('place')).toBeUndefined()
    await new Runner(world).undo(run)
    expect(memory.fact('place')).toEqual(marked)
  })
})

describe('a fact of the person', () => {
  test('that they said in a run is theirs; what a skill makes up is merely noted', async () => {
    const memory = new VolatileMemoryStore()
    const { asked } = await over(memory, 'inputs: { to: string }\nstates: { keep: { call: memory.set, with: { key: place, value: "${ input.to }", private: true } }, note: { call: memory.set, with: { key: last, value: "${ string(now) }" } } }', { input: { to: 'home' } })
    expect(asked).toEqual([])
    expect(memory.facts()).toMatchObject([
      { key: 'last', source: { kind: 'run', how: 'noted' }, private: false, foreign: [], time: Date.UTC(2026, 0, 1) },
      { key: 'place', value: 'home', source: { kind: 'run', how: 'said' }, private: true, foreign: [] },
    ])
    const later = await over(memory, `states: { ${put}, note: { call: memory.set, with: { key: place, value: elsewhere } } }`)
    expect(later.asked).toEqual([])
    expect(memory.fact('place')).toMatchObject({ value: 'elsewhere', private: true })
  })

  test('stands in the journal only where the skill names it', async () => {
    const memory = new VolatileMemoryStore({ place: 'home', phone: '123' })
    const started = async (skill: string) => (await over(memory, skill)).entries[0]
    expect(await started(`states: { ${put} }`)).toMatchObject({ memory: { place: 'home' } })
    expect(await started('states: { a: {} }')).toMatchObject({ memory: {} })
    expect(await started('states: { put: { call: put, with: { to: "${ memory[\'place\'] }" } } }')).toMatchObject({ memory: { place: 'home', phone: '123' } })
    expect(JSON.stringify(await started(`states: { ${put} }`))).not.toContain('123')
  })
})

describe('a locked memory', () => {
  const locked = () => {
    const path = `${temporaryFolder()}/memory.json`
    const store = new JsonMemoryStore(path, { cost: 2 })
    store.set('place', 'home')
    store.protect('a passphrase')
    store.lock()
    return store
  }
  test('keeps a run that reads it from starting, and no other', async () => {
    const memory = locked()
    await expect(over(memory, `states: { ${put} }`)).rejects.toMatchObject({ code: 'memory-locked' })
    expect((await over(memory, 'states: { a: {} }')).rest.status).toBe('done')
  })

  test('is a failure of the tool that a skill can catch', async () => {
    const { rest, entries } = await over(locked(), 'states: { get: { call: memory.get, with: { key: place }, catch: [{ code: locked, next: out }] }, no: { end: failed }, out: { end: done } }')
    expect(rest.status).toBe('done')
    expect(JSON.stringify(entries)).not.toContain('home')
  })
})
