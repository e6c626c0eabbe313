import { expect, test } from 'vitest'
import { decide, type GateFacts } from '../../engine/gate/decide.ts'
import { asksEachTime, grantFrom, grantWords } from '../../engine/gate/grant-from.ts'
import type { Grant } from '../../engine/gate/policy.ts'
import type { Deed } from '../../engine/terms/effect.ts'
import { hashText } from '../../engine/terms/hash.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { foreign, moveInput, sendTool, skillHash, someDeed, someFacts, someTool, trashTool } from './gate-facts.ts'

const here = { skill: { hash: skillHash }, run: 'run-1', now: 1_000 }
const granted = (deed: Deed, tool: Tool, span: 'run' | 'always' = 'run'): Grant => grantFrom({ kind: 'yes', span }, deed, tool, here) as Grant
const answer = (deed: Deed, tool: Tool, grant: Grant, parts: Partial<GateFacts> = {}): string => decide(deed, someFacts(tool, deed, { grants: [grant], ...parts })).answer
const send = (input: Deed['input']): Deed => someDeed(sendTool, input)
const mine = { to: 'me@example.org', text: 'hi' }

test('only a yes for longer than once gives a grant', () => {
  const deed = send(mine)
  expect(grantFrom({ kind: 'yes', span: 'once' }, deed, sendTool, here)).toBeUndefined()
  for (const other of [{ kind: 'no' }, { kind: 'expired' }, { kind: 'filled', values: {} }] as const) expect(grantFrom(other, deed, sendTool, here)).toBeUndefined()
})

test('a grant covers the same tool with the same control arguments, whatever the others are', () => {
  const grant = granted(send(mine), sendTool)
  expect(answer(send({ ...mine, text: 'something else' }), sendTool, grant)).toBe('allow')
  expect(answer(send({ ...mine, to: 'you@example.org' }), sendTool, grant)).toBe('ask')
  expect(answer(send({ text: 'hi' }), sendTool, grant)).toBe('ask')
  expect(answer(send({ ...mine, to: ['me@example.org', 'you@example.org'] }), sendTool, grant)).toBe('ask')
  const other = someTool({ ...sendTool, name: 'mail.sendAll' })
  expect(answer({ ...send(mine), tool: 'mail.sendAll' }, other, grant)).toBe('ask')
})

test('a grant ends with its run, its time, its skill text and its revocation', () => {
  const deed = send(mine)
  const run = granted(deed, sendTool)
  const always = { ...granted(deed, sendTool, 'always'), until: 5_000 }
  expect(answer(deed, sendTool, run)).toBe('allow')
  expect(answer(deed, sendTool, run, { run: 'run-2' })).toBe('ask')
  expect(answer(deed, sendTool, { ...run, run: undefined }, { run: undefined as never })).toBe('ask')
  expect(answer(deed, sendTool, always, { run: 'run-2' })).toBe('allow')
  expect(answer(deed, sendTool, always, { now: 5_000 })).toBe('ask')
  expect(answer(deed, sendTool, always, { now: 999 })).toBe('ask')
  expect(answer(deed, sendTool, { ...always, revoked: true })).toBe('ask')
  expect(answer(deed, sendTool, always, { skill: { name: 'tidy', hash: hashText('changed') } })).toBe('ask')
})

test('a grant does not cover a control argument that a sensitive tool got later', () => {
  const later = { ...sendTool, control: { ...sendTool.control, copy: 'address' } } as Tool
  expect(answer(send({ ...mine, copy: 'you@example.org' }), later, granted(send(mine), sendTool, 'always'))).toBe('ask')
})

test('a path is granted with the folder it lies in, yet never a home or a disk as a whole', () => {
  const folder = (path: string): readonly string[] | undefined => granted(someDeed(trashTool, { path }), trashTool).with.path
  expect(folder('/home/a/Downloads/x.pdf')).toEqual(['/home/a/Downloads'])
  expect(folder('/home/a/Downloads/pdf/')).toEqual(['/home/a/Downloads'])
  for (const path of ['/home/a/x.pdf', '/x', '/', '/srv/data/x', 'C:\\Users\\a\\x.pdf']) expect(folder(path)).toEqual([path])
  expect(folder('C:\\Users\\a\\Downloads\\x.pdf')).toEqual(['C:\\Users\\a\\Downloads'])
})

test('what can not be bounded is granted for this very deed only', () => {
  const bare = someTool({ name: 'shop.order', class: 'sensitive', control: {} })
  const deed = someDeed(bare, { item: 'tea' })
  const grant = granted(deed, bare, 'always')
  expect(answer(deed, bare, grant)).toBe('allow')
  expect(answer(someDeed(bare, { item: 'gold' }), bare, grant)).toBe('ask')
  for (const path of [undefined, 5, [], [5], '../x', 'relative']) {
    const odd = someDeed(trashTool, path === undefined ? {} : { path: path as never })
    expect(granted(odd, trashTool).deed).toMatch(/^[0-9a-f]{64}$/)
  }
})

test('a yes to a deed that untrusted content led to covers such deeds; another yes does not', () => {
  const led = someDeed(trashTool, { path: '/home/a/Downloads/x.pdf' }, {}, [foreign])
  const next = someDeed(trashTool, { path: '/home/a/Downloads/y.pdf' }, {}, [foreign])
  expect(answer(next, trashTool, granted(led, trashTool))).toBe('allow')
  expect(answer(next, trashTool, granted({ ...led, because: [] }, trashTool))).toBe('ask')
})

test('a question says for how long a yes may hold', () => {
  expect(asksEachTime({ answer: 'ask', rule: 'class', because: '' })).toBe(false)
  expect(asksEachTime({ answer: 'ask', rule: 'never', because: '' })).toBe(true)
  expect(asksEachTime({ answer: 'ask', rule: 'policy', because: '' })).toBe(true)
})

test('a grant can be told in words', () => {
  const tool = someTool()
  expect(grantWords(granted(someDeed(tool, moveInput), tool), tool)).toBe('file.move with "from" inside /home/a/Downloads and "to" inside /home/a/Downloads/pdf')
  expect(grantWords(granted(send(mine), sendTool), sendTool)).toBe('mail.send with "to" being me@example.org')
  expect(grantWords(granted(someDeed(trashTool, {}), trashTool), trashTool)).toBe('file.trash, exactly as it was shown')
})
