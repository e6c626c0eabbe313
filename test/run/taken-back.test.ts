import { describe, expect, test } from 'vitest'
import type { Grant } from '../../engine/gate/policy.ts'
import type { PersonAnswer } from '../../engine/terms/journal.ts'
import { again, attempt, deeds, yes } from '../helpers/attempt.ts'
import { skillText, someTool } from '../helpers/test-world.ts'

const two = 'chela: 1\nname: two\nstates: { first: { call: put, with: { to: a } }, pause: { wait: 1m }, second: { call: put, with: { to: b } } }'
const kinds = (entries: readonly { readonly kind: string }[]): string[] => entries.map(({ kind }) => kind)

describe('an acceptance that is taken back', () => {
  test('reaches a run under way: its next deed is denied, and the journal says why', async () => {
    const { ledger, put } = deeds()
    let accepted = true
    const { rest, entries } = await attempt({ skill: two.replace('pause: { wait: 1m }', 'look: { call: look }'), tools: [put, someTool('look', () => ((accepted = false), null))], accepted: () => accepted })
    expect(ledger.done).toHaveLength(1)
    expect(rest.status).toBe('failed')
    expect(entries.find(({ kind }) => kind === 'effect-denied')).toMatchObject({ decision: { answer: 'deny', because: 'You took it back that the text of the skill "two" is accepted, so it does nothing more.' } })
  })

  test('is stronger than a yes that is given later: the answer to an open question permits nothing', async () => {
    const { ledger, send } = deeds()
    let accepted = true
    const { rest, asked, entries } = await attempt({ skill: 'states: { send: { call: send, with: { to: a } } }', tools: [send], accepted: () => accepted, answer: () => ((accepted = false), yes) })
    expect([asked.length, ledger.done.length, rest.status]).toEqual([1, 0, 'failed'])
    expect(kinds(entries)).toContain('effect-denied')
  })

  test('holds for a run that is taken up again, also in a skill inside of it', async () => {
    const { ledger, put } = deeds()
    const whole = await attempt({ skill: 'chela: 1\nname: outer\nstates: { sub: { run: two } }', tools: [put], texts: { two } })
    expect(whole.rest.status).toBe('done')
    const count = whole.entries.findIndex(({ kind }) => kind === 'timer-fired')
    for (const gone of ['chela: 1\nname: outer\nstates: { sub: { run: two } }', two]) {
      ledger.done.splice(1)
      const { rest, entries } = await again(whole, count, { accepted: (hash) => hash !== skillText(gone).hash })
      expect([rest.status, ledger.done.length, kinds(entries).includes('effect-denied')]).toEqual(['failed', 1, true])
    }
  })

  test('holds for a deed that was at work when its run was killed: it is not done again', async () => {
    for (const more of [{ class: 'read' as const }, { class: 'reversible' as const, idempotent: true }]) {
      let done = 0
      const tool = someTool('put', () => ++done, more)
      const whole = await attempt({ skill: 'states: { put: { call: put } }', tools: [tool] })
      const count = whole.entries.findIndex(({ kind }) => kind === 'tool-answered')
      const { rest, entries } = await again(whole, count, { accepted: () => false })
      expect([rest.status, done]).toEqual(['failed', 1])
      expect(entries.find(({ kind }) => kind === 'tool-answered')).toMatchObject({ failure: { code: 'denied', ...(more.class === 'reversible' && { happened: 'maybe' }) } })
      expect((await again(whole, count, {})).rest.status).toBe('done')
      expect(done).toBe(2)
    }
  })

  test('asks no model and nobody any more', async () => {
    const asked: string[] = []
    const model = { local: true, answer: async (question: string) => (asked.push(question), { value: 'x' }) }
    for (const last of ['ask: { ask: { name: { type: string } } }', 'think: { think: Who?, answer: { type: string } }']) {
      let accepted = true
      const { rest, asked: questions } = await attempt({ skill: `states: { look: { call: look }, ${last} }`, tools: [someTool('look', () => ((accepted = false), null))], accepted: () => accepted, model })
      expect([rest.status, asked.length, questions.length]).toEqual(['failed', 0, 0])
    }
  })

  test('comes in time for a deed that is being prepared', async () => {
    const { ledger, put } = deeds()
    let accepted = true
    await attempt({ skill: 'states: { put: { call: put, with: { to: a } } }', tools: [{ ...put, prepare: async () => ((accepted = false), null) }], accepted: () => accepted })
    expect(ledger.done).toEqual([])
  })
})

describe('a yes for always that is taken back', () => {
  const always: PersonAnswer = { kind: 'yes', span: 'always' }
  const thrice = 'states: { one: { call: send, with: { to: a } }, two: { call: send, with: { to: a } }, three: { call: send, with: { to: a } } }'

  test('is asked about again in the same run', async () => {
    const { send } = deeds()
    const grants: Grant[] = []
    let sent = 0
    const counting = { ...send, perform: async () => (++sent === 2 && grants.splice(0), null) }
    const { asked } = await attempt({ skill: thrice, tools: [counting], grants, keepGrant: (grant) => void grants.push(grant), answer: () => always })
    expect([asked.length, sent]).toEqual([2, 3])
  })

  test('does not come back with a run that is taken up', async () => {
    const { send } = deeds()
    const grants: Grant[] = []
    const whole = await attempt({ skill: thrice.replace('two:', 'rest: { wait: 1m }, two:'), tools: [send], grants, keepGrant: (grant) => void grants.push(grant), answer: () => always })
    expect(whole.asked).toHaveLength(1)
    const count = whole.entries.findIndex(({ kind }) => kind === 'timer-fired')
    const asked: unknown[] = []
    await again(whole, count, { grants: [], keepGrant: () => {}, person: { ask: async (question) => (asked.push(question), { kind: 'no' }) } })
    expect(asked).toHaveLength(1)
  })
})

describe('evidence passes the gate', () => {
  const seen: string[] = []
  const look = someTool('look', ({ path }) => (seen.push(String(path)), { is: true }), { control: { path: 'id' }, evidence: { name: 'is_there', args: ['path'], value: 'is' } })
  const skill = 'states: { done: { end: done, evidence: is_there("secret") } }'
  const rule = { tool: 'look', skill: undefined, with: { path: ['secret'] }, because: undefined, until: undefined }

  test.each([
    ['what the policy denies', { policy: { rules: [{ ...rule, answer: 'deny' as const }], expires: 60_000 } }],
    ['what the policy asks about', { policy: { rules: [{ ...rule, answer: 'ask' as const }], expires: 60_000 } }],
    ['anything, for a text that is not accepted', { accepted: () => false }],
  ])('it does not read %s', async (_what, more) => {
    const { rest } = await attempt({ skill, tools: [look], ...more })
    expect([rest.status, seen]).toEqual(['unknown', []])
  })

  test('it reads what would be allowed', async () => {
    const { rest } = await attempt({ skill, tools: [look] })
    expect([rest.status, seen]).toEqual(['done', ['secret']])
  })
})
