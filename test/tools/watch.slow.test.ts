import { appendFile, mkdir, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeWatch } from '../../engine/adapters/node-watch.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { callOf, doTool, portsOf, toolNamed } from './tool-world.ts'
import { tempFolder, type TempFolder } from './world.ts'

let folder: TempFolder
let ports: ToolPorts
let log: string

beforeEach(async () => {
  folder = await tempFolder()
  log = join(folder.path, 'log')
  ports = { ...portsOf(nodeFiles({ bounds: [folder.path] })), watch: nodeWatch(), clock: { now: () => Date.now(), at: () => () => undefined } }
  return () => folder.remove()
})

async function whileWatching(input: JsonObject, deed: () => Promise<unknown>): Promise<JsonObject> {
  const done = doTool('watch.file', { path: log, seconds: 8, ...input }, ports)
  await pause(150)
  await deed()
  return (await done).output as JsonObject
}

test('a change, a new file, a file that goes and a change in a folder are seen', async () => {
  expect(await whileWatching({}, () => writeFile(log, 'a'))).toMatchObject({ happened: true, there: true, size: 1 })
  expect(await whileWatching({}, () => appendFile(log, 'b'))).toMatchObject({ happened: true, size: 2 })
  expect(await whileWatching({}, () => rm(log))).toMatchObject({ happened: true, there: false, size: 0 })
  await mkdir(join(folder.path, 'f'))
  expect(await whileWatching({ path: join(folder.path, 'f') }, () => writeFile(join(folder.path, 'f', 'new\nname'), ''))).toMatchObject({ happened: true, there: true, size: 0 })
})

test('a new line that fits is given, an old one and half a line are not', async () => {
  await writeFile(log, 'ERROR old\n')
  expect(await whileWatching({ for: 'line', pattern: 'ERROR (\\w+)' }, async () => {
    await appendFile(log, 'fine\nERR')
    await pause(200)
    await appendFile(log, 'OR new \u00e9\r\nmore\n')
  })).toMatchObject({ happened: true, line: 'ERROR new \u00e9' })
  expect(toolNamed('watch.file').untrusted).toEqual(['line'])
})

test('a log is followed when it is replaced, cut or written anew', async () => {
  await writeFile(log, 'one\ntwo\n')
  const wait = { for: 'line', pattern: 'wanted' }
  expect(await whileWatching(wait, async () => {
    await rename(log, `${log}.1`)
    await writeFile(log, 'a wanted line in a new file that is longer than the old one\n')
  })).toMatchObject({ happened: true, line: expect.stringContaining('wanted') })
  expect(await whileWatching(wait, async () => {
    await truncate(log, 0)
    await appendFile(log, 'wanted\n')
  })).toMatchObject({ happened: true, line: 'wanted' })
  expect(await whileWatching({ for: 'line' }, async () => {
    await rm(log)
    await pause(100)
    await writeFile(log, 'back\n')
  })).toMatchObject({ line: 'back' })
})

test('a large addition is read to its end', async () => {
  await writeFile(log, '')
  expect(await whileWatching({ for: 'line', pattern: '^end$' }, () => appendFile(log, `${'filler line\n'.repeat(100_000)}end\n`))).toMatchObject({ happened: true, line: 'end' })
})

test('growing is not shrinking', async () => {
  await writeFile(log, '12345')
  expect(await whileWatching({ for: 'grow' }, async () => {
    await truncate(log, 2)
    await pause(200)
    await appendFile(log, 'xyz')
  })).toMatchObject({ happened: true, size: 5 })
})

test('the time is over without an error, and calling it off ends the wait', async () => {
  await writeFile(log, 'a')
  expect((await doTool('watch.file', { path: log, seconds: 0.2 }, ports)).output).toMatchObject({ happened: false, there: true })
  await expect(toolNamed('watch.file').perform({ path: log, seconds: 60 }, { ...callOf(ports, null), signal: AbortSignal.timeout(100) })).rejects.toThrow()
})

test('a pattern that is none, a folder and a host that can not watch are told', async () => {
  await expect(doTool('watch.file', { path: log, for: 'line', pattern: '(?=x)' }, ports)).rejects.toMatchObject({ code: 'bad-pattern' })
  await expect(doTool('watch.file', { path: log, for: 'line', pattern: '((a{1,100}){1,100}){1,100}' }, ports)).rejects.toMatchObject({ code: 'bad-pattern' })
  await expect(doTool('watch.file', { path: folder.path, for: 'line' }, ports)).rejects.toMatchObject({ code: 'is-a-folder' })
  await expect(doTool('watch.file', { path: log }, portsOf(nodeFiles()))).rejects.toMatchObject({ code: 'not-here' })
})

test('nothing that comes between two looks is missed, and a log that was replaced in between is read from its start', async () => {
  const wait = { for: 'line', pattern: 'wanted' }
  await writeFile(log, `wanted before\n${'x'.repeat(300)}\n`)
  const first = await whileWatching(wait, () => appendFile(log, 'é fine\nwanted 1\r\nwanted 2\nhalf'))
  expect(first).toMatchObject({ line: 'wanted 1' })
  const look = async (from: unknown, seconds = 0): Promise<JsonObject> => (await doTool('watch.file', { path: log, ...wait, from: from as string, seconds }, ports)).output as JsonObject
  const second = await look(first['next'])
  expect(second).toMatchObject({ line: 'wanted 2' })
  const third = await look(second['next'])
  expect(third).toMatchObject({ happened: false, line: null, next: second['next'] })
  await appendFile(log, ' wanted 3\n')
  expect(await look(third['next'])).toMatchObject({ line: 'half wanted 3' })
  await rename(log, `${log}.1`)
  expect(await look(third['next'])).toMatchObject({ happened: false })
  await writeFile(log, `wanted anew\n${'y'.repeat(900)}\n`)
  expect(await look(third['next'])).toMatchObject({ line: 'wanted anew' })
  expect((await whileWatching({}, () => appendFile(log, 'b')))['next']).toBe(null)
})
