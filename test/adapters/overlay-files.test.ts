import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { overlayFiles } from '../../engine/adapters/overlay-files.ts'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { codeOf } from '../contracts/file-system.ts'
import { tempFolder, treeOf } from '../tools/world.ts'

type Operation = readonly [kind: string, path: string, other: string, text: string]

const path = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))
const operation: fc.Arbitrary<Operation> = fc.tuple(
  fc.constantFrom('write', 'replace', 'append', 'truncate', 'copy', 'move', 'move', 'makeFolder', 'removeFile', 'removeEmptyFolder'), path, path, fc.string({ maxLength: 5 }),
)

function apply(files: FileSystem, root: string, [kind, first, second, text]: Operation): Promise<string> {
  const [from, to, bytes] = [join(root, first), join(root, second), new TextEncoder().encode(text)]
  if (kind === 'write') return codeOf(files.write(from, bytes))
  if (kind === 'replace') return codeOf(files.write(from, bytes, { replace: true }))
  if (kind === 'append') return codeOf(files.append(from, bytes))
  if (kind === 'truncate') return codeOf(files.truncate(from, 2))
  if (kind === 'copy') return codeOf(files.copy(from, to))
  if (kind === 'move') return codeOf(files.move(from, to))
  if (kind === 'makeFolder') return codeOf(files.makeFolder(from))
  return codeOf(kind === 'removeFile' ? files.removeFile(from) : files.removeEmptyFolder(from))
}

/** What can be seen through the port: kinds, sizes and contents by path. */
async function seen(files: FileSystem, folder: string): Promise<Record<string, string>> {
  const tree: Record<string, string> = {}
  for (const facts of await files.list(folder)) {
    expect(await files.facts(facts.path)).toMatchObject({ kind: facts.kind, size: facts.size })
    if (facts.kind === 'folder') Object.assign(tree, { [facts.path.slice(folder.length)]: 'folder' }, prefixed(facts.path.slice(folder.length), await seen(files, facts.path)))
    else tree[facts.path.slice(folder.length)] = `${facts.size} ${new TextDecoder().decode(await files.read(facts.path))}`
  }
  return tree
}

function prefixed(prefix: string, tree: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [prefix + name, value]))
}

test('the same operations give the same tree and the same errors as on the disk, which stays untouched', async () => {
  const folder = await tempFolder()
  let round = 0
  await fc.assert(fc.asyncProperty(fc.array(operation, { maxLength: 8 }), fc.array(operation, { minLength: 1, maxLength: 20 }), async (before, operations) => {
    const [base, copy] = [join(folder.path, `base${++round}`), join(folder.path, `copy${round}`)]
    const real = nodeFiles()
    await real.makeFolder(base)
    for (const one of before) await apply(real, base, one)
    await cp(base, copy, { recursive: true, preserveTimestamps: true })
    const start = await treeOf(base)
    const overlay = overlayFiles(real)
    for (const one of operations) expect([one, await apply(overlay, base, one)]).toEqual([one, await apply(real, copy, one)])
    expect(await seen(overlay, base)).toEqual(await seen(real, copy))
    expect(await treeOf(base)).toEqual(start)
  }), { numRuns: 25 })
  await folder.remove()
})

test('content of the base is held by reference', async () => {
  const base = memoryFiles({ '/d/large': new Uint8Array(3_000_000).fill(7) })
  let read = 0
  const counted: FileSystem = { ...base, read: (at, range) => ((read += range?.length ?? Infinity), base.read(at, range)) }
  const overlay = overlayFiles(counted)
  await overlay.copy('/d/large', '/d/copy')
  await overlay.move('/d', '/e')
  await overlay.append('/e/copy', new Uint8Array([1]))
  expect(read).toBe(0)
  expect(await overlay.read('/e/copy', { offset: 2_999_999 })).toEqual(new Uint8Array([7, 1]))
  expect(read).toBe(1)
})

test('an overlay over an overlay sees both', async () => {
  const lower = overlayFiles(memoryFiles({ '/d/a': 'one' }))
  await lower.move('/d/a', '/d/b')
  const upper = overlayFiles(lower)
  await upper.move('/d', '/e')
  expect((await upper.list('/e')).map((facts) => facts.path)).toEqual(['/e/b'])
  expect((await lower.list('/d')).map((facts) => facts.path)).toEqual(['/d/b'])
})

test('paths with dots and relative paths are refused', async () => {
  const files = overlayFiles(memoryFiles({ '/d': {} }))
  for (const path of ['/d/../x', '/d/./x', 'x', '']) expect(await codeOf(files.write(path, new Uint8Array()))).toBe('bad-path')
})

test('names such as __proto__ are names', async () => {
  const files = memoryFiles(JSON.parse('{ "/d": { "__proto__": "x", "constructor": "y" } }') as { [name: string]: string })
  expect((await files.list('/d')).map((facts) => facts.name)).toEqual(['__proto__', 'constructor'])
  expect(new TextDecoder().decode(await files.read('/d/__proto__'))).toBe('x')
})
