import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import type { World } from '../../engine/run/world.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'
import { runTime, snapshot } from './hostile-tree.ts'
import { deedHashes, denying, expectDone, realPlace, rehearseShipped, runShipped, undoAll, type Place } from './real-run.ts'

const name = 'weekly-digest'
const hour = 3_600_000
const titles = ['Plain', 'Zürich', '日本語', '**bold** and [link](x)', '${x}', '# heading', '🎉', 'two words', '`code`', '__proto__']
let server: OddServer
let http: ReturnType<typeof nodeHttp>

interface Item {
  readonly title: string
  readonly url: string
  readonly time: number
}

/** Gives 80 items, one each four hours, the newest an hour before the run. */
function items(feed: number): Item[] {
  return Array.from({ length: 80 }, (_, index) => ({ title: `${titles[index % titles.length]} ${feed}.${index}`, url: `https://example.org/${feed}/${index}`, time: runTime - hour - index * 4 * hour }))
}

function rss(feed: number): string {
  const entries = items(feed).map(({ title, url, time }) => `<item><title>${title}</title><link>${url}</link><guid>${url}</guid><pubDate>${new Date(time).toUTCString()}</pubDate><description>&lt;p&gt;Text of&lt;br&gt;${title}&lt;/p&gt;</description></item>`)
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Feed ${feed}</title><link>https://example.org</link><description>x</description>${entries.join('')}</channel></rss>`
}

const xml = (text: string) => (_request: unknown, response: ServerResponse) => response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(text)

beforeAll(async () => {
  server = await oddServer({ '/0': xml(rss(0)), '/1': xml(rss(1)), '/2': xml(rss(2)), '/none': xml('<html>no feed</html>') })
  http = nodeHttp({ allowPrivate: [server.host] })
})

afterAll(async () => {
  await http.close()
  await server.close()
})

function worldWith(place: Place, more: Partial<World> = {}): World {
  const world = place.world({ person: undefined, ...more })
  return { ...world, ports: { ...world.ports, http } }
}

test('writes what is new in 240 items of three feeds, names what could not be read, as predicted, and takes it back', async () => {
  const place = await realPlace()
  const input = { feeds: ['0', '1', '2', 'gone', 'none'].map((path) => `${server.url}/${path}`), folder: join(place.folder, 'digests'), most: 100 }
  const rehearsal = await rehearseShipped(worldWith(place), name, input)

  const ended = await runShipped(worldWith(place), name, input)
  expectDone(ended, 10)
  expect(deedHashes(ended.entries)).toEqual(rehearsal.deeds.map(({ hash }) => hash).sort())
  const fresh = [0, 1, 2].flatMap((feed) => items(feed).filter(({ time }) => time > runTime - 7 * 24 * hour))
  expect(fresh.length).toBeGreaterThan(100)
  expect(ended.output).toMatchObject({ items: fresh.length, fresh: 3, digest: join(input.folder, 'digest 2026-06-01.md') })
  expect((ended.output as { failed: { feed: string }[] }).failed.map(({ feed }) => feed)).toEqual(input.feeds.slice(3))
  const lines = readFileSync(join(input.folder, 'digest 2026-06-01.md'), 'utf8').split('\n')
  const shown = lines.filter((line) => line.startsWith('- **'))
  expect(shown).toEqual(fresh.map(({ title, url, time }) => `- **${title.replaceAll('*', '∗')}**, ${new Date(time).toISOString().slice(0, 10)}, <${url}>`))
  expect(lines.filter((line) => line.startsWith('#'))).toEqual(['# What is new, 2026-06-01', '## Feed 0', '## Feed 1', '## Feed 2', '## Not read'])

  await undoAll(worldWith(place), ended.run)
  expect(snapshot(place.root)['d/']).toBe(undefined)
})

test('fails when no feed can be read, and asks no server when the network is denied', async () => {
  const place = await realPlace()
  const input = { feeds: [`${server.url}/none`], folder: place.folder }
  expect(await runShipped(worldWith(place), name, input)).toMatchObject({ status: 'failed' })
  const seen = server.seen.length
  await runShipped(worldWith(place, { policy: denying('feed.read') }), name, { ...input, folder: join(place.folder, 'other') })
  expect(server.seen.length).toBe(seen)
})
