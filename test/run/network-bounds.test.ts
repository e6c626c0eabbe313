import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import type { Policy, PolicyRule } from '../../engine/gate/policy.ts'
import type { World } from '../../engine/run/world.ts'
import type { Contract } from '../../engine/terms/contract.ts'
import { httpGet } from '../../engine/tools/builtin/http/get.ts'
import { runSkill, testWorld } from '../helpers/test-world.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'

let first: OddServer
let second: OddServer
let http: ReturnType<typeof nodeHttp>

beforeAll(async () => {
  second = await oddServer({ '/': (_, response) => response.end('second') })
  first = await oddServer({ '/': (_, response) => response.writeHead(302, { location: `${second.url}/` }).end(), '/there': (_, response) => response.writeHead(302, { location: `http://two.test:${new URL(second.url).port}/` }).end(), '/here': (_, response) => response.writeHead(302, { location: '/end' }).end(), '/end': (_, response) => response.end('first') })
  http = nodeHttp({ allowPrivate: [first.host, second.host, 'one.test', 'two.test'], resolve: async () => ['127.0.0.1'] })
})

afterAll(async () => {
  await http.close()
  await first.close()
  await second.close()
})

/** Gives how a skill ends that asks for an address under some bounds. */
async function ask(url: string, bounds: readonly string[] | undefined, more: Partial<World> = {}): Promise<string> {
  const uses = bounds === undefined ? '{}' : `{ url: ${JSON.stringify(bounds)} }`
  const text = `chela: 1\nname: ask\nuses:\n  http.get: ${uses}\nstates:\n  get: { call: http.get, with: { url: "${url}" } }\n  end: { end: done, output: "\${ get.text }" }\n`
  const { ports } = testWorld([])
  const world = testWorld([httpGet], { ports: { ...ports, http } as ToolPorts, ...more })
  const { status, output, entries } = await runSkill(world, text)
  const failed = entries.findLast((entry) => entry.kind === 'tool-answered')
  return status === 'done' ? String(output) : failed?.kind === 'tool-answered' && failed.failure !== undefined ? failed.failure.code : 'denied'
}

test('a redirect leads no further than the bounds of the skill', async () => {
  expect(await ask(`${first.url}/`, [first.host, second.host])).toBe('second')
  expect(await ask(`${first.url}/`, [first.host])).toBe('other-host')
  expect(await ask(`${first.url}/`, undefined)).toBe('other-host')
  expect(await ask(`${second.url}/`, [first.host])).toBe('denied')
})

test('a bound that is an address lets its host lead on to itself', async () => {
  expect(await ask(`${first.url}/here`, [`${first.url}/here`])).toBe('first')
  expect(await ask(`${first.url}/end`, [`${first.url}/here`])).toBe('denied')
  expect(await ask(`${first.url}/`, [`${first.url}/`])).toBe('other-host')
})

/* Rules that forbid make no difference between ports, so the two servers have names. */
const one = (): string => `one.test:${new URL(first.url).port}`
const two = (): string => `two.test:${new URL(second.url).port}`
const asked = (path: string, world: Partial<World>): Promise<string> => ask(`http://${one()}${path}`, [one(), two()], world)

const policy = (rule: Partial<PolicyRule>): Policy => ({ expires: 1000, rules: [{ answer: 'deny', tool: 'http.*', skill: undefined, with: {}, because: undefined, until: undefined, ...rule }] })
const contract = (...places: readonly string[]): Contract => ({ words: 'read two pages', allowed: places.map((place) => ({ words: place, tool: 'http.get', with: { url: [place] } })), required: [], limits: [], until: undefined })

test('a redirect to where the policy denies or asks is not followed, whatever the skill may reach', async () => {
  const elsewhere = { url: ['two.test'] }
  expect(await asked('/there', {})).toBe('second')
  expect(await asked('/there', { policy: policy({ with: elsewhere }) })).toBe('other-host')
  expect(await asked('/there', { policy: policy({ tool: '*', with: { '*': ['*.test', 'two.test'] }, skill: 'another' }) })).toBe('second')
  expect(await asked('/there', { policy: policy({ tool: '*', with: { '*': ['two.test'] } }) })).toBe('other-host')
  expect(await asked('/here', { policy: policy({ with: elsewhere }) })).toBe('first')
  expect(await asked('/there', { policy: policy({ answer: 'ask', with: elsewhere }) })).toBe('other-host')
  expect(await asked('/there', { policy: policy({ answer: 'ask' }), person: { ask: async () => ({ kind: 'yes', span: 'once' }) } })).toBe('second')
})

test('a redirect leads no further than what the person asked for', async () => {
  expect(await asked('/there', { contract: contract(one(), two()) })).toBe('second')
  expect(await asked('/there', { contract: contract(one()) })).toBe('other-host')
  expect(await asked('/here', { contract: contract(`http://${one()}/here`) })).toBe('first')
})
