import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesWithin } from '../../engine/adapters/files-within.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { doTool, portsOf, undoTool } from '../tools/tool-world.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'

function scene() {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'in'))
  writeFileSync(join(folder, 'in', 'a'), 'a')
  writeFileSync(join(folder, 'other'), 'other')
  return folder
}

test('a deed works inside its bounds, and its undo with it', async () => {
  const folder = scene()
  const ports = portsOf(filesWithin([join(folder, 'in')]))
  const done = await doTool('file.move', { from: join(folder, 'in', 'a'), to: join(folder, 'in', 'x', 'y', 'a') }, ports)
  expect(readFileSync(join(folder, 'in', 'x', 'y', 'a'), 'utf8')).toBe('a')
  await undoTool(done, portsOf(nodeFiles()))
  expect(existsSync(join(folder, 'in', 'x'))).toBe(false)
  expect(readFileSync(join(folder, 'in', 'a'), 'utf8')).toBe('a')
})

test.each([['a folder that is not there yet', 'p/q', 'p/q/new/file'], ['a file in folders that are not there yet', 'p/q/file', 'p/q/file'], ['a file', 'file', 'file']])('a bound may be %s', async (_name, bound, path) => {
  const folder = scene()
  const ports = portsOf(filesWithin([join(folder, bound)]))
  const done = await doTool('file.write', { path: join(folder, path), text: 'new' }, ports)
  expect(readFileSync(join(folder, path), 'utf8')).toBe('new')
  await undoTool(done, portsOf(nodeFiles()))
  expect(existsSync(join(folder, path.split('/')[0] as string))).toBe(false)
})

test('what lies beside the bounds is neither read nor written, made nor removed', async () => {
  const folder = scene()
  const files = filesWithin([join(folder, 'in')])
  const outside = { code: 'outside' }
  await expect(files.read(join(folder, 'other'))).rejects.toMatchObject(outside)
  await expect(files.list(folder)).rejects.toMatchObject(outside)
  await expect(files.write(join(folder, 'other'), new Uint8Array(), { replace: true })).rejects.toMatchObject(outside)
  await expect(files.move(join(folder, 'other'), join(folder, 'in', 'b'))).rejects.toMatchObject(outside)
  await expect(files.makeFolder(join(folder, 'more'))).rejects.toMatchObject(outside)
  await expect(files.removeFile(join(folder, 'other'))).rejects.toMatchObject(outside)
  await expect(files.facts(join(folder, 'other'))).rejects.toMatchObject(outside)
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('other')
})

test('a folder that becomes a link leads nowhere', async () => {
  const folder = scene()
  mkdirSync(join(folder, 'in', 'sub'))
  mkdirSync(join(folder, 'out'))
  const files = filesWithin([join(folder, 'in')])
  renameSync(join(folder, 'in', 'sub'), join(folder, 'in', 'old'))
  symlinkSync(join(folder, 'out'), join(folder, 'in', 'sub'))
  await expect(files.write(join(folder, 'in', 'sub', 'a'), new Uint8Array())).rejects.toMatchObject({ code: 'outside' })
  await expect(files.makeFolder(join(folder, 'in', 'sub', 'b'))).rejects.toMatchObject({ code: 'outside' })
  expect(existsSync(join(folder, 'out', 'b'))).toBe(false)
})
