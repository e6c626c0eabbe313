import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import { isPublicAddress } from '../../engine/adapters/private-address.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'

let server: OddServer
let port: string

beforeAll(async () => {
  server = await oddServer({ '/': (_, response) => response.end('inside') })
  port = new URL(server.url).port
})

afterAll(() => server.close())

async function ask(url: string, options: Parameters<typeof nodeHttp>[0] = {}): Promise<string> {
  const http = nodeHttp({ ...options, times: { connect: 300 } })
  try {
    const answer = await http.request({ method: 'GET', url, most: 1000 }, new AbortController().signal)
    let text = ''
    for await (const chunk of answer.body) text += Buffer.from(chunk).toString()
    return text
  } finally {
    await http.close()
  }
}

test('without a grant this machine is not reached, however it is written', async () => {
  for (const host of ['127.0.0.1', 'localhost', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '0.0.0.0', '[::]', '127.0.0.1.']) {
    await expect(ask(`http://${host}:${port}/`), host).rejects.toMatchObject({ code: 'private' })
  }
  expect(server.seen).toEqual([])
})

test('with a grant for this host and port it is', async () => {
  expect(await ask(`http://127.0.0.1:${port}/`, { allowPrivate: [`127.0.0.1:${port}`] })).toBe('inside')
  expect(await ask(`http://127.0.0.1:${port}/`, { allowPrivate: ['127.0.0.1'] })).toBe('inside')
  expect(await ask(`http://nas.test:${port}/`, { allowPrivate: ['NAS.test'], resolve: async () => ['127.0.0.1'] })).toBe('inside')
  await expect(ask(`http://127.0.0.1:${port}/`, { allowPrivate: ['127.0.0.1:1', 'other.test', '127.0.0.2'] })).rejects.toMatchObject({ code: 'private' })
})

test('a granted name is not followed to where clouds keep their secrets', async () => {
  for (const address of ['169.254.169.254', '168.63.129.16', '224.0.0.1', '0.0.0.0', '255.255.255.255']) {
    await expect(ask('http://nas.test/', { allowPrivate: ['nas.test'], resolve: async () => [address] })).rejects.toMatchObject({ code: 'private' })
  }
})

test('a name that leads to a private address is refused, also when it leads to public ones too', async () => {
  for (const addresses of [['127.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['::1'], ['fd00::1'], ['10.0.0.1'], ['::ffff:192.168.0.1']]) {
    await expect(ask(`http://rebind.test:${port}/`, { resolve: async () => addresses })).rejects.toMatchObject({ code: 'private' })
  }
  expect(server.seen.filter((one) => one !== 'GET /')).toEqual([])
})

test('a name is looked up once, and what was judged is what is connected to', async () => {
  let asked = 0
  const resolve = async (): Promise<readonly string[]> => (asked++ === 0 ? ['192.0.2.1'] : ['127.0.0.1'])
  const before = server.seen.length
  await expect(ask(`http://rebind.test:${port}/`, { resolve })).rejects.toMatchObject({ code: 'private' })
  // A public address first, this machine on the second question: the second question is never put.
  const flips = (): (() => Promise<readonly string[]>) => {
    let count = 0
    return async () => (count++ === 0 ? ['203.1.0.1'] : ['127.0.0.1'])
  }
  await expect(ask(`http://rebind.test:${port}/`, { resolve: flips() })).rejects.toMatchObject({ code: expect.stringMatching(/too-slow|refused/) })
  expect(server.seen).toHaveLength(before)
})

test('a name without an address is no host', async () => {
  await expect(ask('http://nothing.test/', { resolve: async () => [] })).rejects.toMatchObject({ code: 'no-host' })
  await expect(ask('http://nothing.test/', { resolve: async () => ['what'] })).rejects.toMatchObject({ code: 'no-host' })
  await expect(ask('http://nothing.test/', { resolve: async () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })) })).rejects.toMatchObject({ code: 'no-host' })
})

test('only addresses of the public network are public', () => {
  for (const address of ['93.184.215.14', '8.8.8.8', '2606:4700::1', '64:ff9b::808:808', '::ffff:8.8.8.8']) expect(isPublicAddress(address), address).toBe(true)
  const special = [
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '100.100.100.200', '127.0.0.1', '127.255.255.254', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1',
    '192.168.1.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '240.0.0.1', '255.255.255.255', '168.63.129.16', '::', '::1', '::127.0.0.1', 'fe80::1', 'fe80::1%eth0',
    'fec0::1', 'fd00:ec2::254', 'fc00::1', 'ff02::1', '2001:db8::1', '2002:7f00:1::', '2001::1', '64:ff9b::7f00:1', '64:ff9b:1::1', '::ffff:10.0.0.1', '::ffff:0:127.0.0.1', '100::1', '', 'x', '1.2.3',
  ]
  for (const address of special) expect(isPublicAddress(address), address).toBe(false)
})

test('no address of a private network passes in any of its forms', () => {
  const inside = fc.oneof(
    fc.tuple(fc.constant(10), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(127), fc.nat(255), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(192), fc.constant(168), fc.nat(255), fc.nat(255)),
    fc.tuple(fc.constant(169), fc.constant(254), fc.nat(255), fc.nat(255)),
  )
  fc.assert(
    fc.property(inside, ([a, b, c, d]) => {
      const plain = `${a}.${b}.${c}.${d}`
      const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
      for (const form of [plain, `::ffff:${plain}`, `::ffff:${hex}`, `64:ff9b::${hex}`, `::${hex}`, `2002:${hex}::`]) expect(isPublicAddress(form), form).toBe(false)
    }),
    { numRuns: 100 },
  )
})
