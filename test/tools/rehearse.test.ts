import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boundedFiles } from '../../engine/adapters/bounded-files.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { overlayFiles } from '../../engine/adapters/overlay-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { FileSystem } from '../../engine/terms/ports.ts'
import { doTool, portsOf, undoTool } from './tool-world.ts'
import { tempFolder, treeOf } from './world.ts'

const overlays: readonly [name: string, make: (bounds: readonly string[], home: string) => FileSystem][] = [
  ['an overlay over bounded files', (bounds, home) => overlayFiles(nodeFiles({ bounds, home }))],
  ['a bounded overlay', (bounds, home) => boundedFiles(overlayFiles(nodeFiles({ home })), bounds)],
]

test.each(overlays)('a whole rehearsal on %s sees its own changes, can be undone, and leaves the disk alone', async (_name, make) => {
  const folder = await tempFolder()
  const at = (path: string): string => join(folder.path, 'd', path)
  await mkdir(at('full'), { recursive: true })
  await writeFile(at('a.txt'), 'hello')
  await writeFile(at('full/in.txt'), 'inside')
  const start = await treeOf(folder.path)
  const ports = portsOf(make([at('')], join(folder.path, 'home')))
  const deeds: readonly [string, JsonObject][] = [
    ['file.write', { path: at('new/deep/x.txt'), text: 'x' }],
    ['file.append', { path: at('new/deep/x.txt'), text: 'y' }],
    ['file.copy', { from: at('a.txt'), to: at('copies/a.txt') }],
    ['file.move', { from: at('full'), to: at('moved/full') }],
    ['file.rename', { path: at('moved/full/in.txt'), name: 'out.txt' }],
    ['file.write', { path: at('a.txt'), text: 'other', replace: true }],
    ['file.trash', { path: at('moved/full/out.txt') }],
    ['file.make_folder', { path: at('some/where') }],
  ]
  const done = []
  for (const [name, input] of deeds) done.push(await doTool(name, input, ports))
  const seen = (await doTool('file.list', { folder: at(''), depth: 9 }, ports)).output as { files: { path: string; size: number }[] }
  expect(seen.files.map((file) => [file.path, file.size])).toEqual([[at('a.txt'), 5], [at('copies/a.txt'), 5], [at('new/deep/x.txt'), 2]])
  for (const deed of done.reverse()) await undoTool(deed, ports)
  const after = (await doTool('file.list', { folder: at(''), depth: 9 }, ports)).output as { files: { path: string }[]; folders: { path: string }[] }
  expect([after.files.map((file) => file.path), after.folders.map((one) => one.path)]).toEqual([[at('a.txt'), at('full/in.txt')], [at('full')]])
  expect(await treeOf(folder.path)).toEqual(start)
  await folder.remove()
})
