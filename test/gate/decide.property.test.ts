import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeCeiling } from '../../engine/gate/ceiling.ts'
import { decide, type GateFacts } from '../../engine/gate/decide.ts'
import { matchBound } from '../../engine/gate/match-bound.ts'
import type { Grant, PolicyRule } from '../../engine/gate/policy.ts'
import type { Bounds } from '../../engine/terms/contract.ts'
import type { Deed } from '../../engine/terms/effect.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import { joinLabels, type Labels } from '../../engine/terms/label.ts'
import { contactsTool, foreign, listTool, person, sendTool, skillHash, someDeed, someFacts, someGrant, someRule, someTool, trashTool } from './gate-facts.ts'

const place = fc.constantFrom('/a', '/a/b', '/a/bc', '/z', 'me@x.org', 'you@x.org', '/a/../z', '*', '')
const argument = fc.constantFrom('from', 'to', 'path', 'folder', '*', 'constructor', '__proto__')
const bounds: fc.Arbitrary<Bounds> = fc.array(fc.tuple(argument, fc.array(place, { maxLength: 2 })), { maxLength: 2 }).map((entries) => Object.fromEntries(entries))
const value: fc.Arbitrary<Json> = fc.oneof({ weight: 8, arbitrary: place }, fc.array(place, { maxLength: 2 }), fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>)
const input: fc.Arbitrary<JsonObject> = fc.array(fc.tuple(argument, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries))
const labels: fc.Arbitrary<Labels> = fc.constantFrom<Labels>([], [], [person], [foreign], [person, foreign])
const origins = fc.array(fc.tuple(argument, labels), { maxLength: 3 }).map((entries) => Object.fromEntries(entries) as { [argument: string]: Labels })
const tool = fc.constantFrom(someTool(), listTool, trashTool, sendTool, contactsTool)
const toolName = fc.constantFrom('file.move', 'file.list', 'file.trash', 'mail.send', 'contacts.find', 'file.*', '*')
const skill = fc.constantFrom(undefined, 'tidy', 'other', skillHash)
const until = fc.constantFrom(undefined, 500, 2_000)

const rule: fc.Arbitrary<PolicyRule> = fc
  .record({ answer: fc.constantFrom<PolicyRule['answer']>('allow', 'allow', 'ask', 'deny'), tool: toolName, skill, with: bounds, until })
  .map(someRule)
const grant: fc.Arbitrary<Grant> = fc
  .record({
    tool: toolName,
    with: bounds,
    until,
    skill: fc.constantFrom(skillHash, skillHash, 'other'),
    span: fc.constantFrom<Grant['span']>('run', 'always'),
    run: fc.constantFrom(undefined, 'run-1', 'run-2'),
    revoked: fc.boolean(),
    choices: fc.boolean(),
  })
  .map(someGrant)

interface Scene {
  readonly deed: Deed
  readonly facts: GateFacts
  readonly ceiling: Bounds
}

const scene: fc.Arbitrary<Scene> = fc
  .record({
    tool,
    input,
    origins,
    because: labels,
    ceiling: bounds,
    rules: fc.array(rule, { maxLength: 3 }),
    grants: fc.array(grant, { maxLength: 3 }),
    accepted: fc.boolean(),
    approved: fc.boolean(),
    rehearsed: fc.boolean(),
    alwaysAsk: fc.constantFrom(undefined, undefined, 'it looks like a payment.'),
  })
  .map(({ tool, input, origins, because, ceiling, rules, grants, accepted, approved, rehearsed, alwaysAsk }) => {
    const deed = someDeed(tool, input, origins, because)
    const ceilings = [makeCeiling('tidy', [{ kind: 'tool', name: tool.name, bounds: ceiling }])]
    const facts = someFacts(tool, deed, { ceilings, policy: { rules, expires: 60_000 }, grants, accepted, alwaysAsk, approved: () => approved, envelope: () => rehearsed })
    return { deed, facts, ceiling }
  })

const rank = { allow: 0, ask: 1, deny: 2 } as const
const runs = { numRuns: 600 }

test('a rule that denies, put anywhere, makes nothing looser', () => {
  fc.assert(
    fc.property(scene, rule, fc.nat(3), ({ deed, facts }, added, at) => {
      const rules = facts.policy.rules.toSpliced(at, 0, { ...added, answer: 'deny' })
      const before = decide(deed, facts)
      const after = decide(deed, { ...facts, policy: { ...facts.policy, rules } })
      expect(after.answer === 'deny' || after.answer === before.answer).toBe(true)
    }),
    runs,
  )
})

test('more labels make nothing looser', () => {
  fc.assert(
    fc.property(scene, argument, labels, labels, ({ deed, facts }, wider, added, because) => {
      const own = Object.hasOwn(deed.origins, wider) ? (deed.origins[wider] as Labels) : []
      const widened = { ...deed, origins: { ...deed.origins, [wider]: joinLabels(own, added) }, because: joinLabels(deed.because, because) }
      expect(rank[decide(widened, facts).answer]).toBeGreaterThanOrEqual(rank[decide(deed, facts).answer])
    }),
    runs,
  )
})

test('a further ceiling makes nothing looser', () => {
  fc.assert(
    fc.property(scene, bounds, ({ deed, facts }, outer) => {
      const ceilings = [...facts.ceilings, makeCeiling('above', [{ kind: 'tool', name: facts.tool.name, bounds: outer }])]
      expect(rank[decide(deed, { ...facts, ceilings }).answer]).toBeGreaterThanOrEqual(rank[decide(deed, facts).answer])
    }),
    runs,
  )
})

test('no yes, rehearsal, grant or rule that allows undoes a deny', () => {
  fc.assert(
    fc.property(scene, grant, rule, ({ deed, facts }, more, allowing) => {
      if (decide(deed, facts).answer !== 'deny') return
      const rules = [{ ...allowing, answer: 'allow' as const }, ...facts.policy.rules]
      const generous = { ...facts, policy: { ...facts.policy, rules }, grants: [more, ...facts.grants], accepted: true, approved: () => true, envelope: () => true }
      expect(decide(deed, generous).answer).toBe('deny')
    }),
    runs,
  )
})

test('what is allowed lies inside the ceiling', () => {
  fc.assert(
    fc.property(scene, ({ deed, facts, ceiling }) => {
      if (decide(deed, facts).answer !== 'allow') return
      for (const [argument, places] of Object.entries(ceiling)) {
        if (argument === '*') continue
        const kind = Object.hasOwn(facts.tool.control, argument) ? facts.tool.control[argument] : 'id'
        const values = [deed.input[argument] ?? []].flat() as Json[]
        if (kind === 'address' && values.length === 0) continue
        expect(Object.hasOwn(deed.input, argument)).toBe(true)
        for (const value of values) expect(places.some((place) => matchBound(kind ?? 'id', value, place))).toBe(true)
      }
    }),
    runs,
  )
})

test('without a yes or a bound on it, an untrusted control argument is never used', () => {
  fc.assert(
    fc.property(scene, ({ deed, facts }) => {
      const bare = { ...facts, approved: () => false, envelope: () => false, policy: { ...facts.policy, rules: [] }, grants: [] }
      const risky = Object.keys(facts.tool.control).some((name) => Object.hasOwn(deed.origins, name) && deed.origins[name]?.includes(foreign))
      if (risky || deed.because.includes(foreign)) expect(decide(deed, bare).answer).not.toBe('allow')
    }),
    runs,
  )
})
