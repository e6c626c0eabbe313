import { expect, test } from 'vitest'
import { makeCeiling } from '../../engine/gate/ceiling.ts'
import { decide, type GateFacts } from '../../engine/gate/decide.ts'
import type { Bounds, Contract } from '../../engine/terms/contract.ts'
import type { Deed } from '../../engine/terms/effect.ts'
import { hashDeed } from '../../engine/terms/hash.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { contactsTool, foreign, listTool, moveInput, person, sendTool, skillHash, someDeed, someFacts, someGrant, someRule, someTool, trashTool } from './gate-facts.ts'

const moveTool = someTool()
const inside = '/home/a/Downloads'
const move = someDeed(moveTool, moveInput)
const list = someDeed(listTool, { folder: inside })
const send = someDeed(sendTool, { to: 'me@example.org', text: 'hi' })
const trash = someDeed(trashTool, { path: `${inside}/x.pdf` })
const foreignMove = someDeed(moveTool, moveInput, { to: [person, foreign] })
const yes = { approved: () => true }
const own = { name: 'tidy', hash: skillHash, own: true }
const policy = (...rules: Parameters<typeof someRule>[0][]): Pick<GateFacts, 'policy'> => ({ policy: { rules: rules.map(someRule), expires: 60_000 } })
const contract = (parts: Partial<Contract> = {}): Pick<GateFacts, 'contract'> => ({
  contract: { words: 'tidy up', allowed: [{ words: 'move inside Downloads', tool: 'file.*', with: { from: [inside] } }], required: [], limits: [], until: undefined, ...parts },
})

type Row = readonly [name: string, tool: Tool, deed: Deed, facts: Partial<GateFacts> & { bounds?: Bounds }, answer: string]

const table: readonly Row[] = [
  ['a read of an accepted skill', listTool, list, {}, 'allow class'],
  ['a reversible deed of an accepted skill', moveTool, move, {}, 'allow class'],
  ['a sensitive deed', sendTool, send, {}, 'ask class'],
  ['a sensitive deed with a yes', sendTool, send, yes, 'allow approval'],
  ['a read of contacts', contactsTool, someDeed(contactsTool, {}), {}, 'ask personal'],
  ['a read of contacts with a grant', contactsTool, someDeed(contactsTool, {}), { grants: [someGrant({ tool: 'contacts.find' })] }, 'allow policy'],
  ['a read of a skill that was not accepted', listTool, list, { accepted: false }, 'ask class'],
  ['the same with a rule for any skill', listTool, list, { accepted: false, ...policy({ answer: 'allow' }) }, 'ask class'],
  ['the same with a rule for a skill of this name', listTool, list, { accepted: false, ...policy({ answer: 'allow', skill: 'tidy' }) }, 'ask class'],
  ['the same with a rule for this very text', listTool, list, { accepted: false, ...policy({ answer: 'allow', skill: skillHash }) }, 'allow class'],
  ['a sensitive deed that a rule allows to this name', sendTool, send, { skill: own, ...policy({ answer: 'allow', tool: 'mail.send', skill: 'tidy', with: { to: ['me@example.org'] } }) }, 'allow policy'],
  ['the same of a text that only says it has the name', sendTool, send, policy({ answer: 'allow', tool: 'mail.send', skill: 'tidy', with: { to: ['me@example.org'] } }), 'ask class'],
  ['the same with a rule for this very text', sendTool, send, policy({ answer: 'allow', tool: 'mail.send', skill: skillHash, with: { to: ['me@example.org'] } }), 'allow policy'],
  ['a rule that denies to this name, of a text that only says it has it', listTool, list, policy({ answer: 'deny', skill: 'tidy' }), 'deny policy'],
  ['a rule that asks of this name, of a text that only says it has it', listTool, list, policy({ answer: 'ask', skill: 'tidy' }), 'ask policy'],
  ['a read of a text whose acceptance was taken back', listTool, list, { takenBack: 'tidy' }, 'deny class'],
  ['the same with all that can be said for it', moveTool, move, { takenBack: 'tidy', skill: own, ...yes, envelope: () => true, grants: [someGrant({})], ...policy({ answer: 'allow', skill: skillHash }) }, 'deny class'],
  ['a tool outside the ceiling', moveTool, move, { ceilings: [makeCeiling('tidy', [])] }, 'deny ceiling'],
  ['no ceiling at all', moveTool, move, { ceilings: [] }, 'deny ceiling'],
  ['an argument outside the ceiling, with a yes', moveTool, move, { bounds: { to: ['/home/a/Pictures'] }, ...yes }, 'deny ceiling'],
  ['outside the ceiling of a skill above', moveTool, move, { ceilings: [makeCeiling('a', [{ kind: 'tool', name: 'file.move', bounds: {} }]), makeCeiling('b', [])] }, 'deny ceiling'],
  ['a deed of another tool than the one at hand', moveTool, list, yes, 'deny ceiling'],
  ['a deed inside the contract', moveTool, move, contract(), 'allow class'],
  ['a tool outside the contract, with a yes', sendTool, send, { ...contract(), ...yes }, 'deny contract'],
  ['an argument outside the contract', moveTool, move, contract({ allowed: [{ words: 'x', tool: 'file.move', with: { from: ['/srv'] } }] }), 'deny contract'],
  ['after the time of the contract', moveTool, move, contract({ until: 1_000 }), 'deny contract'],
  ['a limit that is reached', moveTool, move, { ...contract({ limits: [{ words: 'two files', tool: 'file.move', with: {}, times: 2, atMost: {} }] }), done: () => 2 }, 'deny contract'],
  ['a limit that is not reached', moveTool, move, { ...contract({ limits: [{ words: 'two files', tool: 'file.move', with: {}, times: 2, atMost: {} }] }), done: () => 1 }, 'allow class'],
  ['a limit that nobody counts', moveTool, move, contract({ limits: [{ words: 'two files', tool: 'file.move', with: {}, times: 2, atMost: {} }] }), 'deny contract'],
  ['a rule that denies, with a yes', moveTool, move, { ...policy({ answer: 'deny', tool: 'file.move' }), ...yes }, 'deny policy'],
  ['a rule that denies after one that allows', moveTool, move, policy({ answer: 'allow' }, { answer: 'deny', tool: 'file.*' }), 'deny policy'],
  ['a rule that allows before one that asks', sendTool, send, policy({ answer: 'allow', tool: 'mail.send', with: { to: ['me@example.org'] } }, { answer: 'ask' }), 'allow policy'],
  ['a rule that asks before one that allows', moveTool, move, policy({ answer: 'ask' }, { answer: 'allow' }), 'ask policy'],
  ['a rule that asks, with a grant', moveTool, move, { ...policy({ answer: 'ask' }), grants: [someGrant({})] }, 'ask policy'],
  ['a rule that asks, rehearsed', moveTool, move, { ...policy({ answer: 'ask' }), envelope: () => true }, 'allow approval'],
  ['a rule whose time is over', moveTool, move, policy({ answer: 'deny', until: 1_000 }), 'allow class'],
  ['a rule for another skill', moveTool, move, policy({ answer: 'deny', skill: 'other' }), 'allow class'],
  ['a rule that allows a whole area of sensitive tools', sendTool, send, policy({ answer: 'allow', tool: 'mail.*', with: { to: ['me@example.org'] } }), 'ask class'],
  ['a rule that allows a sensitive tool without bounds', sendTool, send, policy({ answer: 'allow', tool: 'mail.send' }), 'ask class'],
  ['a denied folder, moved as a part of the one above', moveTool, move, policy({ answer: 'deny', with: { from: [`${moveInput.from}/private`] } }), 'deny policy'],
  ['a tool that looks like a payment, granted', sendTool, send, { alwaysAsk: 'it looks like a payment.', grants: [someGrant({ tool: 'mail.send' })] }, 'ask never'],
  ['the same, rehearsed', sendTool, send, { alwaysAsk: 'it looks like a payment.', envelope: () => true }, 'ask never'],
  ['the same, with a yes', sendTool, send, { alwaysAsk: 'it looks like a payment.', ...yes }, 'allow approval'],
  ['the same, outside the ceiling', sendTool, send, { alwaysAsk: 'it looks like a payment.', ...yes, ceilings: [makeCeiling('tidy', [])] }, 'deny ceiling'],
  ['an untrusted path', moveTool, foreignMove, {}, 'ask labels'],
  ['an untrusted path and a rule that allows without a bound', moveTool, foreignMove, policy({ answer: 'allow', tool: 'file.move', with: { from: [inside] } }), 'ask labels'],
  ['an untrusted path and a rule that bounds it', moveTool, foreignMove, policy({ answer: 'allow', tool: 'file.move', with: { to: [inside] } }), 'allow policy'],
  ['an untrusted path and a grant that does not bound it', moveTool, foreignMove, { grants: [someGrant({ with: { from: [inside] } })] }, 'ask labels'],
  ['an untrusted path and a grant that bounds it', moveTool, foreignMove, { grants: [someGrant({ with: { to: [inside] } })] }, 'allow policy'],
  ['an untrusted path in the rehearsal', moveTool, foreignMove, { envelope: () => true }, 'allow approval'],
  ['an untrusted text that is no control argument', moveTool, someDeed(moveTool, moveInput, { note: [foreign] }), {}, 'allow class'],
  ['an untrusted choice', trashTool, someDeed(trashTool, trash.input, {}, [foreign]), {}, 'ask labels'],
  ['an untrusted choice and a bounding rule', trashTool, someDeed(trashTool, trash.input, {}, [foreign]), policy({ answer: 'allow', with: { '*': [inside] } }), 'ask labels'],
  ['an untrusted choice with a yes', trashTool, someDeed(trashTool, trash.input, {}, [foreign]), yes, 'allow approval'],
]

test.each(table)('%s', (_name, tool, deed, facts, expected) => {
  const decision = decide(deed, someFacts(tool, deed, facts))
  expect(`${decision.answer} ${decision.rule}`).toBe(expected)
  expect(decision.because).toMatch(/\.$/)
})

test('what lies outside the ceiling is named with its argument, its value and the bound', () => {
  const deed = someDeed(moveTool, { from: `${inside}/x`, to: '/etc/passwd' })
  const decision = decide(deed, someFacts(moveTool, deed, { bounds: { from: [inside], to: [inside] } }))
  expect(decision.because).toBe('file.move may only write inside /home/a/Downloads; its "to", "/etc/passwd", is outside.')
})

test('an untrusted address that the words do not name is asked about as one', () => {
  const becauseOf = (words: string, to: string | readonly string[]): string => {
    const deed = someDeed(sendTool, { to: to as string }, { to: [foreign] })
    return decide(deed, someFacts(sendTool, deed, { contract: { words, allowed: [{ words: 'send', tool: 'mail.send', with: {} }], required: [], limits: [], until: undefined } })).because
  }
  expect(becauseOf('Mail it to the client.', 'eve@example.org')).toMatch(/which others may have written\. You did not name it in what you asked for\.$/)
  expect(becauseOf('Mail it to EVE@example.org.', 'eve@example.org')).toMatch(/which others may have written\.$/)
  expect(becauseOf('Mail it to bob@example.org.', ['bob@example.org', 'eve@example.org'])).toMatch(/You did not name "eve@example\.org" in what you asked for\.$/)
})

test('an untrusted value is named with where it came from', () => {
  expect(decide(foreignMove, someFacts(moveTool, foreignMove)).because).toBe(
    'The path "/home/a/Downloads/pdf/x.pdf" (its "to") came from what file.read gave in "look", which others may have written.',
  )
})

test('the reason of a rule is told with its decision', () => {
  const said = (because: string): string => decide(move, someFacts(moveTool, move, policy({ answer: 'deny', because }))).because
  expect(said('these are mine')).toBe('Your policy denies file.move: these are mine.')
  expect(said('Hands off!')).toBe('Your policy denies file.move: Hands off!')
})

test('characters nobody can see are shown in the sentence', () => {
  const deed = someDeed(moveTool, { from: `${inside}/x`, to: '/home/a/gpj.\u202Eexe' })
  expect(decide(deed, someFacts(moveTool, deed, { bounds: { to: [inside] } })).because).toContain('gpj.\\u202eexe')
})

test('a bounded argument that is missing, a number, an object or an empty list is outside', () => {
  for (const to of [undefined, 5, null, true, {}, [], [inside, 5], { 0: inside, length: 1 }]) {
    const deed = someDeed(moveTool, to === undefined ? { from: inside } : { from: inside, to: to as never })
    expect(decide(deed, someFacts(moveTool, deed, { bounds: { to: [inside] }, ...yes })).answer).toBe('deny')
  }
})

test('an argument inherited from a prototype counts as missing', () => {
  const input = Object.create({ to: inside }) as { from: string }
  input.from = inside
  const deed = someDeed(moveTool, input)
  expect(decide(deed, someFacts(moveTool, deed, { bounds: { to: [inside] } })).answer).toBe('deny')
})

test('control arguments with the names of prototype keys are looked at like any other', () => {
  const tool = someTool({ control: { constructor: 'id', ['__proto__']: 'id', toString: 'id' } as Tool['control'] })
  const bare = someDeed(tool, {})
  expect(decide(bare, someFacts(tool, bare)).answer).toBe('allow')
  const labelled = someDeed(tool, JSON.parse('{"constructor":"x"}'), { constructor: [foreign] })
  expect(decide(labelled, someFacts(tool, labelled)).answer).toBe('ask')
})

test('a yes holds for the arguments that were shown, in any order of keys, and for no others', () => {
  const shown = hashDeed('mail.send', { to: 'me@example.org', text: 'hi' })
  const approved = (hash: string): boolean => hash === shown
  const answer = (input: Deed['input']): string => {
    const deed = someDeed(sendTool, input)
    return decide(deed, someFacts(sendTool, deed, { approved })).answer
  }
  expect(answer({ text: 'hi', to: 'me@example.org' })).toBe('allow')
  expect(answer({ to: 'you@example.org', text: 'hi' })).toBe('ask')
  expect(answer({ to: 'me@example.org', text: 'hi', copy: 'you@example.org' })).toBe('ask')
  expect(answer({ to: ['me@example.org'], text: 'hi' })).toBe('ask')
  expect(answer({ to: 'm\u0435@example.org', text: 'hi' })).toBe('ask')
  expect(answer(JSON.parse('{"to":"me@example.org","text":"hi","__proto__":{"copy":"x"}}'))).toBe('ask')
})

test('a numeric limit of the contract is not passed by a text, a list or no number', () => {
  const limits = [{ words: 'ten at most', tool: 'file.move', with: {}, times: undefined, atMost: { count: 10 } }]
  const answer = (count: unknown): string => {
    const deed = someDeed(moveTool, { ...moveInput, count: count as never })
    return decide(deed, someFacts(moveTool, deed, contract({ limits }))).answer
  }
  expect(answer(10)).toBe('allow')
  for (const count of [10.5, '5', [5], null, NaN]) expect(answer(count)).toBe('deny')
})

test('an allowed deed of an accepted skill is never hashed', () => {
  const hash = (): string => {
    throw new Error('hashed')
  }
  expect(decide(move, someFacts(moveTool, move, { hash, bounds: { from: [inside], to: [inside] } })).answer).toBe('allow')
})

test('only of a tool that takes back what it did does the gate say that it can be undone', () => {
  const facts = someFacts(moveTool, move)
  expect(decide(move, { ...facts, tool: { ...moveTool, undo: () => undefined } }).because).toMatch(/^It can be undone,/)
  const { undo: _undo, ...none } = moveTool
  expect(decide(move, { ...facts, tool: none })).toMatchObject({ answer: 'allow', because: expect.stringMatching(/^It is not sensitive,/) as unknown })
})
