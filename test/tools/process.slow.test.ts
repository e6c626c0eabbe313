import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodePrograms } from '../../engine/adapters/node-programs.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { callOf, doTool, portsOf, toolNamed } from './tool-world.ts'
import { tempFolder, type TempFolder } from './world.ts'

let folder: TempFolder
let ports: ToolPorts

beforeEach(async () => {
  folder = await tempFolder('/tmp')
  ports = { ...portsOf(nodeFiles({ bounds: [folder.path] })), programs: nodePrograms() }
  return () => folder.remove()
})

const run = async (code: string, more: JsonObject = {}): Promise<JsonObject> => (await doTool('process.run', { program: process.execPath, arguments: ['-e', code], folder: folder.path, ...more }, ports)).output as JsonObject

test('arguments arrive as they are, whatever a shell would make of them', async () => {
  const given = ['', '$(touch x)', '`id`', '; rm -rf /', 'a b', '*', '"', "'", '\\', 'new\nline', '\u202e', '-n', '--']
  const done = await doTool('process.run', { program: process.execPath, arguments: ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...given], folder: folder.path }, ports)
  expect(JSON.parse(String((done.output as JsonObject)['output']))).toEqual(given)
})

test('a program gets a short environment, its folder and what it is to read', async () => {
  process.env['CHELA_TEST_SECRET'] = 'x'
  const output = JSON.parse(String((await run('let t = ""; process.stdin.on("data", (c) => t += c).on("end", () => console.log(JSON.stringify({ names: Object.keys(process.env), folder: process.cwd(), t })))', { input: 'read me' }))['output'])) as { names: string[]; folder: string; t: string }
  delete process.env['CHELA_TEST_SECRET']
  expect(output.names).not.toContain('CHELA_TEST_SECRET')
  expect(output.names).toContain('PATH')
  expect(output).toMatchObject({ folder: folder.path, t: 'read me' })
})

test('the code, both outputs and escape codes are told as they are, as written by others', async () => {
  expect(await run('process.stdout.write("\\x1b[31mred"); process.stderr.write("bad\\xff"); process.exitCode = 3')).toMatchObject({ succeeded: false, code: 3, output: '\u001b[31mred', errors: 'bad\u00ff', truncated: false })
  expect(toolNamed('process.run').untrusted).toEqual(['output', 'errors'])
})

test('endless output is cut and the program ended when its time is over', async () => {
  const start = performance.now()
  const output = await run('const t = "y".repeat(65536); (function more() { process.stdout.write(t, more) })()', { seconds: 1, max: 1000 })
  expect(output).toMatchObject({ succeeded: false, code: null, too_slow: true, truncated: true })
  expect(String(output['output'])).toHaveLength(1000)
  expect(performance.now() - start).toBeLessThan(4000)
})

test('a program that does not listen is ended with what it started', async () => {
  const code = `process.on('SIGTERM', () => {}); const c = require('node:child_process').spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"]); console.log(c.pid); setInterval(() => {}, 1000)`
  const output = await run(code, { seconds: 1 })
  expect(output).toMatchObject({ too_slow: true })
  const child = Number(String(output['output']).trim())
  await pause(700)
  expect(isAlive(child)).toBe(false)
})

test('what is left running does not hold up the answer', async () => {
  const start = performance.now()
  const output = await run(`const c = require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 4000)'], { stdio: 'inherit' }); c.unref(); console.log('done')`, { seconds: 30 })
  expect(output).toMatchObject({ succeeded: true, output: 'done\n' })
  expect(performance.now() - start).toBeLessThan(3500)
})

test('calling it off ends the program', async () => {
  const stop = new AbortController()
  const tool = toolNamed('process.run')
  const input = { program: process.execPath, arguments: ['-e', `require('node:fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000)`], folder: folder.path }
  setTimeout(() => stop.abort(new Error('off')), 800)
  await expect(tool.perform(input, { ...callOf(ports, null), signal: stop.signal })).rejects.toThrow('off')
  const pid = Number(await readFile(join(folder.path, 'pid'), 'utf8'))
  expect(isAlive(pid)).toBe(false)
})

test('shells, missing programs, scripts without a mark and arguments that are too long are refused', async () => {
  const attempt = (more: JsonObject) => doTool('process.run', { program: process.execPath, folder: folder.path, ...more }, ports)
  for (const shell of ['/bin/sh', '/usr/bin/bash', '/bin/dash', '/usr/bin/busybox', 'C:\\Windows\\cmd.exe'.replaceAll('\\', '/')]) await expect(attempt({ program: shell, arguments: ['-c', 'id'] })).rejects.toMatchObject({ code: 'shell' })
  await expect(attempt({ program: join(folder.path, 'none') })).rejects.toMatchObject({ code: 'no-program' })
  await expect(attempt({ program: folder.path })).rejects.toMatchObject({ code: 'no-program' })
  await expect(attempt({ arguments: ['a\0b'] })).rejects.toMatchObject({ code: 'bad-argument' })
  await expect(attempt({ arguments: Array.from({ length: 10 }, () => 'a'.repeat(90_000)) })).rejects.toMatchObject({ code: 'bad-argument' })
  await expect(attempt({ folder: join(folder.path, 'none') })).rejects.toMatchObject({ code: 'missing' })
})

test('a program is found through the absolute folders of PATH only', async () => {
  await mkdir(join(folder.path, 'bin'))
  await writeFile(join(folder.path, 'bin', 'mine'), '#!/bin/sh\n')
  const programs = nodePrograms({ PATH: ['.', 'bin', '', join(folder.path, 'bin')].join(delimiter) })
  expect(await programs.find('mine')).toBeUndefined()
  await chmod(join(folder.path, 'bin', 'mine'), 0o755)
  expect(await programs.find('mine')).toBe(join(folder.path, 'bin', 'mine'))
  for (const name of ['../bin/mine', '', '.', 'a\0', 'none', '/bin/sh']) expect(await programs.find(name)).toBeUndefined()
  expect((await doTool('process.find', { name: 'node' }, ports)).output).toMatchObject({ found: true })
})

test('the deed in words shows the whole path and every argument, hidden characters written out', () => {
  expect(toolNamed('process.run').describe({ program: '/usr/bin/git', arguments: ['a b', '\u202e'], folder: '/x' })).toBe('run "/usr/bin/git" "a b" "\\u{202e}" in "/x"')
})

/** One that has ended, but whose end nobody has asked for, is not alive. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

test('no tool that is performed in a rehearsal runs a program, but for reads', () => {
  for (const name of ['process.run', 'git.commit', 'git.uncommit', 'git.push', 'clipboard.read', 'clipboard.write', 'clipboard.restore', 'open.path', 'open.link', 'speech.say']) expect(toolNamed(name).rehearse).toBeTypeOf('function')
})
