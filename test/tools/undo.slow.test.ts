import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import { doTool, portsOf, undoTool } from './tool-world.ts'
import { setTime, tempFolder, treeOf } from './world.ts'
import { anyText } from '../helpers/any-text.ts'

const names = ['a', 'b.txt', '-rf', 'new\nline', '\u00e9', 'e\u0301', ' ', '*', '.hidden', "it's", '\u202egpj.exe', 'A']
const name = fc.constantFrom(...names)
const somewhere = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
const text = fc.oneof(anyText(20).map((value) => value.replace(/[\uD800-\uDFFF]/gu, '?')), fc.constantFrom('', 'hello', '\uFEFFmark', 'line\r\n'))
const world = fc.array(fc.tuple(somewhere, text), { minLength: 1, maxLength: 5 })

/** What each tool that can be undone may be asked to do; paths are below the folder of the test. */
const inputs: Record<string, (path: string, other: string, content: string) => JsonObject> = {
  'file.write': (path, _other, content) => ({ path, text: content }),
  'file.write replace': (path, _other, content) => ({ path, text: content, replace: true }),
  'file.append': (path, _other, content) => ({ path, text: `${content}!` }),
  'file.copy': (from, to) => ({ from, to }),
  'file.move': (from, to) => ({ from, to }),
  'file.rename': (path, other) => ({ path, name: other.split('/').at(-1) ?? '' }),
  'file.trash': (path) => ({ path }),
  'file.make_folder': (path) => ({ path }),
  'file.remove_empty': (path) => ({ path }),
}

test.each(Object.keys(inputs))('doing and undoing %s leaves the world as it was, and a failure changes nothing', async (which) => {
  const tool = which.split(' ')[0] ?? ''
  const input = inputs[which] as (typeof inputs)[string]
  let succeeded = 0
  await fc.assert(fc.asyncProperty(world, somewhere, fc.nat(), text, fc.boolean(), async (files, target, pick, content, onFolder) => {
    const folder = await tempFolder()
    try {
      await build(join(folder.path, 'd'), files)
      const home = join(folder.path, 'home')
      const ports = portsOf(nodeFiles({ bounds: [join(folder.path, 'd')], home }))
      const start = await treeOf(join(folder.path, 'd'))
      const there = Object.keys(start)
      const chosen = (onFolder ? undefined : there[pick % there.length]?.replace(/\/$/, '')) ?? target
      const before = await attempt(() => doTool(tool, input(join(folder.path, 'd', chosen), join(folder.path, 'd', target), content), ports))
      if (before === undefined) {
        expect(await treeOf(join(folder.path, 'd'))).toEqual(start)
        return
      }
      succeeded++
      const done = await treeOf(join(folder.path, 'd'))
      const undone = await undoTool(before, ports)
      expect(await treeOf(join(folder.path, 'd'))).toEqual(start)
      if (undone === undefined) return
      const again = await undoTool(undone, ports)
      if (again === undefined) return
      expect(contents(await treeOf(join(folder.path, 'd')))).toEqual(contents(done))
      await undoTool(again, ports)
      expect(contents(await treeOf(join(folder.path, 'd')))).toEqual(contents(start))
    } finally {
      await folder.remove()
    }
  }), { numRuns: 40 })
  if (tool !== 'file.remove_empty') expect(succeeded).toBeGreaterThan(3)
})

async function build(folder: string, files: readonly (readonly [string, string])[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [index, [path, content]] of files.entries()) {
    const at = join(folder, path)
    try {
      await mkdir(dirname(at), { recursive: true })
      await writeFile(at, content, { flag: 'wx' })
      await setTime(at, 1_600_000_000_000 + index * 1001)
    } catch {
      continue
    }
  }
}

async function attempt<T>(deed: () => Promise<T>): Promise<T | undefined> {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof ToolError) return undefined
    throw error
  }
}

function contents(tree: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).map(([path, value]) => [path, value.split(' ')[0] ?? '']))
}
