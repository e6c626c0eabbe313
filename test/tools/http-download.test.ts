import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'
import { callOf, doTool, journaled, portsOf, toolNamed, undoTool } from './tool-world.ts'
import { setTime, tempFolder, treeOf, type TempFolder } from './world.ts'

const content = Buffer.from('The quick brown fox jumps over the lazy dog.')
const sha256 = createHash('sha256').update(content).digest('hex')

let server: OddServer
let http: ReturnType<typeof nodeHttp>
let folder: TempFolder
let answer: (request: IncomingMessage, response: ServerResponse, tries: number) => void
let tries = 0

beforeAll(async () => {
  server = await oddServer({
    '/file': (request, response) => {
      if (request.method === 'HEAD') return response.writeHead(200, { 'content-length': content.length }).end()
      return answer(request, response, tries++)
    },
  })
  http = nodeHttp({ allowPrivate: [server.host], times: { idle: 500, head: 500 } })
  folder = await tempFolder()
})

afterAll(async () => {
  await http.close()
  await server.close()
  await folder.remove()
})

beforeEach(() => {
  tries = 0
  answer = ranges({})
})

interface Ways {
  /** Breaks the connection after this many bytes of the first answer. */
  readonly cut?: number
  readonly etag?: (tries: number) => string | undefined
  readonly body?: (tries: number) => Buffer
  /** What the second answer is, in place of an honest 206. */
  readonly rest?: 'whole' | '416' | 'wrong-start' | 'wrong-total' | 'no-range' | 'short' | '500'
}

/** A server that knows ranges, and misbehaves as told. */
function ranges({ cut, etag = () => '"v1"', body = () => content, rest }: Ways): typeof answer {
  return (request, response, count) => {
    const bytes = body(count)
    const tag = etag(count)
    const head: Record<string, string> = tag === undefined ? {} : { etag: tag }
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (start > 0 && rest !== 'whole' && request.headers['if-range'] === tag) return partial(response, bytes, start, head, rest)
    response.writeHead(200, { ...head, 'content-length': bytes.length })
    if (cut === undefined || count > 0) return void response.end(bytes)
    response.flushHeaders()
    return void (cut === 0 ? response.destroy() : response.write(bytes.subarray(0, cut), () => setTimeout(() => response.destroy(), 15)))
  }
}

function partial(response: ServerResponse, bytes: Buffer, start: number, head: Record<string, string>, rest: Ways['rest']): void {
  if (rest === '416') return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end()
  if (rest === '500') return void response.writeHead(500).end()
  const from = rest === 'wrong-start' ? start - 1 : start
  const range = `bytes ${from}-${bytes.length - 1}/${bytes.length + (rest === 'wrong-total' ? 7 : 0)}`
  const sent = bytes.subarray(from, rest === 'short' ? bytes.length - 1 : undefined)
  response.writeHead(206, { ...head, 'content-length': sent.length, ...(rest === 'no-range' ? {} : { 'content-range': range }) }).end(sent)
}

const at = (name: string): string => join(folder.path, name)
const ports = (): ToolPorts => ({ ...portsOf(nodeFiles({ bounds: [folder.path], home: at('home') })), http })

async function download(input: JsonObject = {}, with_: ToolPorts = ports()): ReturnType<typeof doTool> {
  return doTool('http.download', { url: `${server.url}/file`, path: at('got/file.txt'), ...input }, with_)
}

test('a file is brought in one step and taken away again', async () => {
  const start = await treeOf(folder.path)
  const world = ports()
  const done = await download({ sha256: sha256.toUpperCase() }, world)
  expect(done.output).toEqual({ downloaded: true, path: at('got/file.txt'), size: content.length, hash: sha256 })
  expect(await readFile(at('got/file.txt'))).toEqual(content)
  await undoTool(done, world)
  expect(await treeOf(folder.path)).toEqual(start)
})

test('what was there is kept, and comes back', async () => {
  await writeFile(at('old.txt'), 'precious')
  await setTime(at('old.txt'), 1_600_000_000_123)
  const start = await treeOf(folder.path)
  await expect(download({ path: at('old.txt') })).rejects.toMatchObject({ code: 'exists' })
  expect(await treeOf(folder.path)).toEqual(start)
  const world = ports()
  const done = await download({ path: at('old.txt'), replace: true }, world)
  expect(await readFile(at('old.txt'))).toEqual(content)
  await undoTool(done, world)
  expect(await treeOf(folder.path)).toEqual(start)
})

test('nothing stays of a file that is not the right one', async () => {
  const start = await treeOf(folder.path)
  await expect(download({ sha256: '0'.repeat(64) })).rejects.toMatchObject({ code: 'wrong-hash', facts: { hash: sha256 } })
  await expect(download({ most: content.length - 1 })).rejects.toMatchObject({ code: 'too-large' })
  await expect(download({ type: 'image/*' })).rejects.toMatchObject({ code: 'bad-type' })
  await expect(download({ url: `${server.url}/nothing` })).rejects.toMatchObject({ code: 'status' })
  await expect(download({ path: at('../outside.txt') })).rejects.toMatchObject({ code: 'outside' })
  expect(await treeOf(folder.path)).toEqual(start)
})

test('cut after any number of bytes, the file is whole in the end', async () => {
  let resumed = 0
  for (let cut = 0; cut < content.length; cut++) {
    tries = 0
    answer = ranges({ cut })
    const path = at(`cut-${cut}.txt`)
    await download({ path, sha256 })
    expect(await readFile(path)).toEqual(content)
    // What was on its way when the connection broke may be lost, so not every cut leaves something to go on from.
    const { range, 'if-range': version } = server.requests.at(-1)?.headers ?? {}
    if (range === `bytes=${cut}-` && version === '"v1"') resumed++
    else expect(range).toBe(undefined)
  }
  expect(resumed).toBeGreaterThan(content.length / 3)
})

test('bytes of two versions are never put together', async () => {
  const ways = fc.record({
    cut: fc.integer({ min: 1, max: content.length - 1 }),
    rest: fc.constantFrom(undefined, 'whole' as const, '416' as const, 'wrong-start' as const, 'wrong-total' as const, 'no-range' as const),
    tag: fc.constantFrom('same', 'changing', 'weak', 'none', 'lying'),
  })
  let number = 0
  await fc.assert(
    fc.asyncProperty(ways, async ({ cut, rest, tag }) => {
      tries = 0
      const old = Buffer.from(content.toString().toUpperCase())
      const changes = tag !== 'same'
      const etag = (count: number): string | undefined => ({ same: '"v1"', changing: `"v${count}"`, weak: `W/"v1"`, none: undefined, lying: count === 0 ? '"v1"' : '"v2"' })[tag]
      answer = ranges({ cut, etag, body: (count) => (changes && count === 0 ? old : content), ...(rest !== undefined && { rest }) })
      const path = at(`mixed-${number++}.txt`)
      await download({ path })
      expect((await readFile(path)).toString()).toBe(content.toString())
    }),
    { numRuns: 40 },
  )
})

test('a rest with another version than the first part is not taken, even when it is given as 206', async () => {
  answer = (_request, response, count) => {
    if (count === 0) {
      response.writeHead(200, { etag: '"v1"', 'content-length': content.length }).write('The quick', () => setTimeout(() => response.destroy(), 15))
      return
    }
    if (count === 1) return void response.writeHead(206, { etag: '"v2"', 'content-range': `bytes 9-${content.length - 1}/${content.length}` }).end('x'.repeat(content.length - 9))
    response.end(content)
  }
  await download({ path: at('version.txt') })
  expect(await readFile(at('version.txt'))).toEqual(content)
})

test('a rest that is refused ends the download with the status, and breaks without end do too', async () => {
  answer = ranges({ cut: 5, rest: '500' })
  await expect(download({ path: at('refused.txt') })).rejects.toMatchObject({ code: 'status' })
  tries = 0
  answer = (_request, response) => response.writeHead(200, { 'content-length': 44 }).write('abc', () => setTimeout(() => response.destroy(), 15))
  await expect(download({ path: at('broken.txt') })).rejects.toMatchObject({ code: 'bad-answer' })
  expect(tries).toBe(6)
})

test.each([['new file', {}, false], ['new file with a hash', { sha256 }, false], ['replaced file', { replace: true }, true]] as const)('killed at any operation, a %s is told about truly', async (_name, options, replaces) => {
  const tool = toolNamed('http.download')
  for (let step = 1; step < 30; step++) {
    const inner = await tempFolder()
    const path = join(inner.path, replaces ? 'file.txt' : 'deep/file.txt')
    if (replaces) await writeFile(path, 'precious')
    const start = await treeOf(inner.path)
    const world: ToolPorts = { ...portsOf(nodeFiles({ bounds: [inner.path], home: join(inner.path, 'home') })), http }
    const input = { url: `${server.url}/file`, path, ...options }
    const before = journaled((await tool.prepare?.(input, callOf(world, null, 'run:1'))) ?? null)
    const crashed = await tool.perform(input, callOf({ ...world, files: crashing(world.files, step) }, before, 'run:1')).then(() => false, () => true)
    const there = (await readFile(path).catch(() => Buffer.alloc(0))).equals(content)
    const found = await tool.check?.(input, callOf(world, before, 'run:1'))
    expect({ step, happened: found?.happened }).toEqual({ step, happened: there })
    const output = found?.happened === true ? found.output : await tool.perform(input, callOf(world, before, 'run:1'))
    expect(output).toMatchObject({ hash: sha256, size: content.length })
    expect(await readFile(path)).toEqual(content)
    await undoTool({ tool, input, before, output: journaled(output ?? null) }, world)
    expect(Object.keys(await treeOf(inner.path))).toEqual(Object.keys(start))
    await inner.remove()
    if (!crashed) return
  }
  expect.unreachable('The download never ended.')
})

test('what lies there now and can not be told apart is not guessed about', async () => {
  const tool = toolNamed('http.download')
  const path = at('strange.txt')
  const input = { url: `${server.url}/file`, path }
  const before = journaled((await tool.prepare?.(input, callOf(ports(), null))) ?? null)
  await writeFile(path, 'of somebody else')
  await expect(tool.check?.(input, callOf(ports(), before))).rejects.toMatchObject({ code: 'changed' })
  await expect(tool.perform(input, callOf(ports(), before))).rejects.toMatchObject({ code: 'exists' })
  expect(await readFile(path, 'utf8')).toBe('of somebody else')
})

/** Files that break for good after a number of operations. */
function crashing(files: ToolPorts['files'], after: number): ToolPorts['files'] {
  let begun = 0
  return new Proxy(files, {
    get: (target, key) => (...parts: unknown[]) => {
      if (begun >= after) throw new Error('killed')
      begun++
      const result = (Reflect.get(target, key) as (...all: unknown[]) => unknown).apply(target, parts)
      return result instanceof Promise && begun === after ? result.then(() => Promise.reject(new Error('killed'))) : result
    },
  })
}
