import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { mkdir, open, rm, symlink, writeFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodeHttp } from '../../engine/adapters/node-http.ts'
import { nodePrograms } from '../../engine/adapters/node-programs.ts'
import type { Json, JsonObject } from '../../engine/terms/json.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import type { Tool } from '../../engine/terms/tool.ts'
import { buildForNode } from '../helpers/build-for-node.ts'
import { oddServer, type OddServer } from '../helpers/odd-server.ts'
import { callOf, doTool, journaled, portsOf, toolNamed, undoTool } from './tool-world.ts'
import { tempFolder, type TempFolder } from './world.ts'

/* Each deed is done by a process of its own, which is ended by SIGKILL: nothing of it can tidy up. */
const mebibyte = 1024 * 1024
const key = 'run:7'
let program: Awaited<ReturnType<typeof buildForNode>>
let server: OddServer
let http: ReturnType<typeof nodeHttp>
let folder: TempFolder
let ports: ToolPorts
let content: Buffer
/** Sends the file; a test may hold back a part of it. */
let send: (response: ServerResponse) => void
const at = (name: string): string => join(folder.path, name)

beforeAll(async () => {
  program = await buildForNode(fileURLToPath(import.meta.resolve('../helpers/do-one-deed.ts')))
  server = await oddServer({ '/file': (request, response) => {
    response.writeHead(200, { 'content-length': content.length })
    if (request.method === 'HEAD') response.end()
    else send(response)
  } })
  http = nodeHttp({ allowPrivate: [server.host] })
})

afterAll(async () => {
  await http?.close()
  await server?.close()
  program?.discard()
})

beforeEach(async () => {
  folder = await tempFolder()
  const environment = { ...process.env, HOME: at('home'), XDG_CONFIG_HOME: at('none'), GIT_CONFIG_NOSYSTEM: '1' }
  ports = { ...portsOf(nodeFiles({ bounds: [folder.path] })), http, programs: nodePrograms(environment) }
  content = Buffer.alloc(mebibyte, 'abcdefg')
  send = (response) => response.end(content)
  return () => folder.remove()
})

interface Killed {
  readonly before: Json
  readonly call: ReturnType<typeof callOf>
}

/** Starts a deed in another process, waits until `when` holds, and kills that process. */
async function killedWhen(tool: Tool, input: JsonObject, when: (told: string) => boolean, kill: (child: ChildProcess) => void = (child) => child.kill('SIGKILL')): Promise<Killed> {
  const before = journaled((await tool.prepare?.(input, callOf(ports, null, key))) ?? null)
  const deed = JSON.stringify({ tool: tool.name, input, before, key, folder: folder.path, host: server.host })
  const child = spawn(process.execPath, [program.file, deed], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: at('home'), XDG_CONFIG_HOME: at('none'), GIT_CONFIG_NOSYSTEM: '1' } })
  const ended = once(child, 'exit')
  let [told, faults] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (told += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (faults += chunk.toString()))
  while (!when(told)) {
    if (child.exitCode !== null) throw new Error(`It ended by itself: ${faults}`)
    await pause(1)
  }
  kill(child)
  await ended
  return { before, call: callOf(ports, before, key) }
}

interface Moment {
  /** What the process told; nothing before it has its answer. */
  readonly told: string
  readonly names: readonly string[]
  readonly isAsked: boolean
  readonly isSent: boolean
}

const moments: readonly (readonly [when: string, size: number, sent: number, isThen: (moment: Moment) => boolean, isDone: boolean])[] = [
  ['before any byte came', mebibyte, 0, ({ isAsked }) => isAsked, false],
  ['while its first part is in memory', 2 * mebibyte, mebibyte, ({ isSent }) => isSent, false],
  ['while its first part lies beside its place', 18 * mebibyte, 17 * mebibyte, ({ names }) => names.some((name) => name.startsWith('.large.bin.')), false],
  ['as soon as it lies in its place', mebibyte, mebibyte, ({ names }) => names.includes('large.bin'), true],
  ['after it has answered', mebibyte, mebibyte, ({ told }) => told !== '', true],
]

test.each(moments)('a download that is killed %s is told about truly, and can be finished and undone', async (_when, size, sent, isThen, isDone) => {
  const tool = toolNamed('http.download')
  content = Buffer.alloc(size, 'abcdefg')
  await mkdir(at('to'))
  let [isAsked, isSent] = [false, false]
  send = (response) => {
    isAsked = true
    response.write(content.subarray(0, sent), () => (isSent = true))
  }
  const input = { url: `${server.url}/file`, path: at('to/large.bin') }
  const names = (): readonly string[] => readdirSync(at('to'))
  const { before, call } = await killedWhen(tool, input, (told) => isThen({ told, names: names(), isAsked, isSent }))
  expect((await tool.check?.(input, call))?.happened).toBe(isDone)
  send = (response) => response.end(content)
  const output = isDone ? (await tool.check?.(input, call))?.output : await tool.perform(input, call)
  expect(readFileSync(at('to/large.bin')).equals(content)).toBe(true)
  // A file that comes in has two names for a moment; killed right then, the hidden one stays until the next write there.
  const seen = (): readonly string[] => names().filter((name) => !isDone || !name.startsWith('.chela-'))
  expect(seen()).toEqual(['large.bin'])
  await undoTool({ tool, input, before, output: journaled(output ?? null) }, ports)
  expect(seen()).toEqual([])
})

test.each([['before', 'pre-receive', false], ['after', 'post-receive', true]] as const)('a push that is killed right %s it arrives is told about truly, and arrives once', async (_when, hook, isDone) => {
  const git = (...given: string[]): string => execFileSync('git', given, { cwd: at('r'), encoding: 'utf8', env: { ...process.env, HOME: at('home'), GIT_CONFIG_NOSYSTEM: '1' } })
  for (const name of ['home', 'r', 'bare']) await mkdir(at(name))
  await writeFile(at('home/.gitconfig'), '[user]\nname = A\nemail = a@example.org\n[init]\ndefaultBranch = main\n')
  git('init', '-q')
  git('init', '-q', '--bare', at('bare'))
  git('remote', 'add', 'origin', at('bare'))
  git('commit', '-q', '--allow-empty', '-m', 'one')
  await writeFile(at(`bare/hooks/${hook}`), `#!/bin/sh\n[ -e '${at('passed')}' ] && exit 0\nps -o pgid= -p $$ > '${at('group.new')}' && mv '${at('group.new')}' '${at('group')}'\nexec sleep 60\n`, { mode: 0o755 })
  const tool = toolNamed('git.push')
  const input = { folder: at('r'), remote: 'origin', branch: 'main', local: true }
  const { call } = await killedWhen(tool, input, () => existsSync(at('group')), (child) => {
    child.kill('SIGKILL')
    // The machine went down: what it had started in its own group as well.
    const group = Number(readFileSync(at('group'), 'utf8'))
    expect(group).toBeGreaterThan(1)
    process.kill(-group, 'SIGKILL')
  })
  const there = (): string => execFileSync('git', ['for-each-ref', '--format=%(objectname)'], { cwd: at('bare'), encoding: 'utf8' }).trim()
  const commit = git('rev-parse', 'HEAD').trim()
  expect(there()).toBe(isDone ? commit : '')
  expect((await tool.check?.(input, call))?.happened).toBe(isDone)
  await writeFile(at('passed'), '')
  expect(isDone ? (await tool.check?.(input, call))?.output : await tool.perform(input, call)).toMatchObject({ pushed: true, commit })
  expect(there()).toBe(commit)
})

test.each(['by doing the deed again', 'by the next write there', 'by removing the folder'])('what a killed copy left half-written is tidied %s, and nothing else is', async (way) => {
  await mkdir(at('to'))
  const file = await open(at('large.bin'), 'w')
  await file.truncate(256 * mebibyte)
  await file.close()
  const input = { from: at('large.bin'), to: at('to/copy.bin') }
  const parts = (): string[] => readdirSync(at('to')).filter((name) => name.endsWith('.part'))
  const tool = toolNamed('file.copy')
  const { call } = await killedWhen(tool, input, () => parts().length > 0)
  const [left = ''] = parts()
  expect(parts()).toHaveLength(1)
  // The same name with a living process, another machine, an older shape; a folder and a link with the very name.
  const pid = (number: number): string => left.replace(/-\d+-\w*-([0-9a-f]+)\.part$/, `-${number}-$1.part`)
  const living = left.replace(/-\d+-(\w*)-/, `-${process.pid}-${startOf(process.pid)}-`)
  const others = [living, left.replace(/^\.chela-[0-9a-f]{8}/, '.chela-00000000'), '.chela-0123.part', pid(1), 'x.part']
  for (const name of others) await writeFile(at(`to/${name}`), 'of others')
  await mkdir(at(`to/${left.slice(0, -17)}000000000000.part`))
  await symlink(at('large.bin'), at(`to/${left.slice(0, -17)}111111111111.part`))
  const kept = readdirSync(at('to')).filter((name) => name !== left)
  if (way === 'by doing the deed again') {
    expect((await tool.check?.(input, call))?.happened ?? false).toBe(false)
    await tool.perform(input, call)
    expect(statSync(at('to/copy.bin')).size).toBe(256 * mebibyte)
  } else if (way === 'by the next write there') await doTool('file.write', { path: at('to/other.txt'), text: 'x' }, ports)
  else await expect(ports.files.removeEmptyFolder(at('to'))).rejects.toMatchObject({ code: 'not-empty' })
  expect(readdirSync(at('to')).filter((name) => name.startsWith('.chela-') || name === 'x.part')).toEqual(kept)
  for (const name of kept) await rm(at(`to/${name}`), { recursive: true })
  if (way === 'by removing the folder') await ports.files.removeEmptyFolder(at('to'))
  expect(existsSync(at('to'))).toBe(way !== 'by removing the folder')
})

function startOf(process: number): string {
  const line = readFileSync(`/proc/${process}/stat`, 'latin1')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
