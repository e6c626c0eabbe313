import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { doTool, portsOf, toolbox, undoTool } from './tool-world.ts'
import { tempFolder } from './world.ts'

test('every reversible tool can be undone, or says in its definition why not', () => {
  const without = toolbox.all().filter((tool) => tool.class === 'reversible' && tool.undo === undefined).map((tool) => tool.name)
  expect(without).toEqual(['git.uncommit', 'notify.show', 'speech.say'])
})

test('what was changed since is not undone over', async () => {
  const folder = await tempFolder()
  const ports = portsOf(nodeFiles())
  const path = join(folder.path, 'a.txt')
  const done = await doTool('file.write', { path, text: 'one' }, ports)
  await writeFile(path, 'precious')
  await expect(undoTool(done, ports)).rejects.toMatchObject({ code: 'changed' })
  const copied = await doTool('file.copy', { from: path, to: join(folder.path, 'b.txt') }, ports)
  await writeFile(join(folder.path, 'b.txt'), 'Precious')
  await expect(undoTool(copied, ports)).rejects.toMatchObject({ code: 'differs' })
  const added = await doTool('file.append', { path, text: '!' }, ports)
  await writeFile(path, 'precious!!')
  await expect(undoTool(added, ports)).rejects.toMatchObject({ code: 'changed' })
  await folder.remove()
})

test('memory is undone to what was remembered', async () => {
  const ports = portsOf(nodeFiles())
  const first = await doTool('memory.set', { key: 'a', value: 1 }, ports)
  const second = await doTool('memory.set', { key: 'a', value: { b: [2] } }, ports)
  const third = await doTool('memory.forget', { key: 'a' }, ports)
  expect((await doTool('memory.get', { key: 'a' }, ports)).output).toEqual({ found: false, value: null })
  await undoTool(third, ports)
  expect((await doTool('memory.get', { key: 'a' }, ports)).output).toEqual({ found: true, value: { b: [2] } })
  await undoTool(second, ports)
  expect((await doTool('memory.get', { key: 'a' }, ports)).output).toEqual({ found: true, value: 1 })
  await undoTool(first, ports)
  expect((await doTool('memory.get', { key: 'a' }, ports)).output).toEqual({ found: false, value: null })
})
