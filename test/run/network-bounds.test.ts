import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { httpGet } from '../../engine/tools/builtin/http/get.ts'
import { runSkill, testWorld } from '../helpers/test-world.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'

let first: OddServer
let second: OddServer
let http: ReturnType<typeof nodeHttp>

beforeAll(async () => {
  second = await oddServer({ '/': (_, response) => response.end('second') })
  first = await oddServer({ '/': (_, response) => response.writeHead(302, { location: `${second.url}/` }).end(), '/here': (_, response) => response.writeHead(302, { location: '/end' }).end(), '/end': (_, response) => response.end('first') })
  http = nodeHttp({ allowPrivate: [first.host, second.host] })
})

afterAll(async () => {
  await http.close()
  await first.close()
  await second.close()
})

/** Gives how a skill ends that asks for an address under some bounds. */
async function ask(url: string, bounds: readonly string[] | undefined): Promise<string> {
  const uses = bounds === undefined ? '{}' : `{ url: ${JSON.stringify(bounds)} }`
  const text = `chela: 1\nname: ask\nuses:\n  http.get: ${uses}\nstates:\n  get: { call: http.get, with: { url: "${url}" } }\n  end: { end: done, output: "\${ get.text }" }\n`
  const { ports } = testWorld([])
  const world = testWorld([httpGet], { ports: { ...ports, http } as ToolPorts })
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
