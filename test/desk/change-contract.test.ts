import { expect, test } from 'vitest'
import type { Contract } from '../../engine/terms/contract.ts'
import { argumentFault, callOperation } from '../../engine/serve/operations.ts'
import type { Json } from '../../engine/terms/json.ts'
import { someTool } from '../helpers/test-world.ts'
import { accept, opened, rested, until } from './desk-hands.ts'
import { memoryHome } from './memory-desk.ts'

const skill = `chela: 1
name: put-later
uses: { test.put: {} }
states:
  wait: { wait: { for: go } }
  put: { call: test.put, with: { to: c } }
  done: { end: done }
`
const put = someTool('test.put', () => null, { class: 'reversible', control: { to: 'id' }, input: { type: 'object', properties: { to: { type: 'string' } }, required: ['to'] } })
const contract = (to: string): Contract => ({ words: 'Put it there.', allowed: [{ words: `put it into ${to}`, tool: 'test.put', with: { to: [to] } }], required: [], limits: [], until: undefined })

test('the person widens the contract of a run that waits; the view tells what holds now and what was done', async () => {
  const desk = await opened(memoryHome(), [put])
  await accept(desk, skill)
  const { run } = await desk.start({ text: skill, input: {}, contract: contract('a') })
  await until(async () => (await desk.view(run)).active.includes('wait'))
  const given = [run, JSON.parse(JSON.stringify(contract('c')))] as readonly Json[]
  expect(argumentFault('changeContract', given)).toBeUndefined()
  await callOperation(desk, 'changeContract', given)
  expect((await desk.view(run)).intent?.contract.allowed.map(({ words }) => words)).toEqual(['put it into c'])
  await desk.send(run, 'go', {})
  await rested(desk, run, 'done')
  expect((await desk.view(run)).intent?.ledger).toEqual([expect.stringMatching(/^1\. test\.put to "c": done/)])
})

test('a run without a contract gets none, and the words stay what they were', async () => {
  const desk = await opened(memoryHome(), [put])
  await accept(desk, skill)
  const { run } = await desk.start({ text: skill, input: {} })
  await until(async () => (await desk.view(run)).active.includes('wait'))
  await expect(desk.changeContract(run, contract('c'))).rejects.toMatchObject({ code: 'no-contract' })
  const held = await desk.start({ text: skill, input: {}, contract: contract('a') })
  await until(async () => (await desk.view(held.run)).active.includes('wait'))
  await expect(desk.changeContract(held.run, { ...contract('c'), words: 'Something else.' })).rejects.toMatchObject({ code: 'invalid-contract' })
})
