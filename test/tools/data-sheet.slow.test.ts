import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { bytesSource, openZip } from '../../engine/tools/builtin/archive/open-zip.ts'
import { zipBytesOf } from '../../engine/tools/builtin/archive/zip-bytes.ts'
import { corpus } from '../helpers/corpora.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { doTool, portsOf } from './tool-world.ts'

async function around(rows: readonly JsonObject[], more: JsonObject = {}): Promise<{ readonly answer: JsonObject; readonly bytes: Uint8Array }> {
  const ports = portsOf(memoryFiles({ '/d': {} }))
  await doTool('data.write_sheet', { path: '/d/a.xlsx', rows, ...more }, ports)
  return { answer: (await doTool('data.read_sheet', { path: '/d/a.xlsx' }, ports)).output as JsonObject, bytes: await ports.files.read('/d/a.xlsx') }
}

async function read(bytes: Uint8Array, input: JsonObject = {}): Promise<JsonObject> {
  return (await doTool('data.read_sheet', { path: '/d/a.xlsx', ...input }, portsOf(memoryFiles({ '/d/a.xlsx': bytes })))).output as JsonObject
}

/** Gives a workbook of our own with one of its parts changed. */
async function changed(part: RegExp, change: (text: string) => string): Promise<Uint8Array> {
  const { bytes } = await around([{ a: 'x', b: 1 }])
  const { items } = await openZip(bytesSource(bytes))
  const parts = await Promise.all(items.map(async (item) => {
    const content = await item.read(new AbortController().signal)
    return { name: item.name, bytes: part.test(item.name) ? new TextEncoder().encode(change(new TextDecoder().decode(content))) : content }
  }))
  return zipBytesOf(parts, { level: 6 })
}

test('a sheet keeps texts, numbers and truth values, and gives the same bytes each time', async () => {
  const rows = [{ id: 1, text: 'Ünï 中文 😀', half: 0.5, yes: true, none: null }, { id: -2e-10, text: '007', half: 1e21, yes: false, none: null }]
  const first = await around(rows, { sheet: 'Übersicht & <Co>' })
  expect(first.answer).toMatchObject({ sheet: 'Übersicht & <Co>', sheets: ['Übersicht & <Co>'], columns: ['id', 'text', 'half', 'yes', 'none'], rows, count: 2, renamed: [], truncated: false })
  expect((await around(rows, { sheet: 'Übersicht & <Co>' })).bytes).toEqual(first.bytes)
})

test('any text is a text in a sheet and comes back as it was', async () => {
  const strings = (JSON.parse(corpus('naughty-strings/blns.json')) as string[]).filter((text) => text !== '' && !/[\ud800-\udfff]/u.test(text))
  const rows = [...strings, '=1+1', '_x0041_', '_x005F_', '__proto__', 'toString', 'a\0b', '<c r="XFD900000">', 'tab\tline\nreturn\r', ' spaces ', '\ufffe', '\ufffd', '\u{1fffe}x', '\u{10ffff}', '2026-06-01', 'x'.repeat(32_000)].map((text) => ({ text }))
  expect((await around(rows)).answer['rows']).toEqual(rows)
})

test('what a sheet can not hold is refused', async () => {
  const write = (input: JsonObject) => doTool('data.write_sheet', { path: '/d/a.xlsx', rows: [{ a: 1 }], ...input }, portsOf(memoryFiles({ '/d': {} })))
  await expect(write({ rows: [{ a: 'x'.repeat(40_000) }] })).rejects.toMatchObject({ code: 'bad-value' })
  await expect(write({ sheet: 'a/b' })).rejects.toMatchObject({ code: 'bad-value' })
  await expect(write({ rows: [{ a: '\ud800' }] })).rejects.toMatchObject({ code: 'not-text' })
})

test('a sheet is chosen by name, and rows at the top can be left out', async () => {
  const { bytes } = await around([{ title: 'Report', b: null }, { title: 'name', b: 'n' }, { title: 'x', b: 1 }])
  expect(await read(bytes, { skip: 2 })).toMatchObject({ columns: ['name', 'n'], rows: [{ name: 'x', n: 1 }] })
  expect(await read(bytes, { header: false, limit: 1 })).toMatchObject({ columns: ['column_1', 'column_2'], count: 1, truncated: true })
  await expect(read(bytes, { sheet: 'No' })).rejects.toMatchObject({ code: 'unknown-sheet' })
})

test.each<[what: string, text: string]>([
  ['a cell far out', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'],
  ['a cell beyond all', '<row r="99999999999"><c r="AAAAAAAAAA99999999999"><v>1</v></c></row>'],
  ['a far cell in other quotes', "<row r='2'><c  r = 'XFD900000'><v>1</v></c></row>"],
  ['a far cell behind a ">" in quotes', '<row r="3"><c t=">" r="XFD900000"><v>1</v></c></row>'],
  ['a far cell without space before it', '<row r="3"><c t="n"r="XFD900000"><v>1</v></c></row>'],
  ['an address of other signs', '<row r="3"><c r="\uffff3"><v>1</v></c></row>'],
  ['an address with an exponent', '<row r="3"><c r="A9e5"><v>1</v></c></row>'],
  ['very many rows without a number beside a far column', `<row r="3"><c r="XFD3"><v>1</v></c></row>${'<row/>'.repeat(1_000)}`],
  ['a far cell written with numbers', '<row r="2"><c r="&#88;FD1048576"><v>1</v></c></row>'],
])('a spreadsheet with %s is refused at once', async (_what, text) => {
  const started = performance.now()
  await expect(read(await changed(/sheet1\.xml$/, (sheet) => sheet.replace('</sheetData>', `${text}</sheetData>`)))).rejects.toMatchObject({ code: expect.stringMatching(/^(?:too-many|bad-sheet)$/) as string })
  expect(performance.now() - started).toBeLessThan(3_000)
})

test('a dimension that lies makes no difference', async () => {
  expect(await read(await changed(/sheet1\.xml$/, (sheet) => sheet.replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>')))).toMatchObject({ rows: [{ a: 'x', b: 1 }] })
})

test('a document type, a bomb and what is no spreadsheet are refused', async () => {
  await expect(read(await changed(/sheet1\.xml$/, (sheet) => sheet.replace(/^(<\?xml[^>]*>)?/, '$1<!DOCTYPE x [<!ENTITY a "b">]>')))).rejects.toMatchObject({ code: 'bad-sheet' })
  await expect(read(await changed(/styles\.xml$/, (text) => text + ' '.repeat(135_000_000)))).rejects.toMatchObject({ code: 'too-large' })
  await expect(read(new TextEncoder().encode('a,b\n1,2\n'))).rejects.toMatchObject({ code: 'bad-sheet' })
  await expect(read(new Uint8Array())).rejects.toMatchObject({ code: 'bad-sheet' })
  await expect(read(await zipBytesOf([{ name: 'a.txt', bytes: new Uint8Array(3) }], { level: 0 }))).rejects.toMatchObject({ code: 'bad-sheet' })
})

test('a date is given as text', async () => {
  const styled = await changed(/styles\.xml$/, (text) => text.replace(/<cellXfs[\s\S]*<\/cellXfs>/, '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'))
  const { items } = await openZip(bytesSource(styled))
  const parts = await Promise.all(items.map(async (item) => {
    const text = new TextDecoder().decode(await item.read(new AbortController().signal))
    const dated = text.replace('</sheetData>', '<row r="3"><c r="A3" s="1"><v>46174</v></c><c r="B3" s="1"><v>46174.5</v></c></row></sheetData>')
    return { name: item.name, bytes: new TextEncoder().encode(item.name.endsWith('sheet1.xml') ? dated : text) }
  }))
  expect((await read(await zipBytesOf(parts, { level: 6 })))['rows']).toContainEqual({ a: '2026-06-01', b: '2026-06-01T12:00:00.000Z' })
})

test('other programs read what is written', async (context) => {
  const folder = temporaryFolder()
  const { bytes } = await around([{ a: 'x <&>', b: 1.5 }])
  writeFileSync(join(folder, 'a.xlsx'), bytes)
  let found: string
  try {
    found = execFileSync('python3', ['-c', "import sys,zipfile,xml.dom.minidom as m\nz=zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n[m.parseString(z.read(n)) for n in z.namelist()]\nprint(len(z.namelist()))", join(folder, 'a.xlsx')], { encoding: 'utf8' })
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return context.skip('python3 is not on this machine')
    throw error
  }
  expect(Number(found)).toBeGreaterThan(4)
})

test('a table of 100,000 rows is read and written in a few seconds', async () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => ({ id: String(index), name: `name "${index}"`, note: 'a;b,c\nd' }))
  const ports = portsOf(memoryFiles({ '/d': {} }))
  await doTool('data.write_csv', { path: '/d/a.csv', rows }, ports)
  const { rows: back, broken } = (await doTool('data.read_csv', { path: '/d/a.csv' }, ports)).output as { rows: unknown; broken: unknown }
  expect([broken, JSON.stringify(back) === JSON.stringify(rows)]).toEqual([[], true])
})
