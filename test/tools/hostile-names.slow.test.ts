import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { ToolError } from '../../engine/terms/tool.ts'
import { corpus } from '../helpers/corpora.ts'
import { doTool, portsOf, toolNamed, undoTool } from './tool-world.ts'
import { tempFolder, treeOf } from './world.ts'

const strings = [...(JSON.parse(corpus('naughty-strings/blns.json')) as string[]), '..', '../up', 'a/../../up', '/etc/passwd', '-rf', 'a\nb', 'e\u0301', '\u00e9', 'nul\0l', '\uD800', 'x'.repeat(300)]

test('a hostile name is written inside the folder or refused with a declared error, and undone', async () => {
  const folder = await tempFolder()
  const root = join(folder.path, 'd')
  await mkdir(root)
  const files = nodeFiles({ bounds: [root], home: join(folder.path, 'home') })
  const ports = portsOf(files)
  let written = 0
  for (const name of strings) {
    try {
      const path = await files.canonical(`${root}/${name}`)
      const done = await doTool('file.write', { path, text: name.replace(/[\uD800-\uDFFF]/gu, '') }, ports)
      const renamed = await doTool('file.rename', { path, name: 'plain' }, ports)
      expect(Object.keys(await treeOf(folder.path)).filter((found) => !found.startsWith('d/'))).toEqual([])
      await undoTool(renamed, ports)
      await undoTool(done, ports)
      written++
    } catch (error) {
      expect(error).toBeInstanceOf(ToolError)
      expect(Object.keys(toolNamed('file.write').errors)).toContain((error as ToolError).code)
    }
    expect([name, await treeOf(folder.path)]).toEqual([name, { 'd/': 'folder' }])
  }
  expect(written).toBeGreaterThan(350)
  await folder.remove()
})

test('a hostile new name never leads out of the folder', async () => {
  const folder = await tempFolder()
  const files = nodeFiles({ bounds: [folder.path] })
  const ports = portsOf(files)
  await files.write(join(folder.path, 'plain'), new Uint8Array())
  const start = await treeOf(folder.path)
  for (const name of strings.filter((one) => one !== '' && one.length <= 255)) {
    try {
      const renamed = await doTool('file.rename', { path: join(folder.path, 'plain'), name }, ports)
      expect(Object.keys(await treeOf(folder.path))).toEqual([name])
      await undoTool(renamed, ports)
    } catch (error) {
      expect(error).toBeInstanceOf(ToolError)
      expect(Object.keys(toolNamed('file.rename').errors)).toContain((error as ToolError).code)
    }
    expect(await treeOf(folder.path)).toEqual(start)
  }
  await folder.remove()
})
