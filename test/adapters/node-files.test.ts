import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, lstat, mkdir, mkdtemp, open, readFile, readdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { movePath } from '../../engine/adapters/node-files/move-path.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { codeOf } from '../contracts/file-system.ts'
import { setTime, tempFolder, treeOf, type TempFolder } from '../tools/world.ts'

let folder: TempFolder
let files: FileSystem
const at = (path: string): string => join(folder.path, path)
const text = new TextEncoder()

beforeEach(async () => {
  folder = await tempFolder()
  await mkdir(at('in'))
  await mkdir(at('out'))
  await writeFile(at('out/secret'), 'secret')
  files = nodeFiles({ bounds: [at('in')], home: at('home') })
})
afterEach(() => folder.remove())

/** Every way to touch a path. */
function touches(path: string): Promise<string>[] {
  const other = at('in/other')
  return [files.facts(path), files.read(path), files.readStream(path)[Symbol.asyncIterator]().next(), files.write(path, text.encode('x'), { replace: true }),
    files.append(path, text.encode('x')), files.truncate(path, 0), files.copy(path, other), files.move(path, other), files.removeFile(path)].map(codeOf)
}

test.each(['out/secret', 'in/../out/secret', 'in2', '', 'inside'])('a path outside the bounds is refused: %j', async (path) => {
  expect(new Set(await Promise.all(touches(at(path))))).toEqual(new Set(['outside']))
  expect(await codeOf(files.list(at('out')))).toBe('outside')
  expect(await codeOf(files.makeFolder(at('out/new/deep')))).toBe('outside')
  expect(await codeOf(files.removeEmptyFolder(at('out')))).toBe('outside')
  expect(await readFile(at('out/secret'), 'utf8')).toBe('secret')
})

test('a folder that is a link out of the bounds leads nowhere', async () => {
  await symlink(at('out'), at('in/door'))
  expect(new Set(await Promise.all(touches(at('in/door/secret'))))).toEqual(new Set(['outside']))
  expect(await codeOf(files.list(at('in/door')))).toMatch(/outside|not-a-folder/)
  expect(await codeOf(files.makeFolder(at('in/door/new')))).toBe('outside')
  expect(await codeOf(files.write(at('in/door/new'), text.encode('x')))).toBe('outside')
  expect(await readdir(at('out'))).toEqual(['secret'])
})

test('a link in the last place is shown as a link and never followed', async () => {
  await symlink(at('out/secret'), at('in/link'))
  expect((await files.facts(at('in/link')))?.kind).toBe('link')
  expect(await codeOf(files.read(at('in/link')))).toBe('outside')
  expect(await codeOf(files.append(at('in/link'), text.encode('x')))).toBe('outside')
  expect(await codeOf(files.truncate(at('in/link'), 0))).toBe('outside')
  expect(await codeOf(files.write(at('in/link'), text.encode('x'), { replace: true }))).toBe('outside')
  expect(await codeOf(files.copy(at('in/link'), at('in/copy')))).toBe('outside')
  expect(await codeOf(files.write(at('in/link'), text.encode('x')))).toBe('exists')
  await files.removeFile(at('in/link'))
  expect(await treeOf(at('in'))).toEqual({})
  expect(await readFile(at('out/secret'), 'utf8')).toBe('secret')
})

test('canonical resolves links, also of one that leads to nothing yet', async () => {
  await symlink(at('out'), at('in/door'))
  await symlink(at('out/later'), at('in/dangling'))
  expect(await files.canonical(at('in/door/secret'))).toBe(at('out/secret'))
  expect(await files.canonical(at('in/door/x/y'))).toBe(at('out/x/y'))
  expect(await files.canonical(at('in/dangling/z'))).toBe(at('out/later/z'))
  await symlink(at('in/loop'), at('in/loop'))
  expect(await codeOf(files.canonical(at('in/loop/x')))).toBe('outside')
})

test('a folder swapped for a link again and again never lets a write out', async () => {
  await mkdir(at('in/real'))
  await symlink(at('out'), at('in/spare'))
  let swapping = true
  const swapper = (async () => {
    while (swapping) {
      await rename(at('in/real'), at('in/aside'))
      await rename(at('in/spare'), at('in/real'))
      await rename(at('in/real'), at('in/spare'))
      await rename(at('in/aside'), at('in/real'))
    }
  })()
  for (let round = 0; round < 150; round++) {
    await files.write(at(`in/real/file${round}`), text.encode('x')).catch(() => undefined)
    await files.read(at('in/real/secret')).then(() => expect.unreachable('the secret was read'), () => undefined)
  }
  swapping = false
  await swapper
  expect(await readdir(at('out'))).toEqual(['secret'])
})

test('bounds may be one file', async () => {
  await writeFile(at('in/a'), 'one')
  const one = nodeFiles({ bounds: [at('in/a')] })
  expect(new TextDecoder().decode(await one.read(at('in/a')))).toBe('one')
  expect(await codeOf(one.read(at('in/ab')))).toBe('outside')
  expect(await codeOf(one.move(at('in/a'), at('in/b')))).toBe('outside')
})

test('the trash of the person may be reached whatever the bounds', async () => {
  const trash = await files.trashFolder()
  await files.makeFolder(trash)
  await files.write(at('in/a'), text.encode('x'))
  await files.move(at('in/a'), join(trash, 'a'))
  expect((await files.facts(join(trash, 'a')))?.kind).toBe('file')
})

test('pipes and devices are refused, not read for ever', async () => {
  execFileSync('mkfifo', [at('in/pipe')])
  expect((await files.facts(at('in/pipe')))?.kind).toBe('other')
  expect(await codeOf(files.read(at('in/pipe')))).toBe('no-access')
  expect(await codeOf(files.append(at('in/pipe'), text.encode('x')))).toBe('no-access')
  expect(await codeOf(nodeFiles().read('/dev/zero'))).toBe('no-access')
})

test('mode and content survive a replacement, and a copy keeps the mode', async () => {
  await writeFile(at('in/run'), 'old', { mode: 0o755 })
  await chmod(at('in/run'), 0o751)
  await files.write(at('in/run'), text.encode('new'), { replace: true })
  await files.copy(at('in/run'), at('in/copy'))
  expect([(await lstat(at('in/run'))).mode & 0o777, (await lstat(at('in/copy'))).mode & 0o777]).toEqual([0o751, 0o751])
})

test.each([-1000, 0, 1])('a time of change of %i milliseconds survives a copy and can be written', async (modified) => {
  await files.write(at('in/written'), text.encode('old'), { modified })
  await files.copy(at('in/written'), at('in/copied'))
  expect([(await files.facts(at('in/written')))?.modified, (await files.facts(at('in/copied')))?.modified].map((time) => Math.round(time ?? NaN))).toEqual([modified, modified])
})

test('a name that is not valid UTF-8 is listed as other', async () => {
  await writeFile(Buffer.concat([Buffer.from(at('in/')), Buffer.from([0x61, 0xff])]), 'x')
  expect(await files.list(at('in'))).toMatchObject([{ name: 'a\uFFFD', kind: 'other' }])
})

test('a huge sparse file is streamed piece by piece', async () => {
  const handle = await open(at('in/huge'), 'w')
  await handle.truncate(20 * 1024 ** 3)
  await handle.close()
  const controller = new AbortController()
  let read = 0
  const reading = (async () => {
    for await (const chunk of files.readStream(at('in/huge'), controller.signal)) {
      read += chunk.length
      if (read >= 20 * 1024 * 1024) controller.abort()
    }
  })()
  await expect(reading).rejects.toThrow(/abort/i)
  expect(read).toBe(20 * 1024 * 1024)
})

test('an aborted copy leaves nothing behind', async () => {
  const handle = await open(at('in/large'), 'w')
  await handle.truncate(1024 ** 3)
  await handle.close()
  await expect(files.copy(at('in/large'), at('in/copy'), AbortSignal.timeout(20))).rejects.toThrow(/abort|timeout/i)
  expect(await readdir(at('in'))).toEqual(['large'])
})

const disks = existsSync('/dev/shm') ? ['/dev/shm', tmpdir()] : []

test.skipIf(disks.length === 0)('a file and a whole folder move to another disk with times and links', async () => {
  const here = await realpath(await mkdtemp(join(disks[0] ?? '', 'chela-here-')))
  const there = await realpath(await mkdtemp(join(disks[1] ?? '', 'chela-there-')))
  const all = nodeFiles()
  await mkdir(join(here, 'd/deep'), { recursive: true })
  await writeFile(join(here, 'd/deep/a'), 'one')
  await setTime(join(here, 'd/deep/a'), 1_600_000_000_123)
  await symlink('deep/a', join(here, 'd/link'))
  await writeFile(join(here, 'f'), 'two')
  const before = await treeOf(join(here, 'd'))
  await all.move(join(here, 'd'), join(there, 'd'))
  await all.move(join(here, 'f'), join(there, 'f'))
  expect(await treeOf(join(there, 'd'))).toEqual(before)
  expect(await readdir(there)).toEqual(['d', 'f'])
  expect(await readdir(here)).toEqual([])
  await writeFile(join(here, 'f'), 'three')
  expect(await codeOf(all.move(join(here, 'f'), join(there, 'f')))).toBe('exists')
  expect(await readFile(join(there, 'f'), 'utf8')).toBe('two')
  await Promise.all([here, there].map((path) => rm(path, { recursive: true })))
})

test('a move to the same place under another spelling is no overwriting', async () => {
  await writeFile(at('in/Photo'), 'x')
  await movePath({ from: at('in/Photo'), to: at('in/photo') }, { from: at('in/Photo'), to: at('in/photo') })
  expect(await readdir(at('in'))).toEqual(['photo'])
})

test.skipIf(process.getuid?.() === 0)('a folder that can only be read says so', async () => {
  await chmod(at('in'), 0o555)
  expect(await codeOf(files.write(at('in/a'), text.encode('x')))).toBe('no-access')
  await chmod(at('in'), 0o755)
})

test('a system folder that can not be written says so and stays', async () => {
  expect(await codeOf(nodeFiles().makeFolder('/proc/chela/deep'))).toMatch(/missing|no-access/)
  expect(await codeOf(nodeFiles().removeEmptyFolder('/proc/sys'))).toMatch(/no-access|busy|not-empty/)
})
