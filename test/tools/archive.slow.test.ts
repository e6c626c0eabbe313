import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test, type TestContext } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { rawZip, type RawEntry } from './archive-bytes.ts'
import { Crash, crashingPort } from './crashing-port.ts'
import { callOf, doTool, journaled, portsOf, toolNamed, undoTool } from './tool-world.ts'
import { setTime, tempFolder, treeOf } from './world.ts'

/** Runs a program of the machine, or skips the test with the reason. */
function run(context: TestContext, program: string, args: readonly string[], folder: string): string {
  try {
    return execFileSync(program, [...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') context.skip(`${program} is not on this machine`)
    throw error
  }
}

function unpack(entries: readonly RawEntry[] | Uint8Array): Promise<unknown> {
  const files = memoryFiles({ '/d/a.zip': entries instanceof Uint8Array ? entries : rawZip(entries) })
  return doTool('archive.unzip', { archive: '/d/a.zip', folder: '/d/out' }, portsOf(files)).finally(async () => {
    expect((await files.list('/d')).map(({ name }) => name)).toEqual(['a.zip'])
  })
}

const deflated = (content: Uint8Array): RawEntry => ({ name: 'x', content, method: 8 })

test('a bomb is refused before anything is unpacked, whatever its directory says', async () => {
  const zeros = new Uint8Array(70_000_000)
  const started = performance.now()
  await expect(unpack([deflated(zeros)])).rejects.toMatchObject({ code: 'too-large' })
  await expect(unpack([{ ...deflated(zeros), size: 1_000_000 }])).rejects.toMatchObject({ code: 'bad-archive' })
  await expect(unpack([{ name: 'x', content: 'x', size: 0xffff_fff0 }])).rejects.toMatchObject({ code: 'too-large' })
  await expect(unpack(rawZip(Array.from({ length: 5 }, (_, index) => ({ name: `x${index}`, content: 'x', size: 0x2000_0000 }))))).rejects.toMatchObject({ code: 'too-large' })
  await expect(unpack(rawZip(Array.from({ length: 20_001 }, (_, index) => ({ name: `${index}` }))))).rejects.toMatchObject({ code: 'too-large' })
  expect(performance.now() - started).toBeLessThan(8_000)
})

test('archives of the zip program are read, and it reads ours', async (context) => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'src/sub'), { recursive: true })
  writeFileSync(join(folder, 'src/a.txt'), 'hello')
  writeFileSync(join(folder, 'src/sub/ü 中.txt'), 'x'.repeat(100_000))
  run(context, 'zip', ['-qr', 'theirs.zip', 'src'], folder)
  const ports = portsOf(nodeFiles({ bounds: [folder] }))
  await doTool('archive.unzip', { archive: join(folder, 'theirs.zip'), folder: join(folder, 'out') }, ports)
  expect(contents(await treeOf(join(folder, 'out/src')))).toEqual(contents(await treeOf(join(folder, 'src'))))
  await doTool('archive.zip', { paths: [join(folder, 'src')], archive: join(folder, 'ours.zip') }, ports)
  mkdirSync(join(folder, 'back'))
  run(context, 'unzip', ['-q', '../ours.zip'], join(folder, 'back'))
  expect(await treeOf(join(folder, 'back/src'))).toEqual(await seconds(join(folder, 'src')))
  symlinkSync('/etc/passwd', join(folder, 'src/link'))
  run(context, 'zip', ['-qry', 'linked.zip', 'src'], folder)
  await expect(doTool('archive.unzip', { archive: join(folder, 'linked.zip'), folder: join(folder, 'no') }, ports)).rejects.toMatchObject({ code: 'unsafe' })
  expect((await doTool('archive.zip', { paths: [join(folder, 'src')], archive: join(folder, 'two.zip') }, ports)).output).toMatchObject({ count: 2, skipped: [join(folder, 'src/link')] })
  run(context, 'zip', ['-qP', 'pw', 'locked.zip', 'src/a.txt'], folder)
  await expect(doTool('archive.unzip', { archive: join(folder, 'locked.zip'), folder: join(folder, 'no') }, ports)).rejects.toMatchObject({ code: 'encrypted' })
})

const maker = `
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], 'w', int(sys.argv[2]))
for name in ['a.txt', 'sub/', 'sub/b.txt', 'umlaut-\u00fc.txt']:
    z.writestr(name, '' if name.endswith('/') else name * 1000)
z.comment = b'a comment'
z.close()
`

test.each([['stored', '0', ''], ['deflated', '8', ''], ['bzip2', '12', 'bad-archive'], ['lzma', '14', 'bad-archive']])('archives of Python that are %s are read, or refused where the method is not known', async (_name, method, code) => {
  await withPython(async (folder) => {
    const path = join(folder, 'a.zip')
    execFileSync('python3', ['-c', maker, path, method])
    const ports = portsOf(nodeFiles({ bounds: [folder] }))
    const done = doTool('archive.unzip', { archive: path, folder: join(folder, 'out') }, ports)
    if (code !== '') return expect(done).rejects.toMatchObject({ code })
    await done
    expect(readFileSync(join(folder, 'out/sub/b.txt'), 'utf8')).toBe('sub/b.txt'.repeat(1000))
    expect(Object.keys(await treeOf(join(folder, 'out')))).toEqual(['a.txt', 'sub/', 'sub/b.txt', 'umlaut-ü.txt'])
  })
})

async function withPython(use: (folder: string) => Promise<void>): Promise<void> {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' })
  } catch {
    return
  }
  await use(temporaryFolder())
}

test('a link that stands in the target is not followed', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'out'))
  mkdirSync(join(folder, 'outside'))
  symlinkSync('../outside', join(folder, 'out/sub'))
  writeFileSync(join(folder, 'a.zip'), rawZip([{ name: 'sub/evil', content: 'x' }]))
  await expect(doTool('archive.unzip', { archive: join(folder, 'a.zip'), folder: join(folder, 'out') }, portsOf(nodeFiles()))).rejects.toMatchObject({ code: 'exists' })
  expect(await treeOf(join(folder, 'outside'))).toEqual({})
})

const name = fc.constantFrom('a', 'b.txt', 'ü', ' x', '.hidden', "it's", '中')
const place = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
const world = fc.array(fc.tuple(place, fc.string({ maxLength: 20 })), { minLength: 1, maxLength: 6 })

test('packing, unpacking elsewhere and undoing both leaves the world as it was', async () => {
  await fc.assert(fc.asyncProperty(world, place, async (written, target) => {
    const folder = await tempFolder()
    try {
      const at = (path: string): string => join(folder.path, path)
      await build(at('src'), written)
      const ports = portsOf(nodeFiles({ bounds: [folder.path], home: at('home') }))
      const start = await treeOf(folder.path)
      const packed = await doTool('archive.zip', { paths: [at('src')], archive: at(`zips/${target}/x.zip`) }, ports)
      const middle = await treeOf(folder.path)
      const unpacked = await doTool('archive.unzip', { archive: at(`zips/${target}/x.zip`), folder: at(`out/${target}`) }, ports)
      expect(contents(await treeOf(at(`out/${target}/src`)))).toEqual(contents(await treeOf(at('src'))))
      const undone = await undoTool(unpacked, ports)
      expect(await treeOf(folder.path)).toEqual(middle)
      const again = undone === undefined ? undefined : await undoTool(undone, ports)
      if (again !== undefined) await undoTool(again, ports)
      expect(await treeOf(folder.path)).toEqual(middle)
      await undoTool(packed, ports)
      expect(await treeOf(folder.path)).toEqual(start)
    } finally {
      await folder.remove()
    }
  }), { numRuns: 20 })
})

const small = [{ a: 1, b: 'x' }, { a: 2, b: 'y' }]

/** In a folder that holds `src/a.txt`, `src/sub/b.txt`, `there` and the archive `in.zip`. */
const deeds: readonly { readonly tool: string; readonly input: (at: (path: string) => string) => JsonObject }[] = [
  { tool: 'archive.zip', input: (at) => ({ paths: [at('src')], archive: at('new/deep/x.zip') }) },
  { tool: 'archive.unzip', input: (at) => ({ archive: at('in.zip'), folder: at('new/deep') }) },
  { tool: 'archive.unzip', input: (at) => ({ archive: at('in.zip'), folder: at('src/sub') }) },
  { tool: 'data.write_csv', input: (at) => ({ path: at('new/x.csv'), rows: small }) },
  { tool: 'data.write_csv', input: (at) => ({ path: at('there'), rows: small, replace: true }) },
  { tool: 'data.write_json', input: (at) => ({ path: at('there'), value: small, replace: true }) },
  { tool: 'data.write_yaml', input: (at) => ({ path: at('new/x.yaml'), value: small }) },
  { tool: 'data.write_xml', input: (at) => ({ path: at('new/x.xml'), root: { name: 'a', text: 'x' } }) },
  { tool: 'data.write_sheet', input: (at) => ({ path: at('new/x.xlsx'), rows: small }) },
]

test.each(deeds)('killed after any step, $tool tells the truth, can be done again and undone ($#)', async ({ tool: which, input }) => {
  const tool = toolNamed(which)
  const expected = await inWorld(async (at, files) => {
    await doTool(which, input(at), portsOf(files))
    return contents(await treeOf(at('')))
  })
  for (let step = 1; ; step++) {
    const finished = await inWorld(async (at, files) => {
      const start = await treeOf(at(''))
      const ports = portsOf(files)
      const given = input(at)
      const before = journaled((await tool.prepare?.(given, callOf(ports, null, 'run:1'))) ?? null)
      const crashed = await tool.perform(given, callOf({ ...ports, files: crashingPort(files, step) }, before, 'run:1')).then(() => false, (error: unknown) => {
        if (error instanceof Crash) return true
        throw error
      })
      const isDone = JSON.stringify(contents(await treeOf(at('')))) === JSON.stringify(expected)
      const found = await tool.check?.(given, callOf(ports, before, 'run:1'))
      expect({ step, happened: found?.happened }).toEqual({ step, happened: isDone })
      const output = journaled(found?.happened === true ? (found.output ?? null) : await tool.perform(given, callOf(ports, before, 'run:1')))
      expect(contents(await treeOf(at('')))).toEqual(expected)
      await undoTool({ tool, input: given, before, output }, ports)
      expect(await treeOf(at(''))).toEqual(start)
      return !crashed
    })
    if (finished) break
    expect(step).toBeLessThan(80)
  }
})

test('a deed whose archive was changed in between is not judged', async () => {
  await inWorld(async (at, files) => {
    const ports = portsOf(files)
    const input = { archive: at('in.zip'), folder: at('out') }
    const tool = toolNamed('archive.unzip')
    const before = journaled((await tool.prepare?.(input, callOf(ports, null))) ?? null)
    await writeFile(at('in.zip'), rawZip([{ name: 'other', content: 'o' }]))
    await expect(tool.check?.(input, callOf(ports, before))).rejects.toMatchObject({ code: 'changed' })
    await expect(tool.perform(input, callOf(ports, before))).rejects.toMatchObject({ code: 'changed' })
    expect(await files.facts(at('out'))).toBeUndefined()
  })
})

async function inWorld<T>(use: (at: (path: string) => string, files: FileSystem) => Promise<T>): Promise<T> {
  const folder = await tempFolder()
  const at = (path: string): string => (path === '' ? join(folder.path, 'd') : join(folder.path, 'd', path))
  try {
    await build(at(''), [['src/a.txt', 'hello'], ['src/sub/b.txt', 'b'], ['there', 'was here']])
    await writeFile(at('in.zip'), rawZip([{ name: 'x/y/z.txt', content: 'z' }, { name: 'w.txt', content: 'w' }, { name: 'e/' }]))
    return await use(at, nodeFiles({ bounds: [at('')], home: join(folder.path, 'home') }))
  } finally {
    await folder.remove()
  }
}

async function build(folder: string, written: readonly (readonly [string, string])[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [path, content] of written) {
    try {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), content, { flag: 'wx' })
      await setTime(join(folder, path), 1_600_000_001_000)
    } catch {
      continue
    }
  }
}

function contents(tree: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).map(([path, value]) => [path, value.split(' ')[0] ?? '']))
}

/** A tree with times cut to whole seconds, which is what archives know. */
async function seconds(folder: string): Promise<Record<string, string>> {
  return Object.fromEntries(Object.entries(await treeOf(folder)).map(([path, value]) => [path, value.replace(/ (\d+)\d{3}$/, ' $1000')]))
}
