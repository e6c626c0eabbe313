import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import { CleanTable, mostCleaned } from '../../engine/tools/builtin/data/clean-table.ts'
import { doTool, portsOf, undoTool } from './tool-world.ts'
import { tempFolder, treeOf } from './world.ts'

async function place() {
  const folder = await tempFolder()
  return { at: (name: string) => join(folder.path, name), ports: portsOf(nodeFiles({ bounds: [folder.path] })), tree: () => treeOf(folder.path), remove: folder.remove }
}

test('a table is cleaned, and what was wrong is told with its line, in order', async () => {
  const { at, ports, tree, remove } = await place()
  writeFileSync(at('a.csv'), ' name ,city\nAnn, Bern \nAnn,Bern\n\n,\nBob\n,Rome\n=1+1,"x\ny"\n"open,z\n')
  const before = await tree()
  const clean = await doTool('data.clean_csv', { from: at('a.csv'), path: at('new/clean.csv'), needed: ['name'] }, ports)
  expect(readFileSync(at('new/clean.csv'), 'utf8')).toBe('name,city\r\nAnn,Bern\r\n\'=1+1,"x\ny"\r\n')
  expect(clean.output).toMatchObject({ rows: 2, set_aside: 3, empty: 2, repeated: 1, trimmed: 1, formulas: 1 })
  const wrong = await doTool('data.clean_csv', { from: at('a.csv'), path: at('wrong.csv'), write: 'wrong', needed: ['name'] }, ports)
  expect(readFileSync(at('wrong.csv'), 'utf8').split('\r\n').slice(0, -1)).toEqual([
    'where,what,text',
    'line 1,"Column 1, "" name "", is called ""name"".",',
    'line 2,Spaces around a cell were taken away.,"Ann, Bern "',
    'line 3,Left out: an earlier row says the same.,"Ann,Bern"',
    'line 5,Left out: every cell is empty.,',
    'line 6,"Set aside: The row has 1 cells, but there are 2 columns.",Bob',
    'line 7,Set aside: Nothing in name.,",Rome"',
    'line 10,"Set aside: The row has 1 cells, but there are 2 columns.","""open,z"',
  ])
  expect((wrong.output as { readonly source: string }).source).toBe((clean.output as { readonly source: string }).source)
  await undoTool(wrong, ports)
  await undoTool(clean, ports)
  expect(await tree()).toEqual(before)
  await expect(doTool('data.clean_csv', { from: at('a.csv'), path: at('b.csv'), needed: ['mail'] }, ports)).rejects.toMatchObject({ code: 'unknown-column' })
  await expect(doTool('data.clean_csv', { from: at('a.csv'), path: at('a.csv') }, ports)).rejects.toMatchObject({ code: 'exists' })
  await remove()
})

test('a table of a million rows is cleaned in bounded memory, a longer or larger one refused', async () => {
  const { at, ports, tree, remove } = await place()
  writeFileSync(at('a.csv'), `id,name\n${Array.from({ length: mostCleaned }, (_, index) => (index % 1000 === 999 ? '0,"A 0 "\n' : `${index},A ${index}\n`)).join('')}`)
  const before = process.memoryUsage().rss
  const { output } = await doTool('data.clean_csv', { from: at('a.csv'), path: at('b.csv') }, ports)
  expect(output).toMatchObject({ rows: mostCleaned - 1000, repeated: 1000 })
  expect(process.memoryUsage().rss - before).toBeLessThan(700_000_000)
  truncateSync(at('a.csv'), 100_000_001)
  await expect(doTool('data.clean_csv', { from: at('a.csv'), path: at('c.csv') }, ports)).rejects.toMatchObject({ code: 'too-large' })
  expect(Object.keys(await tree())).toEqual(['a.csv', 'b.csv'])
  await remove()
  const table = new CleanTable(Papa, 'clean', [])
  const row = { cells: ['a'], line: 1, raw: 'a', broken: undefined, note: undefined }
  for (let index = 0; index <= mostCleaned; index++) table.take(row)
  expect(() => table.take(row)).toThrow('The table has more than 1000000 rows.')
}, 60_000)
