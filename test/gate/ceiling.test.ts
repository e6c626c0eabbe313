import { expect, test } from 'vitest'
import { decideSubSkill, makeCeiling, outsideCeiling } from '../../engine/gate/ceiling.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { listTool, someTool, sendTool } from './gate-facts.ts'

const send = makeCeiling('post', [{ kind: 'tool', name: 'mail.send', bounds: { to: ['a@x.org', 'b@x.org'] } }])

test('a tool that is not listed is named with the skill', () => {
  expect(outsideCeiling(listTool, {}, send)).toBe('The skill "post" does not list file.list under "uses", so it may not call it.')
})

test('an argument outside its bound is named in words that fit its kind', () => {
  expect(outsideCeiling(sendTool, { to: 'c@x.org' }, send)).toBe('mail.send may only address a@x.org or b@x.org; its "to", "c@x.org", is not among them.')
  expect(outsideCeiling(sendTool, {}, send)).toBe('mail.send may only address a@x.org or b@x.org, so it needs its "to".')
  expect(outsideCeiling(sendTool, { to: 5 }, send)).toBe('mail.send may only address a@x.org or b@x.org; its "to", "5", is not a text.')
  const fetch = someTool({ name: 'web.read', class: 'read', control: { host: 'host' } })
  expect(outsideCeiling(fetch, { host: 'evil.net' }, makeCeiling('s', [{ kind: 'tool', name: 'web.read', bounds: { host: ['*.x.org'] } }]))).toBe(
    'web.read may only reach *.x.org; its "host", "evil.net", is not among them.',
  )
})

test('an address that need not be given and is not is outside of nothing; one that is given is looked at', () => {
  const tool = someTool({ name: 'mail.send', class: 'sensitive', input: { type: 'object', properties: { to: {}, cc: {} }, required: ['to'] }, control: { to: 'address', cc: 'address' } })
  const bounds = makeCeiling('s', [{ kind: 'tool', name: 'mail.send', bounds: { to: ['a@x.org'], cc: ['a@x.org'] } }])
  for (const cc of [undefined, null, []]) expect(outsideCeiling(tool, { to: 'a@x.org', ...(cc !== undefined && { cc }) }, bounds)).toBeUndefined()
  for (const cc of ['c@x.org', ['a@x.org', 'c@x.org'], 5, {}, '']) expect(outsideCeiling(tool, { to: 'a@x.org', cc }, bounds)).toBeDefined()
  for (const to of [undefined, null, []]) expect(outsideCeiling(tool, to === undefined ? {} : { to }, bounds)).toBeDefined()
})

test('a long value is cut in its middle', () => {
  const said = outsideCeiling(listTool, { folder: `/${'x'.repeat(500)}.exe` }, makeCeiling('s', [{ kind: 'tool', name: 'file.list', bounds: { folder: ['/a'] } }])) ?? ''
  expect(said.length).toBeLessThan(160)
  expect(said).toContain('.exe", is outside.')
})

test('an empty list of bounds lets nothing through', () => {
  expect(outsideCeiling(listTool, { folder: '/a' }, makeCeiling('s', [{ kind: 'tool', name: 'file.list', bounds: { folder: [] } }]))).toBe(
    'file.list may reach nothing here: the places listed for its "folder" came out empty.',
  )
})

test('a tool named twice keeps its first line', () => {
  const twice = makeCeiling('s', [
    { kind: 'tool', name: 'file.list', bounds: { folder: ['/a'] } },
    { kind: 'tool', name: 'file.list', bounds: {} },
  ])
  expect(outsideCeiling(listTool, { folder: '/z' }, twice)).toBeDefined()
})

test('a sub-skill must be listed in every ceiling above it', () => {
  const lists = makeCeiling('a', [{ kind: 'skill', name: 'tidy', bounds: {} }])
  expect(decideSubSkill('tidy', [lists]).answer).toBe('allow')
  expect(decideSubSkill('other', [lists]).answer).toBe('deny')
  expect(decideSubSkill('tidy', [lists, send])).toEqual({ answer: 'deny', rule: 'ceiling', because: 'The skill "post" does not list the skill "tidy" under "uses", so it may not run it.' })
  expect(decideSubSkill('tidy', []).answer).toBe('deny')
})

test('a deed that gives no address at all is outside of a bound on one: it may go to everybody', () => {
  const tool = someTool({ name: 'chat.post', class: 'sensitive', input: { type: 'object', properties: { to: {}, text: {} } }, control: { to: 'address' } })
  const bounds = makeCeiling('s', [{ kind: 'tool', name: 'chat.post', bounds: { to: ['a@x.org'] } }])
  for (const input of [{ text: 'hi' }, { text: 'hi', to: null }, { text: 'hi', to: [] }] as readonly JsonObject[]) expect(outsideCeiling(tool, input, bounds)).toBeDefined()
})
