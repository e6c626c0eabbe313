import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { servedDesk, type ServedDesk } from '../../editor/link/served-desk.ts'
import type { Entry } from '../../engine/terms/journal.ts'
import { desk, endingAs, type Desk } from '../cli/chela.ts'
import { freePort } from '../helpers/free-port.ts'

/** Waits long enough to be killed in between, then writes a file. */
const slowSkill = `chela: 1
name: slow-note
inputs:
  path: { type: string, format: path }
uses:
  file.write: { path: "\${ input.path }" }
states:
  rest:
    wait: 3s
  write:
    call: file.write
    with: { path: "\${ input.path }", text: done }
  finished: { end: done }
`

interface Served {
  readonly process: ChildProcess
  readonly said: Promise<{ readonly code: number | null; readonly err: string; readonly out: string }>
  readonly told: { readonly address: string; readonly port: number; readonly token: string; readonly link: string }
}

async function serve(at: Desk, ...words: string[]): Promise<Served> {
  const { process, said } = at.begin('serve', '--json', ...words)
  onTestFinished(() => void process.kill('SIGKILL'))
  const line = await new Promise<string>((done, fail) => {
    process.stdout?.once('data', (chunk: Buffer) => done(chunk.toString()))
    said.then(({ err }) => fail(new Error(err)), fail)
  })
  return { process, said, told: JSON.parse(line) as Served['told'] }
}

function page({ told }: Served): ServedDesk {
  const served = servedDesk(told.address, told.token, { first: 20, longest: 200 })
  onTestFinished(() => served.connection.close())
  return served
}

test('the link is printed once, Ctrl-C ends it, and the next start has another token', async () => {
  const at = desk()
  const first = await serve(at)
  expect(first.told.link).toBe(`${first.told.address}/#token=${first.told.token}`)
  expect(await page(first).desk.facts()).toMatchObject({ place: 'machine' })
  expect((await page(first).desk.skills()).map(({ id }) => id)).toContain('shipped/tidy-folder')
  first.process.kill('SIGINT')
  expect(await first.said).toMatchObject({ code: 0, out: `${JSON.stringify(first.told)}\n` })
  const second = await serve(at, '--port', String(first.told.port))
  expect(second.told.token).not.toBe(first.told.token)
  await expect(page({ ...second, told: first.told }).desk.facts()).rejects.toMatchObject({ code: 'no-access' })
})

test.each(['SIGINT', 'SIGKILL'] as const)('a run goes on after %s, and a window that looks on misses nothing', async (signal) => {
  const at = desk()
  const path = join(at.folder, 'note.txt')
  const first = await serve(at)
  const before = page(first)
  const { desk: windows } = before
  const [text] = (await windows.report(slowSkill)).texts
  await windows.accept(slowSkill, [text?.hash as string])
  const { run } = await windows.start({ text: slowSkill, input: { path } })
  const seen: Entry[] = []
  windows.watch((news) => news.kind === 'entry' && seen.push(news.entry), { run, after: 0 })
  await until(() => seen.length > 0)
  first.process.kill(signal)
  await first.said
  const second = await serve(at, '--port', String(first.told.port))
  await until(() => before.connection.state() === 'refused')
  page(second).desk.watch((news) => news.kind === 'entry' && seen.push(news.entry), { run, after: seen.at(-1)?.sequence ?? 0 })
  await until(() => seen.at(-1)?.kind === 'run-ended')
  expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1))
  expect(seen.filter(({ kind }) => kind === 'tool-called')).toHaveLength(1)
  expect(readFileSync(path, 'utf8')).toBe('done')
})

test('a skill is opened where it stands; a file elsewhere as one that came with a link', async () => {
  const at = desk()
  const file = at.write('ends.skill.yaml', endingAs('done'))
  const places = await Promise.all(['tidy-folder', file].map(async (name) => new URLSearchParams(new URL((await serve(at, name)).told.link).hash.slice(1)).get('place') ?? ''))
  expect(places[0]).toBe('/skill/shipped%2Ftidy-folder/edit')
  expect(inflateRawSync(Buffer.from((places[1] as string).slice('/shared/'.length), 'base64url')).toString()).toBe(endingAs('done'))
})

test('wrong uses are told', async () => {
  const at = desk()
  const port = await freePort()
  await serve(at, '--port', String(port))
  expect(await at.start('serve', '--port', String(port))).toMatchObject({ code: 8, err: expect.stringContaining(`Port ${port} is in use.`) })
  for (const words of [['--port', 'x'], ['--port', '0'], ['--port', '70000'], ['--host', '0.0.0.0'], ['no-such-skill']]) expect([words, (await at.chela('serve', ...words)).code]).toEqual([words, 2])
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000 && !holds(); tries++) await new Promise((done) => setTimeout(done, 20))
  expect(holds()).toBe(true)
}
