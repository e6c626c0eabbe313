import { expect, test } from 'vitest'
import { argumentFault } from '../../engine/run/argument-fault.ts'
import { runSkill, someTool, testWorld } from '../helpers/test-world.ts'

const list = someTool('mail.list', (input) => ({ seen: input['path'] ?? input['account'] ?? null }), {
  input: { type: 'object', properties: { path: { type: 'string' }, account: { type: 'string' } }, additionalProperties: false },
  control: { path: 'id', account: 'id' },
  oneOf: [['path', 'account']],
})

test('of a group exactly one argument is given', () => {
  expect(argumentFault(list, { path: '/m' })).toBeUndefined()
  expect(argumentFault(list, {})?.message).toBe('exactly one of "path" and "account" must be given, and none is')
  expect(argumentFault(list, { path: '/m', account: 'home' })?.message).toBe('exactly one of "path" and "account" must be given, and more than one is')
  expect(argumentFault(list, { path: 5 })?.path).toBe('path')
})

const skill = `chela: 1
name: list
inputs: { path: { type: [string, "null"], default: null }, account: { type: [string, "null"], default: null } }
uses: { mail.list: { path: "\${ input.path }", account: "\${ input.account }" } }
states:
  look: { call: mail.list, with: { path: "\${ input.path }", account: "\${ input.account }" } }
  done: { end: done, output: "\${ look.seen }" }
`

test('one call works on a file or on an account, whichever was named', async () => {
  const run = (input: { readonly [name: string]: string }) => runSkill(testWorld([list]), skill, input)
  expect(await run({ path: '/m' })).toMatchObject({ status: 'done', output: '/m' })
  expect(await run({ account: 'home' })).toMatchObject({ status: 'done', output: 'home' })
  expect(await run({})).toMatchObject({ status: 'failed', because: 'mail.list can not take the arguments: exactly one of "path" and "account" must be given, and none is' })
  expect(await run({ path: '/m', account: 'home' })).toMatchObject({ status: 'failed' })
})
