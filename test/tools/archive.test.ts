import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { rawZip, type RawEntry } from './archive-bytes.ts'
import { doTool, portsOf, undoTool } from './tool-world.ts'

function worldWith(archive: Uint8Array, folder: { [name: string]: string } = {}): FileSystem {
  return memoryFiles({ '/d/a.zip': archive, ...(Object.keys(folder).length === 0 ? {} : { '/d/out': folder }) })
}

/** Every file and folder, with the text of the files. */
async function tree(files: FileSystem, folder = '/d'): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { path, kind } of await files.list(folder)) {
    if (path === '/d/a.zip') continue
    if (kind === 'folder') Object.assign(found, { [`${path}/`]: '' }, await tree(files, path))
    else found[path] = new TextDecoder().decode(await files.read(path))
  }
  return found
}

async function unzip(entries: readonly RawEntry[] | Uint8Array, input: JsonObject = {}, folder: { [name: string]: string } = {}) {
  const files = worldWith(entries instanceof Uint8Array ? entries : rawZip(entries), folder)
  const start = await tree(files)
  const ports = portsOf(files)
  const done = await doTool('archive.unzip', { archive: '/d/a.zip', folder: '/d/out', ...input }, ports).catch(async (error: unknown) => {
    expect(await tree(files)).toEqual(start)
    throw error
  })
  return { files, ports, done, start, answer: done.output as JsonObject }
}

test('an archive is unpacked with its folders, and undone to what was there', async () => {
  const { files, ports, done, start, answer } = await unzip([{ name: 'a/' }, { name: 'a/x.txt', content: 'hello', method: 8 }, { name: 'b/c/y', content: 'y' }, { name: 'empty/' }, { name: '中文.txt', content: '' }])
  expect(await tree(files)).toEqual({ '/d/out/': '', '/d/out/a/': '', '/d/out/a/x.txt': 'hello', '/d/out/b/': '', '/d/out/b/c/': '', '/d/out/b/c/y': 'y', '/d/out/empty/': '', '/d/out/中文.txt': '' })
  expect(answer).toMatchObject({ count: 3, size: 6, skipped: [], folders: ['/d/out', '/d/out/a', '/d/out/b', '/d/out/b/c', '/d/out/empty'] })
  const undone = await undoTool(done, ports)
  expect(await tree(files)).toEqual(start)
  const again = undone === undefined ? undefined : await undoTool(undone, ports)
  expect(Object.keys(await tree(files))).toHaveLength(8)
  if (again !== undefined) await undoTool(again, ports)
  expect(await tree(files)).toEqual(start)
})

test('unpacking into a folder leaves what is there, and undo takes only what was made', async () => {
  const { files, ports, done, start } = await unzip([{ name: 'sub/new.txt', content: 'n' }, { name: 'x.txt', content: 'x' }], {}, { 'mine.txt': 'mine', 'sub/own.txt': 'own' })
  expect((done.output as JsonObject)['folders']).toEqual([])
  await undoTool(done, ports)
  expect(await tree(files)).toEqual(start)
})

test('undo keeps a file that was changed since, and then all', async () => {
  const { files, ports, done } = await unzip([{ name: 'x.txt', content: 'x' }, { name: 'y.txt', content: 'y' }])
  await files.write('/d/out/y.txt', new TextEncoder().encode('precious'), { replace: true })
  await expect(undoTool(done, ports)).rejects.toMatchObject({ code: 'changed' })
  expect(await tree(files)).toEqual({ '/d/out/': '', '/d/out/x.txt': 'x', '/d/out/y.txt': 'precious' })
  await files.write('/d/out/y.txt', new TextEncoder().encode('y'), { replace: true })
  await files.write('/d/out/other.txt', new TextEncoder().encode('o'))
  await files.removeFile('/d/out/x.txt')
  await undoTool(done, ports)
  expect(await tree(files)).toEqual({ '/d/out/': '', '/d/out/other.txt': 'o' })
})

test.each<[what: string, entry: RawEntry]>([
  ['a way upwards', { name: '../evil' }], ['a way upwards inside', { name: 'a/../../evil' }], ['a way upwards that stays inside', { name: 'a/../b' }], ['two dots alone', { name: '..' }],
  ['an absolute path', { name: '/etc/evil' }], ['a drive letter', { name: 'C:/evil' }], ['a drive letter without a slash', { name: 'c:evil' }],
  ['backslashes', { name: 'a\\..\\..\\evil' }], ['a share', { name: '\\\\server\\share\\evil' }], ['an empty part', { name: 'a//b' }], ['a dot', { name: './a' }], ['no name', { name: '' }],
  ['NUL', { name: 'a\0b' }], ['a line end', { name: 'a\nb' }], ['a control character of C1', { name: 'a\u009bb' }],
  ['a link', { name: 'link', content: '/etc/passwd', mode: 0o120777 }], ['a link that looks like a folder', { name: 'link/', content: '..', mode: 0o120777 }],
  ['a name that is too long', { name: 'x'.repeat(300) }], ['very many levels', { name: 'a/'.repeat(70) + 'b' }],
  ['a way upwards in bytes that are no UTF-8', { name: new Uint8Array([0x2e, 0x2e, 0x2f, 0xff]), flags: 0 }],
])('an archive with %s is refused as a whole, or unpacked without it', async (_what, entry) => {
  const good = { name: 'good.txt', content: 'g' }
  await expect(unzip([good, { content: 'x', ...entry }])).rejects.toMatchObject({ code: 'unsafe' })
  const { files, answer } = await unzip([good, { content: 'x', ...entry }], { skip_unsafe: true })
  expect(await tree(files)).toEqual({ '/d/out/': '', '/d/out/good.txt': 'g' })
  expect(answer['skipped']).toHaveLength(1)
  const { entries, safe } = (await doTool('archive.list', { archive: '/d/a.zip' }, portsOf(files))).output as { entries: JsonObject[]; safe: boolean }
  expect([entries[0]?.['unsafe'], typeof entries[1]?.['unsafe'], safe]).toEqual([null, 'string', false])
})

test.each<[what: string, entries: readonly RawEntry[]]>([
  ['one name twice', [{ name: 'a', content: '1' }, { name: 'a', content: '2' }]],
  ['names that differ in capitals', [{ name: 'a.txt', content: '1' }, { name: 'A.TXT', content: '2' }]],
  ['names that differ in how an accent is written', [{ name: '\u00e9', content: '1' }, { name: 'e\u0301', content: '2' }]],
  ['names that are one when folded', [{ name: 'stra\u00dfe', content: '1' }, { name: 'STRASSE', content: '2' }]],
  ['a file where a folder is', [{ name: 'a', content: '1' }, { name: 'a/b', content: '2' }]],
  ['a folder where a file is', [{ name: 'a/b', content: '1' }, { name: 'a', content: '2' }]],
  ['folders that differ in capitals', [{ name: 'dir/x', content: '1' }, { name: 'DIR/y', content: '2' }]],
])('an archive with %s is refused', async (_what, entries) => {
  await expect(unzip(entries)).rejects.toMatchObject({ code: 'unsafe' })
})

const deflated = (content: string | Uint8Array): RawEntry => ({ name: 'x', content, method: 8 })

test.each<[what: string, archive: Uint8Array, code: string]>([
  ['a wrong checksum', rawZip([{ name: 'x', content: 'hello', crc: 1 }]), 'bad-archive'],
  ['a size that is too small', rawZip([{ ...deflated('hello'.repeat(1000)), size: 10 }]), 'bad-archive'],
  ['a size that is too large', rawZip([{ ...deflated('hello'), size: 5_000 }]), 'bad-archive'],
  ['a packed size beyond the file', rawZip([{ name: 'x', content: 'hello', packed: 100_000, size: 100_000 }]), 'bad-archive'],
  ['two entries on the same bytes', rawZip([{ name: 'x', content: 'hello' }, { name: 'y', content: 'hello', sameAs: 0 }]), 'bad-archive'],
  ['a name that is another beside the content', rawZip([{ name: 'x', content: 'hello', flags: 0x800, localName: 'y' }]), ''],
  ['an encrypted entry', rawZip([{ name: 'x', content: 'hello'.repeat(5), flags: 0x801 }]), 'encrypted'],
  ['a method nobody knows', rawZip([{ name: 'x', content: 'hello', method: 99 }]), 'bad-archive'],
  ['data that is no deflate', rawZip([{ name: 'x', content: '\xff\xff\xff\xff', method: 0 }]).map((byte, index) => (index === 8 ? 8 : byte)), 'bad-archive'],
  ['no directory', new TextEncoder().encode('PK\x03\x04 something else entirely, for long enough'), 'bad-archive'],
  ['nothing', new Uint8Array(), 'bad-archive'],
  ['a text', new TextEncoder().encode('hello'), 'bad-archive'],
])('an archive with %s does no harm', async (_what, archive, code) => {
  if (code === '') {
    const { files } = await unzip(archive).catch(async (error: { code: string }) => {
      expect(error.code).toBe('bad-archive')
      return { files: worldWith(archive) }
    })
    expect(Object.keys(await tree(files)).filter((path) => path.endsWith('/y'))).toEqual([])
  } else await expect(unzip(archive)).rejects.toMatchObject({ code })
})

test('what was unpacked before a bad entry is taken away again', async () => {
  await expect(unzip([{ name: 'a/b/good', content: 'g' }, { name: 'bad', content: 'hello', crc: 1 }], {}, { mine: 'm' })).rejects.toMatchObject({ code: 'bad-archive' })
})

test('nothing is overwritten, and nothing is unpacked beside what is in the way', async () => {
  await expect(unzip([{ name: 'new', content: 'n' }, { name: 'mine', content: 'theirs' }], {}, { mine: 'm' })).rejects.toMatchObject({ code: 'exists' })
  await expect(unzip([{ name: 'mine/x', content: 'n' }], {}, { mine: 'm' })).rejects.toMatchObject({ code: 'exists' })
  await expect(unzip([{ name: 'x', content: 'n' }], { folder: '/d/a.zip' })).rejects.toMatchObject({ code: 'exists' })
  await expect(unzip([{ name: 'x', content: 'n' }], { archive: '/d/gone.zip' })).rejects.toMatchObject({ code: 'missing' })
  await expect(unzip([{ name: 'x', content: 'n' }], { archive: '/d' })).rejects.toMatchObject({ code: 'is-a-folder' })
})

test('only what fits a pattern is unpacked', async () => {
  const entries = [{ name: 'a.jpg', content: '1' }, { name: 'sub/b.jpg', content: '2' }, { name: 'c.txt', content: '3' }, { name: '../evil.txt', content: '4' }]
  const { files } = await unzip(entries, { only: '*.jpg' })
  expect(Object.keys(await tree(files))).toEqual(['/d/out/', '/d/out/a.jpg', '/d/out/sub/', '/d/out/sub/b.jpg'])
  expect(Object.keys(await tree((await unzip(entries, { only: 'sub/*' })).files))).toEqual(['/d/out/', '/d/out/sub/', '/d/out/sub/b.jpg'])
})

test('on Windows a name that means something else there is unsafe', async () => {
  const { entryFault } = await import('../../engine/tools/builtin/archive/entry-fault.ts')
  for (const name of ['con', 'a/NUL.txt', 'file:stream', 'trailing.', 'trailing ', 'a?b', 'com1.log', 'a|b']) {
    expect([name, typeof entryFault({ name, kind: 'file' }, true), entryFault({ name, kind: 'file' }, false)]).toEqual([name, 'string', undefined])
  }
})

test('files and folders are packed and come back the same, with their times', async () => {
  const files = memoryFiles({ '/d': { one: { 'a.txt': 'a', sub: { 'b.txt': 'b' }, empty: {}, '.hidden': 'h' }, 'c.txt': 'c'.repeat(10_000) } }, { modified: Date.UTC(2020, 5, 1, 12, 0, 1) })
  const ports = portsOf(files)
  const start = await tree(files)
  const done = await doTool('archive.zip', { paths: ['/d/one', '/d/c.txt'], archive: '/d/new/deep/x.zip' }, ports)
  expect(done.output).toMatchObject({ count: 4, skipped: [] })
  const listed = (await doTool('archive.list', { archive: '/d/new/deep/x.zip' }, ports)).output as { entries: JsonObject[]; count: number; size: number; safe: boolean }
  expect(listed.entries.map(({ name, kind }) => [name, kind])).toEqual([['one/empty', 'folder'], ['one/.hidden', 'file'], ['one/a.txt', 'file'], ['one/sub/b.txt', 'file'], ['c.txt', 'file']])
  expect([listed.count, listed.size, listed.safe, listed.entries[1]?.['modified']]).toEqual([4, 10_003, true, '2020-06-01T12:00:01.000Z'])
  await doTool('archive.unzip', { archive: '/d/new/deep/x.zip', folder: '/e' }, ports)
  expect(await tree(files, '/e/one')).toEqual(Object.fromEntries(Object.entries(await tree(files, '/d/one')).map(([path, text]) => [path.replace('/d/', '/e/'), text])))
  expect((await files.facts('/e/one/a.txt'))?.modified).toBe(Date.UTC(2020, 5, 1, 12, 0, 1))
  await undoTool(done, ports)
  expect(await tree(files)).toEqual(start)
})

test('an archive is not made where something is, of nothing, of two files of one name, or into itself', async () => {
  const files = memoryFiles({ '/d': { a: { 'x.txt': 'x' }, b: { 'x.txt': 'y' }, 'odd\\name': 'o', 'c.zip': 'old' } })
  const zip = async (paths: readonly string[], archive = '/d/new.zip') => doTool('archive.zip', { paths: [...paths], archive }, portsOf(files))
  const start = await tree(files)
  await expect(zip(['/d/a'], '/d/c.zip')).rejects.toMatchObject({ code: 'exists' })
  await expect(zip(['/d/gone'])).rejects.toMatchObject({ code: 'missing' })
  await expect(zip(['/'])).rejects.toMatchObject({ code: 'bad-path' })
  await expect(zip(['/d/a/x.txt', '/d/b/x.txt'])).rejects.toMatchObject({ code: 'same-name' })
  await expect(zip(['/d/odd\\name'])).rejects.toMatchObject({ code: 'bad-name' })
  expect(await tree(files)).toEqual(start)
  expect((await zip(['/d/a'], '/d/a/in.zip')).output).toMatchObject({ count: 1 })
})

test('what was unpacked is removed only from its own folder', async () => {
  const files = memoryFiles({ '/d': { out: {}, mine: 'm' } })
  const input = { archive: '/d/a.zip', folder: '/d/out', folders: [] as string[], files: [{ path: '/d/mine', size: 1, hash: 'x' }] }
  await expect(doTool('archive.remove_unpacked', input, portsOf(files))).rejects.toMatchObject({ code: 'outside' })
  await expect(doTool('archive.remove_unpacked', { ...input, files: [{ path: '/d/out/../mine', size: 1, hash: 'x' }] }, portsOf(files))).rejects.toMatchObject({ code: expect.stringMatching(/^(?:outside|bad-path)$/) as string })
  await expect(doTool('archive.remove_unpacked', { ...input, files: [], folders: ['/e'] }, portsOf(files))).rejects.toMatchObject({ code: 'outside' })
})
