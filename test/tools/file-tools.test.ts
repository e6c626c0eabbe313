import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { doTool, portsOf, toolbox, toolNamed } from './tool-world.ts'

const modified = Date.UTC(2026, 0, 5)
const files = memoryFiles({
  '/d': {
    'a.jpg': 'one', 'b.JPG': 'two', 'notes.md': 'first\nSecond line\r\nthird', '.secret': 'hidden',
    sub: { 'c.jpg': 'three', deep: { 'd.md': 'second again' } }, binary: new Uint8Array([0xff, 0xfe, 0]),
  },
}, { modified })
const ports = portsOf(files)

async function answer(name: string, input: JsonObject): Promise<JsonObject> {
  return (await doTool(name, input, ports)).output as JsonObject
}

async function listed(input: JsonObject, key = 'files'): Promise<unknown> {
  return ((await answer('file.list', { folder: '/d', ...input }))[key] as readonly JsonObject[]).map((file) => file['path'])
}

test('a list has files, folders and others apart, with all that is known of each', async () => {
  expect(await listed({})).toEqual(['/d/a.jpg', '/d/b.JPG', '/d/binary', '/d/notes.md'])
  expect(await listed({}, 'folders')).toEqual(['/d/sub'])
  expect(((await answer('file.list', { folder: '/d' }))['files'] as readonly JsonObject[])[0])
    .toEqual({ path: '/d/a.jpg', name: 'a.jpg', kind: 'file', size: 3, modified: '2026-01-05T00:00:00.000Z', folder: '/d' })
})

test('depth, pattern and hidden choose what is listed', async () => {
  expect(await listed({ depth: 2, pattern: '*.jpg' })).toEqual(['/d/a.jpg', '/d/sub/c.jpg'])
  expect(await listed({ depth: 9, pattern: 'sub/**/*.md' })).toEqual(['/d/sub/deep/d.md'])
  expect(await listed({ depth: 9, pattern: '**/*.{md,JPG}' })).toEqual(['/d/b.JPG', '/d/notes.md', '/d/sub/deep/d.md'])
  expect(await listed({ pattern: '[ab].*' })).toEqual(['/d/a.jpg', '/d/b.JPG'])
  expect(await listed({ pattern: '[!a]?????' })).toEqual(['/d/binary'])
  expect(await listed({ hidden: true, pattern: '.*' })).toEqual(['/d/.secret'])
  await expect(listed({ pattern: '{a' })).rejects.toMatchObject({ code: 'bad-pattern' })
  await expect(listed({ folder: '/no' })).rejects.toMatchObject({ code: 'missing' })
})

test('a pattern that would hang other engines runs at once', async () => {
  const started = performance.now()
  expect(await listed({ pattern: `${'*a'.repeat(400)}b` })).toEqual([])
  expect(performance.now() - started).toBeLessThan(1000)
})

test('a text is read whole or not at all', async () => {
  expect(await answer('file.read', { path: '/d/a.jpg' })).toEqual({ path: '/d/a.jpg', content: 'one', size: 3 })
  expect(await answer('file.read', { path: '/d/a.jpg', max: 3 })).toMatchObject({ content: 'one' })
  await expect(answer('file.read', { path: '/d/a.jpg', max: 2 })).rejects.toMatchObject({ code: 'too-large' })
  await expect(answer('file.read', { path: '/d/binary' })).rejects.toMatchObject({ code: 'not-text' })
  await expect(answer('file.read', { path: '/d/sub' })).rejects.toMatchObject({ code: 'is-a-folder' })
})

test('a search finds lines by text or pattern', async () => {
  const found = await answer('file.search', { folder: '/d', text: 'second' })
  expect(found).toMatchObject({
    matches: [{ path: '/d/notes.md', line: 2, text: 'Second line' }, { path: '/d/sub/deep/d.md', line: 1, text: 'second again' }], searched: 5, skipped: 1, complete: true,
  })
  expect((await answer('file.search', { folder: '/d', pattern: '^second', case: true, names: '*.md' }))['matches']).toHaveLength(1)
  const wrong: readonly JsonObject[] = [{}, { text: 'a', pattern: 'a' }, { pattern: '(' }]
  for (const input of wrong) await expect(answer('file.search', { folder: '/d', ...input })).rejects.toMatchObject({ code: 'bad-pattern' })
})

test('reads give evidence', async () => {
  expect(await answer('file.exists', { path: '/d/nothing' })).toEqual({ exists: false })
  expect(await answer('file.kind', { path: '/d/sub' })).toEqual({ kind: 'folder' })
  expect(await answer('file.kind', { path: '/d/nothing' })).toEqual({ kind: 'none' })
  expect(await answer('file.facts', { path: '/d/a.jpg' })).toMatchObject({ size: 3, modified: '2026-01-05T00:00:00.000Z', folder: '/d' })
  expect(await answer('file.count', { folder: '/d' })).toEqual({ count: 6, files: 5, folders: 1 })
  expect(await answer('file.hash', { path: '/d/a.jpg' })).toEqual({ path: '/d/a.jpg', hash: '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed' })
})

test('the clock is read and a message is shown', async () => {
  expect(await answer('time.now', {})).toEqual({ now: '2026-06-01T00:00:00.000Z', milliseconds: Date.UTC(2026, 5, 1) })
  expect(await answer('notify.show', { text: 'done' })).toEqual({ shown: true })
  expect(ports.shown).toEqual(['Chela: done'])
})

test('trashing keeps a note of where it came from, as desktops read it', async () => {
  const world = portsOf(memoryFiles({ '/d': { 'ä %\n.txt': 'x' } }))
  const { output } = await doTool('file.trash', { path: '/d/ä %\n.txt' }, world)
  const name = (output as JsonObject)['name'] as string
  expect(name).toMatch(/^ä %\n\.[0-9a-f]{10}\.txt$/)
  const note = new TextDecoder().decode(await world.files.read(`/home/me/.local/share/Trash/info/${name}.trashinfo`))
  expect(note).toMatch(/^\[Trash Info\]\nPath=\/d\/%C3%A4%20%25%0A\.txt\nDeletionDate=2026-0[56]-\d\dT\d\d:\d\d:\d\d\n$/)
})

test('no tool answers from fields it does not declare as errors or control', () => {
  for (const tool of toolbox.all()) {
    const paths = Object.entries(tool.input.properties ?? {}).filter(([name, schema]) => schema.format === 'path' && !['remove_empty', 'up_to'].includes(name)).map(([name]) => name)
    expect([tool.name, paths.filter((name) => tool.control[name] !== 'path')]).toEqual([tool.name, []])
    expect(tool.input.additionalProperties).toBe(false)
  }
})

test('words about a hostile path hide nothing', () => {
  const words = toolNamed('file.move').describe({ from: '/d/a\n\u202egpj.exe\u200b\u2028', to: '/d/\u0000"' })
  expect(words).toBe('move "/d/a\\n\\u{202e}gpj.exe\\u{200b}\\u{2028}" to "/d/\\u0000\\""')
})
