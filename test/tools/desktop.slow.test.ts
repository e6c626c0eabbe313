import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { nodePrograms } from '../../engine/adapters/node-programs.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { doTool, portsOf, toolNamed, undoTool } from './tool-world.ts'
import { tempFolder, type TempFolder } from './world.ts'

/* Stand-ins on PATH: there is no desktop where the tests run. Each writes what it was given beside itself. */
let folder: TempFolder
let ports: ToolPorts
const at = (name: string): string => join(folder.path, name)

async function standIn(name: string, body: string): Promise<void> {
  await writeFile(at(`bin/${name}`), `#!/bin/sh\nfor one in "$@"; do printf '%s\\0' "$one"; done > '${at(`${name}.given`)}'\n${body}\n`, { mode: 0o755 })
}

const given = async (name: string): Promise<string[]> => (await readFile(at(`${name}.given`), 'utf8')).split('\0').slice(0, -1)
const out = async (tool: string, input: JsonObject): Promise<JsonObject> => (await doTool(tool, input, ports)).output as JsonObject

beforeEach(async () => {
  folder = await tempFolder('/tmp')
  await mkdir(at('bin'))
  ports = { ...portsOf(nodeFiles({ bounds: [folder.path] })), programs: nodePrograms({ PATH: at('bin'), DISPLAY: ':9' }) }
  return () => folder.remove()
})

const clipboard = (): Promise<void> => standIn('xclip', `case "$3" in -in) /bin/cat > '${at('clip')}' ;; *) [ -e '${at('clip')}' ] || { echo 'Error: target STRING not available' >&2; exit 1; }; /bin/cat '${at('clip')}' ;; esac`)

test('the clipboard is read, empty or not, as written by others, and asked about', async () => {
  await clipboard()
  expect(await out('clipboard.read', {})).toEqual({ text: '', truncated: false })
  await writeFile(at('clip'), 'caf\u00e9\n')
  expect(await out('clipboard.read', {})).toEqual({ text: 'caf\u00e9\n', truncated: false })
  expect(toolNamed('clipboard.read')).toMatchObject({ class: 'sensitive', untrusted: ['text'] })
})

test('writing to the clipboard and undoing it brings back the text that was there', async () => {
  await clipboard()
  await fc.assert(fc.asyncProperty(fc.constantFrom('', 'old', '-in', '\ufeffx\r\n'), fc.constantFrom('new', '$(id)', '\u202e', ''), async (old, text) => {
    await writeFile(at('clip'), old)
    const done = await doTool('clipboard.write', { text }, ports)
    expect(await readFile(at('clip'), 'utf8')).toBe(text)
    const undone = await undoTool(done, ports)
    expect(await readFile(at('clip'), 'utf8')).toBe(old)
    await undoTool(undone as NonNullable<typeof undone>, ports)
    expect(await readFile(at('clip'), 'utf8')).toBe(text)
  }), { numRuns: 5 })
  await writeFile(at('clip'), 'old')
  const done = await doTool('clipboard.write', { text: 'new' }, ports)
  expect(JSON.stringify(done.before)).not.toContain('old')
  await writeFile(at('clip'), 'somebody else')
  await expect(undoTool(done, ports)).rejects.toMatchObject({ code: 'changed' })
  expect(await readFile(at('clip'), 'utf8')).toBe('somebody else')
})

test('the next program is tried where one does not work', async () => {
  await clipboard()
  await standIn('wl-copy', 'echo no Wayland >&2; exit 1')
  await standIn('wl-paste', 'echo no Wayland >&2; exit 1')
  await doTool('clipboard.write', { text: 'x' }, ports)
  expect(await readFile(at('clip'), 'utf8')).toBe('x')
})

test('links are opened as one argument, and only those that are harmless to open', async () => {
  await standIn('xdg-open', '')
  for (const url of ['https://example.org/a?b=$(id)&c=%20', 'mailto:a@example.org?subject=x']) {
    expect(await out('open.link', { url })).toEqual({ opened: true, url })
    expect(await given('xdg-open')).toEqual([url])
  }
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'https://user:x@example.org', 'data:text/html,x', '-version', 'vscode://x', 'mailto:a@b.c?attach=/etc/passwd', 'smb://h/x', '']) {
    const input = { url }
    await expect(toolNamed('open.link').perform(input, { ports, before: null, key: 'k', signal: new AbortController().signal, deadline: 1e15 })).rejects.toMatchObject({ code: 'bad-link' })
  }
  await standIn('xdg-open', 'exit 3')
  await expect(out('open.link', { url: 'https://example.org/' })).rejects.toMatchObject({ code: 'not-opened' })
})

test('files are opened when they are looked at and not run', async () => {
  await standIn('xdg-open', '')
  await writeFile(at('a b;c.pdf'), '')
  expect(await out('open.path', { path: at('a b;c.pdf') })).toMatchObject({ opened: true })
  expect(await given('xdg-open')).toEqual([at('a b;c.pdf')])
  expect(await out('open.path', { path: folder.path })).toMatchObject({ opened: true })
  for (const name of ['x.desktop', 'x.sh', 'x.exe', 'x.html', 'x.docm', 'x.jar', 'x', 'x.pdf.AppImage', 'x.py', 'x.svg', 'x.url', 'x.lnk']) {
    await writeFile(at(name), '')
    await expect(out('open.path', { path: at(name) })).rejects.toMatchObject({ code: 'bad-kind' })
  }
  await mkdir(at('Evil.app'))
  await expect(out('open.path', { path: at('Evil.app') })).rejects.toMatchObject({ code: 'bad-kind' })
  await expect(out('open.path', { path: at('none.pdf') })).rejects.toMatchObject({ code: 'missing' })
})

test('what is said is read by the program, never taken for an option', async () => {
  await standIn('espeak-ng', `/bin/cat > '${at('said')}'`)
  expect(await out('speech.say', { text: '-w /tmp/x $(id)', voice: 'de' })).toEqual({ said: true })
  expect(await readFile(at('said'), 'utf8')).toBe('-w /tmp/x $(id)')
  expect(await given('espeak-ng')).toEqual(['--stdin', '-v', 'de'])
  await expect(out('speech.say', { text: 'x', voice: '-w' })).rejects.toThrow('does not fit')
  await standIn('espeak-ng', 'exit 1')
  await expect(out('speech.say', { text: 'x' })).rejects.toMatchObject({ code: 'not-said' })
})

test('a machine without these programs, and a host without any, say so', async () => {
  for (const [tool, input] of [['clipboard.read', {}], ['clipboard.write', { text: 'x' }], ['open.link', { url: 'https://example.org/' }], ['speech.say', { text: 'x' }]] as const) {
    await expect(doTool(tool, input, ports)).rejects.toMatchObject({ code: 'not-here' })
    await expect(doTool(tool, input, portsOf(nodeFiles()))).rejects.toMatchObject({ code: 'not-here' })
  }
  expect(existsSync(at('clip'))).toBe(false)
})
