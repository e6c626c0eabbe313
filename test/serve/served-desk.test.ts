import { expect, onTestFinished, test } from 'vitest'
import { servedDesk, type ServedDesk } from '../../editor/link/served-desk.ts'
import type { News } from '../../engine/desk/desk.ts'
import { startServer, type RunningServer, type ServerOptions } from '../../engine/serve/start-server.ts'
import { ChelaError } from '../../engine/terms/failure.ts'
import { builtEditor, someServer } from './ask-server.ts'
import { smallDesk } from './small-desk.ts'

const quick = { first: 10, longest: 50 }

function page(server: RunningServer): ServedDesk {
  const served = servedDesk(server.address, server.token, quick)
  onTestFinished(() => served.connection.close())
  return served
}

/** Gathers the sequence numbers of the entries that a watcher gets. */
function follow({ desk }: ServedDesk, run: string, after = 0): { readonly seen: number[]; readonly news: News[]; readonly stop: () => void } {
  const seen: number[] = []
  const news: News[] = []
  const stop = desk.watch((one) => (one.kind === 'entry' ? seen.push(one.entry.sequence) : news.push(one)), { run, after })
  return { seen, news, stop }
}

const count = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at)

test('operations answer as those of the desk behind the server', async () => {
  const small = smallDesk({ read: () => null, save: () => ({ kept: { id: 'mine/a' } }), fork: () => ({ run: 'run2' }) })
  const { desk } = page(await someServer({ desk: small.desk }))
  expect(await desk.read('mine/ä b')).toBeNull()
  expect(await desk.save('mine/a', 'text', null)).toEqual({ kept: { id: 'mine/a' } })
  expect(await desk.fork({ run: 'run1', at: 3 })).toEqual({ run: 'run2' })
  await desk.runs()
  await desk.rehearse('x', {}).catch(() => {})
  expect(small.calls).toEqual([['read', ['mine/ä b']], ['save', ['mine/a', 'text', null]], ['fork', [{ run: 'run1', at: 3 }]], ['runs', [undefined]], ['rehearse', ['x', {}, undefined]]])
})

test('errors come back as ChelaError with all their parts', async () => {
  const { desk } = page(
    await someServer({
      desk: smallDesk({
        start: () => {
          throw new ChelaError('not-accepted', 'Not accepted.', { help: 'Accept it.', facts: { hashes: ['a'] } })
        },
      }).desk,
    }),
  )
  const error = await desk.start({ text: '', input: {} }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ChelaError)
  expect(error).toMatchObject({ code: 'not-accepted', message: 'Not accepted.', help: 'Accept it.', facts: { hashes: ['a'] } })
  await expect(desk.read('')).rejects.toMatchObject({ code: 'bad-arguments' })
})

test('a server that is gone is told as such', async () => {
  const server = await someServer()
  const { desk } = page(server)
  await server.close()
  await expect(desk.facts()).rejects.toMatchObject({ name: 'ChelaError', code: 'no-connection' })
})

test('the stream goes on over a restart of the server without losing or repeating an entry', async () => {
  const small = smallDesk()
  const options: ServerOptions = { desk: small.desk, editor: builtEditor(), token: 'x'.repeat(43) }
  let server = await startServer(options)
  const served = page(server)
  const states: string[] = []
  served.connection.subscribe(() => states.push(served.connection.state()))
  const one = follow(served, 'run1')
  const other = follow(served, 'run1', 5)
  small.append('run1', 10)
  await until(() => one.seen.length === 10)
  for (const round of [1, 2, 3]) {
    await server.close()
    small.append('run1', 7)
    await until(() => served.connection.state() === 'reconnecting')
    server = await startServer({ ...options, port: server.port })
    small.append('run1', 3)
    await until(() => one.seen.length === 10 + 10 * round)
  }
  onTestFinished(() => server.close())
  expect(one.seen).toEqual(count(1, 40))
  expect(other.seen).toEqual(count(6, 40))
  expect(states).toEqual(['connected', 'reconnecting', 'connected', 'reconnecting', 'connected', 'reconnecting', 'connected'])
})

test('after a gap the page is told how things stand', async () => {
  const record = { run: 'run1', status: 'done' }
  const small = smallDesk({ skills: () => [{ id: 'mine/a' }], runs: () => [record], asks: () => [{ run: 'run1', ask: 4 }] })
  const options: ServerOptions = { desk: small.desk, editor: builtEditor(), token: 'x'.repeat(43) }
  const server = await startServer(options)
  const { news } = follow(page(server), 'run1')
  await until(() => news.length === 1)
  expect(news).toEqual([{ kind: 'asks', asks: [{ run: 'run1', ask: 4 }] }])
  await server.close()
  await someServer({ ...options, port: server.port })
  await until(() => news.length === 4)
  expect(news).toContainEqual({ kind: 'skills', ids: ['mine/a'] })
  expect(news).toContainEqual({ kind: 'run', record })
})

test('the token of an earlier start is refused, and the page no longer tries', async () => {
  const small = smallDesk()
  const first = await startServer({ desk: small.desk, editor: builtEditor() })
  const served = page(first)
  follow(served, 'run1')
  await until(() => served.connection.state() === 'connected')
  await first.close()
  const second = await someServer({ desk: small.desk, port: first.port })
  await until(() => served.connection.state() === 'refused')
  expect(second.token).not.toBe(first.token)
  await expect(served.desk.facts()).rejects.toMatchObject({ code: 'no-access' })
  expect(small.watching()).toBe(0)
})

test('all watchers of a page share one stream, whatever they follow', async () => {
  const small = smallDesk()
  small.append('run1', 3)
  small.append('run2', 3)
  const served = page(await someServer({ desk: small.desk, limits: { streams: 2 } }))
  const first = follow(served, 'run1')
  await until(() => first.seen.length === 3)
  const second = follow(served, 'run2', 1)
  await until(() => second.seen.length === 2)
  const third = follow(served, 'run1', 1)
  await until(() => third.seen.length === 2)
  small.append('run1', 1)
  small.append('run2', 1)
  await until(() => first.seen.length === 4 && second.seen.length === 3 && third.seen.length === 3)
  expect([first.seen, second.seen, third.seen]).toEqual([[1, 2, 3, 4], [2, 3, 4], [2, 3, 4]])
  // One stream that follows two runs.
  await until(() => small.watching() === 2)
  for (const { stop } of [first, second, third]) stop()
  await until(() => small.watching() === 0)
})

test('a slow page catches up with more than the server keeps for it', async () => {
  const small = smallDesk()
  const served = page(await someServer({ desk: small.desk, limits: { buffer: 200_000 } }))
  small.append('run1', 100, 'x'.repeat(20_000))
  const { seen } = follow(served, 'run1')
  await until(() => seen.length === 100)
  expect(seen).toEqual(count(1, 100))
})

test('a stream that is silent for too long is opened anew', async () => {
  const small = smallDesk()
  const server = await someServer({ desk: small.desk, limits: { heartbeat: 60_000 } })
  const served = servedDesk(server.address, server.token, { ...quick, silent: 100 })
  onTestFinished(() => served.connection.close())
  const states: string[] = []
  served.connection.subscribe(() => states.push(served.connection.state()))
  const { seen } = follow(served, 'run1')
  await until(() => states.length >= 3)
  small.append('run1', 2)
  await until(() => seen.length === 2)
  expect(states.slice(0, 3)).toEqual(['connected', 'reconnecting', 'connected'])
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries++) await new Promise((done) => setTimeout(done, 10))
  expect(holds()).toBe(true)
}
