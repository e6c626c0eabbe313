import { link, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { callOf, doTool, journaled, portsOf, toolbox, toolNamed, undoTool } from './tool-world.ts'
import { setTime, tempFolder, treeOf } from './world.ts'

class Crash extends Error {}

/** Files whose process ends right after the operation with this number; `count` tells how many were begun. */
function crashingFiles(files: FileSystem, after: number): FileSystem & { readonly count: () => number } {
  let begun = 0
  const wrapped = new Proxy(files, {
    get: (target, key) => {
      if (key === 'count') return () => begun
      const method = Reflect.get(target, key) as (...args: unknown[]) => unknown
      return (...args: unknown[]) => {
        if (begun >= after) throw new Crash()
        begun++
        const result = method.apply(target, args)
        return result instanceof Promise && begun === after ? result.then(() => Promise.reject(new Crash())) : result
      }
    },
  })
  return wrapped as FileSystem & { readonly count: () => number }
}

/** Each tool that tells whether it happened, with a deed in a folder that holds `a.txt`, `b.txt` (equal) and `full/in.txt`. */
const deeds: readonly { readonly tool: string; readonly input: (at: (path: string) => string) => JsonObject }[] = [
  { tool: 'file.write', input: (at) => ({ path: at('new/deep/x.txt'), text: 'new' }) },
  { tool: 'file.write', input: (at) => ({ path: at('a.txt'), text: 'new', replace: true }) },
  { tool: 'file.append', input: (at) => ({ path: at('a.txt'), text: ' more' }) },
  { tool: 'file.append', input: (at) => ({ path: at('new.txt'), text: 'first' }) },
  { tool: 'file.copy', input: (at) => ({ from: at('a.txt'), to: at('new/deep/a.txt') }) },
  { tool: 'file.move', input: (at) => ({ from: at('a.txt'), to: at('new/deep/a.txt') }) },
  { tool: 'file.move', input: (at) => ({ from: at('full'), to: at('new/deep/full') }) },
  { tool: 'file.rename', input: (at) => ({ path: at('a.txt'), name: 'z.txt' }) },
  { tool: 'file.trash', input: (at) => ({ path: at('a.txt') }) },
  { tool: 'file.trash', input: (at) => ({ path: at('full') }) },
  { tool: 'file.make_folder', input: (at) => ({ path: at('new/deep') }) },
  { tool: 'file.remove_copy', input: (at) => ({ path: at('b.txt'), of: at('a.txt') }) },
]

test('each tool on files with a check is tried below', () => {
  const checked = toolbox.all().filter((tool) => tool.check !== undefined && tool.name.startsWith('file.')).map((tool) => tool.name)
  expect(new Set([...deeds.map((deed) => deed.tool), 'file.untrash'])).toEqual(new Set(checked))
})

test.each(deeds)('killed after any step, $tool tells the truth and can be done again ($#)', async ({ tool: name, input }) => {
  const tool = toolNamed(name)
  const expected = await inWorld(async (at, files) => {
    await doTool(name, input(at), portsOf(files))
    return contents(await treeOf(at('')))
  })
  for (let step = 1; ; step++) {
    const finished = await inWorld(async (at, files) => {
      const start = await treeOf(at(''))
      const ports = portsOf(files)
      const arguments_ = input(at)
      const before = journaled((await tool.prepare?.(arguments_, callOf(ports, null, 'run:1'))) ?? null)
      const crashing = crashingFiles(files, step)
      const crashed = await tool.perform(arguments_, callOf({ ...ports, files: crashing }, before, 'run:1')).then(() => false, (error: unknown) => {
        if (error instanceof Crash) return true
        throw error
      })
      const isDone = same(contents(await treeOf(at(''))), expected)
      const found = await tool.check?.(arguments_, callOf(ports, before, 'run:1'))
      expect({ step, happened: found?.happened }).toEqual({ step, happened: isDone })
      const output = found?.happened === true ? found.output : await tool.perform(arguments_, callOf(ports, before, 'run:1'))
      expect(output).toBeDefined()
      expect(contents(await treeOf(at('')))).toEqual(expected)
      await undoTool({ tool, input: arguments_, before, output: journaled(output ?? null) }, ports)
      expect(await treeOf(at(''))).toEqual(start)
      return !crashed
    })
    if (finished) break
    expect(step).toBeLessThan(40)
  }
})

test('killed while putting back from the trash, the deed can be finished', async () => {
  for (let step = 1; step < 10; step++) {
    await inWorld(async (at, files) => {
      const ports = portsOf(files)
      const start = await treeOf(at(''))
      const trashed = await doTool('file.trash', { path: at('a.txt') }, ports)
      const tool = toolNamed('file.untrash')
      const input = { path: at('a.txt'), name: (trashed.output as JsonObject)['name'] ?? null }
      const before = journaled((await tool.prepare?.(input, callOf(ports, null, 'run:9'))) ?? null)
      await tool.perform(input, callOf({ ...ports, files: crashingFiles(files, step) }, before, 'run:9')).catch((error: unknown) => expect(error).toBeInstanceOf(Crash))
      const found = await tool.check?.(input, callOf(ports, before, 'run:9'))
      const trash = Object.values(await treeOf(join(at(''), '../home'))).filter((what) => what !== 'folder')
      expect(found?.happened).toBe(same(await treeOf(at('')), start) && trash.length === 0)
      if (found?.happened !== true) await tool.perform(input, callOf(ports, before, 'run:9'))
      expect(await treeOf(at(''))).toEqual(start)
    })
  }
})

test('a move that was killed between its two halves is finished, not refused', async () => {
  await inWorld(async (at, files) => {
    const ports = portsOf(files)
    const input = { from: at('a.txt'), to: at('z.txt') }
    const tool = toolNamed('file.move')
    const before = journaled((await tool.prepare?.(input, callOf(ports, null))) ?? null)
    await link(at('a.txt'), at('z.txt'))
    expect(await tool.check?.(input, callOf(ports, before))).toEqual({ happened: false })
    await tool.perform(input, callOf(ports, before))
    expect(Object.keys(await treeOf(at('')))).toEqual(['b.txt', 'full/', 'full/in.txt', 'z.txt'])
  })
})

test('what can not be told is not guessed', async () => {
  await inWorld(async (at, files) => {
    const ports = portsOf(files)
    const input = { path: at('a.txt'), text: ' more' }
    const tool = toolNamed('file.append')
    const before = journaled((await tool.prepare?.(input, callOf(ports, null))) ?? null)
    await writeFile(at('a.txt'), 'hello mo')
    await expect(tool.check?.(input, callOf(ports, before))).rejects.toMatchObject({ code: 'changed' })
    await expect(tool.perform(input, callOf(ports, before))).rejects.toMatchObject({ code: 'changed' })
  })
})

async function inWorld<T>(use: (at: (path: string) => string, files: FileSystem) => Promise<T>): Promise<T> {
  const folder = await tempFolder()
  const at = (path: string): string => (path === '' ? join(folder.path, 'd') : join(folder.path, 'd', path))
  try {
    await mkdir(at('full'), { recursive: true })
    for (const [name, text] of [['a.txt', 'hello'], ['b.txt', 'hello'], ['full/in.txt', 'inside']] as const) {
      await writeFile(at(name), text)
      await setTime(at(name), 1_600_000_000_123)
    }
    return await use(at, nodeFiles({ bounds: [at('')], home: join(folder.path, 'home') }))
  } finally {
    await folder.remove()
  }
}

function contents(tree: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).map(([path, value]) => [path, value.split(' ')[0] ?? '']))
}

function same(a: Record<string, string>, b: Record<string, string>): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
