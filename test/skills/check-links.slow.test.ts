import { readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import { SystemClock } from '../../engine/adapters/system-clock.ts'
import type { World } from '../../engine/run/world.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'
import { snapshot } from './hostile-tree.ts'
import { denying, expectDone, realPlace, runShipped, undoAll, type Place } from './real-run.ts'

const name = 'check-links'
let site: OddServer
let other: OddServer
let http: ReturnType<typeof nodeHttp>

const html = (body: string) => (_request: unknown, response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/html' }).end(body)
const isBroken = (index: number): boolean => index % 9 === 4

/** A site of 20 pages with 220 links, of which each ninth is broken; two lead to another host, one is forbidden. */
beforeAll(async () => {
  other = await oddServer({})
  const pages = Object.fromEntries(
    Array.from({ length: 20 }, (_, page) => [
      `/p${page}`,
      html(Array.from({ length: 11 }, (_, link) => `<a href="/${isBroken(page * 11 + link) ? 'gone' : 'there'}/${page * 11 + link}">Link ${link}, "odd" =1+1</a>`).join('')),
    ]),
  )
  const there = Object.fromEntries(Array.from({ length: 220 }, (_, index) => index).filter((index) => !isBroken(index)).map((index) => [`/there/${index}`, html('fine')]))
  site = await oddServer({
    ...pages, ...there,
    '/robots.txt': (_, response) => response.end('User-agent: *\nDisallow: /private'),
    '/': html(`${Array.from({ length: 20 }, (_, page) => `<a href=/p${page}>P</a>`).join('')}<a href="${other.url}/x">X</a><a href="${other.url}/y">Y</a><a href=/private/z>Z</a>`),
  })
  http = nodeHttp({ allowPrivate: [site.host, other.host] })
})

afterAll(async () => {
  await http.close()
  await site.close()
  await other.close()
})

/** Pauses between requests need a clock that goes on. */
function worldWith(place: Place, more: Partial<World> = {}): World {
  const world = place.world({ person: undefined, ...more })
  const clock = new SystemClock()
  return { ...world, clock, ports: { ...world.ports, clock, http } }
}

test('finds the broken links of a site, writes them to a table, and takes the table back', async () => {
  const place = await realPlace()
  const input = { site: `${site.url}/`, to: join(place.folder, 'links.csv'), pause: 0 }
  const ended = await runShipped(worldWith(place), name, input)
  expectDone(ended, 5)
  const broken = Array.from({ length: 220 }, (_, index) => index).filter(isBroken)
  expect(ended.output).toMatchObject({ pages: 21 + 220 - broken.length, broken: broken.length, elsewhere: 2, forbidden: 1, complete: true })
  const table = readFileSync(input.to, 'utf8')
  expect(table.split('\r\n').length - 2).toBe(broken.length)
  for (const index of broken) expect(table).toContain(`${site.url}/p${Math.floor(index / 11)},${site.url}/gone/${index},"Link ${index % 11}, ""odd"" =1+1",status 404,true\r\n`)
  expect(other.seen).toEqual([])

  await undoAll(worldWith(place), ended.run)
  expect(snapshot(place.root)['d/links.csv']).toBe(undefined)
})

test('a policy that denies the network tries nothing', async () => {
  const place = await realPlace()
  const seen = site.seen.length
  const ended = await runShipped(worldWith(place, { policy: denying('page.check_links') }), name, { site: site.url, to: join(place.folder, 'links.csv') })
  expect(ended.status).toBe('failed')
  expect(site.seen.length).toBe(seen)
})
