/* What a rehearsal and an undo may not do: change or read what nobody said yes to, or act without writing it down. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesWithin } from '../../engine/adapters/files-within.ts'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { overlayFiles } from '../../engine/adapters/overlay-files.ts'
import type { Policy, PolicyRule } from '../../engine/gate/policy.ts'
import { rehearse } from '../../engine/run/rehearse.ts'
import { Runner } from '../../engine/run/runner.ts'
import type { World } from '../../engine/run/world.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import { hashDeed } from '../../engine/terms/hash.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { attempt, deeds, no, page, yes } from '../helpers/attempt.ts'
import { Ledger } from '../helpers/describe-run.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { skillText, someTool, testWorld } from '../helpers/test-world.ts'

test('a rehearsal changes no real file, also where deeds are bounded', async () => {
  const folder = temporaryFolder()
  const files: FileSystem = { ...nodeFiles(), within: filesWithin }
  const write = someTool('file.write', () => null, { class: 'reversible', control: { path: 'path' }, rehearse: 'overlay', perform: async (input, call) => (await call.ports.files.write(input['path'] as string, new Uint8Array([1])), null) })
  const skill = skillText(`uses: { file.write: { path: ${JSON.stringify(folder)} } }\nstates: { put: { call: file.write, with: { path: ${JSON.stringify(join(folder, 'a'))} } } }`)
  const world = testWorld([write], { ports: { ...testWorld([]).ports, files } })
  const { outcome, deeds: predicted } = await rehearse(world, { skill, input: {}, ports: { ...world.ports, files: overlayFiles(files) }, store: new MemoryRunStore() })
  expect([outcome, predicted.length, existsSync(join(folder, 'a'))]).toEqual(['done', 1, false])
  await (await new Runner(world).start({ skill, input: {} })).rest
  expect(existsSync(join(folder, 'a'))).toBe(true)
})

test('a rehearsal reads nothing that a rule asks about each time', async () => {
  const ledger = new Ledger()
  const look = { ...ledger.deed('look', () => 'secret', { class: 'read', output: { type: 'string' } }) }
  const rule: PolicyRule = { answer: 'ask', tool: 'look', skill: undefined, with: {}, because: undefined, until: undefined }
  const see = 'see: { call: look, with: { to: a } }'
  const held = async (rules: readonly PolicyRule[], states = see) => {
    const world = testWorld([look], { policy: { rules, expires: 60_000 } })
    return rehearse(world, { skill: skillText(`states: { ${states} }`), input: {}, ports: world.ports, store: new MemoryRunStore() })
  }
  expect([(await held([])).assumed, ledger.done.length]).toEqual([[], 1])
  const { outcome, assumed } = await held([rule])
  expect([outcome, assumed.map(({ path }) => path), ledger.done.length]).toEqual(['done', ['see'], 1])
  expect([(await held([rule], `sure: { confirm: Look?, yes: see, expires: 1m }, ${see}`)).outcome, ledger.done.length]).toEqual(['done', 1])
})

describe('an approved rehearsal', () => {
  const skill = 'inputs: { list: { type: array, default: [a, b] } }\nstates: { all: { each: "${ input.list }", as: one, at_once: 2, call: put, with: { to: "${ one }" } } }'
  const rehearsed = async (put: Tool) => {
    const world = testWorld([put])
    return (await rehearse(world, { skill: skillText(skill), input: {}, ports: { ...world.ports, files: overlayFiles(world.ports.files) }, store: new MemoryRunStore() })).envelope
  }

  test('covers its deeds, and each only as often as it was rehearsed', async () => {
    const { ledger, put } = deeds()
    const envelope = await rehearsed(put)
    expect(envelope).toHaveLength(2)
    expect((await attempt({ skill, tools: [put], envelope })).asked).toEqual([])
    expect(ledger.done).toHaveLength(2)
    ledger.done.length = 0
    const more = await attempt({ skill, tools: [put], envelope, input: { list: ['a', 'a', 'b', 'c'] }, answer: (question) => (question.kind === 'approve' && question.card.input['to'] === 'c' ? yes : no) })
    expect(more.asked.length).toBeGreaterThan(0)
    expect(ledger.done.filter(({ input }) => input['to'] === 'a').length).toBeLessThanOrEqual(1)
  })

  test('a deed of it that was said yes to in a confirm is used up with that yes', async () => {
    const { ledger, put } = deeds()
    const twice = 'states:\n  sure: { confirm: Put it?, yes: once, expires: 1m }\n  once: { call: put, with: { to: a } }\n  again: { call: put, with: { to: a } }\n'
    const { asked } = await attempt({ skill: twice, tools: [put], envelope: [hashDeed('put', { to: 'a' })], answer: ({ kind }) => (kind === 'confirm' ? yes : no) })
    expect(asked.map(({ kind }) => kind)).toEqual(['confirm', 'approve'])
    expect(ledger.done).toHaveLength(1)
  })

  test('a deed outside of it is asked about once, and done after a yes', async () => {
    const { ledger, put } = deeds()
    const { asked, rest } = await attempt({ skill, tools: [put], envelope: await rehearsed(put), input: { list: ['a', 'z'] }, answer: () => yes })
    expect(asked).toHaveLength(1)
    expect(rest.status).toBe('done')
    expect(ledger.done.map(({ input }) => input['to']).sort()).toEqual(['a', 'z'])
  })

  test('its run can be undone', async () => {
    const ledger = new Ledger()
    const put = ledger.deed('put', () => null, { control: { to: 'id' }, undo: (input) => ({ tool: 'take', input }) })
    const take = ledger.deed('take')
    const { world, run } = await attempt({ skill, tools: [put, take], envelope: await rehearsed(put) })
    await new Runner(world).undo(run)
    expect(ledger.done.map(({ tool }) => tool)).toEqual(['put', 'put', 'take', 'take'])
  })
})

describe('an undo passes the gate', () => {
  const undoing = async (skill: string, more: Partial<World> = {}) => {
    const { ledger, put } = deeds()
    const take = ledger.deed('a.take', () => null, { control: { to: 'id' } })
    const done = await attempt({ skill, tools: [page, { ...put, name: 'a.put', untrusted: ['text'], perform: async () => ({ text: 'evil', id: 'good' }) }, take] })
    const world = { ...done.world, ...more }
    await new Runner(world).undo(done.run)
    const entries = (await world.store.read(done.run)) as Entry[]
    return { taken: ledger.done.filter(({ tool }) => tool === 'a.take'), skipped: entries.flatMap((entry) => (entry.kind === 'undo-skipped' ? [entry.because] : [])) }
  }
  const uses = 'uses: { a.put: {}, a.take: { to: good } }\n'

  test('inside the bounds of the file it is done', async () => {
    expect((await undoing(`${uses}states: { put: { call: a.put, with: { to: a }, undo: { call: a.take, with: { to: "\${ result.id }" } } } }`)).taken).toHaveLength(1)
  })

  test('outside of them, unlisted, or named by untrusted text it is not', async () => {
    for (const [header, to] of [[uses, 'bad'], ['uses: { a.put: {} }\n', 'good'], ['uses: { a.put: {}, a.take: {} }\n', '${ result.text }']]) {
      const { taken, skipped } = await undoing(`${header}states: { put: { call: a.put, with: { to: a }, undo: { call: a.take, with: { to: "${to}" } } } }`)
      expect(taken).toEqual([])
      expect(skipped).toHaveLength(1)
    }
  })

  test('what the policy denies is not done', async () => {
    const rule = { answer: 'deny', tool: 'a.take', with: {}, skill: undefined, because: 'not this' } as unknown as PolicyRule
    const { taken, skipped } = await undoing(`${uses}states: { put: { call: a.put, with: { to: a }, undo: { call: a.take, with: { to: good } } } }`, { policy: { rules: [rule], expires: 60_000 } as unknown as Policy })
    expect(taken).toEqual([])
    expect(skipped[0]).toContain('not this')
  })
})

test('nothing is done that could not be written down', async () => {
  const { ledger, put } = deeds()
  for (const failing of [2, 3]) {
    ledger.done.length = 0
    const store = new MemoryRunStore()
    const append = store.append.bind(store)
    store.append = (run, entries) => {
      if (entries[0]?.sequence === failing) throw new Error('The disk is full.')
      append(run, entries)
    }
    await expect(attempt({ skill: 'states: { put: { call: put, with: { to: a } }, more: { call: put, with: { to: b } } }', tools: [put], store })).rejects.toThrow('The disk is full.')
    expect(ledger.done).toHaveLength(failing - 2)
  }
})

test('an undo does nothing that could not be written down, and says so', async () => {
  const ledger = new Ledger()
  const put = ledger.deed('put', () => null, { undo: (input) => ({ tool: 'take', input }) })
  const { world, run, entries } = await attempt({ skill: 'states: { put: { call: put, with: { to: a } }, more: { call: put, with: { to: b } } }', tools: [put, ledger.deed('take')] })
  const store = world.store as MemoryRunStore
  const append = store.append.bind(store)
  store.append = (name, more) => {
    if (more[0]?.sequence === entries.length + 2) throw new Error('The disk is full.')
    append(name, more)
  }
  await expect(new Runner(world).undo(run)).rejects.toThrow('The disk is full.')
  expect(ledger.done.filter(({ tool }) => tool === 'take')).toEqual([])
})
