import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoryFiles } from '../../engine/adapters/memory-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import { anyText } from '../helpers/any-text.ts'
import { corpus } from '../helpers/corpora.ts'
import { doTool, portsOf } from './tool-world.ts'

interface Read {
  readonly columns: readonly string[]
  readonly rows: readonly JsonObject[]
  readonly count: number
  readonly broken: readonly { readonly line: number; readonly reason: string; readonly text: string }[]
  readonly broken_count: number
  readonly notes: readonly { readonly line: number; readonly note: string }[]
  readonly blank: number
  readonly delimiter: string
  readonly encoding: string
  readonly encoding_certain: boolean
  readonly truncated: boolean
}

async function read(content: string | Uint8Array, input: JsonObject = {}): Promise<Read> {
  return (await doTool('data.read_csv', { path: '/d/a.csv', ...input }, portsOf(memoryFiles({ '/d/a.csv': content })))).output as unknown as Read
}

/** The cells in order of the columns. */
function cells({ columns, rows }: Read): unknown {
  return rows.map((row) => columns.map((name) => row[name]))
}

function utf16(text: string, little: boolean, mark = true): Uint8Array {
  const bytes = new Uint8Array((text.length + (mark ? 1 : 0)) * 2)
  const view = new DataView(bytes.buffer)
  for (const [index, code] of [...(mark ? [0xfeff] : []), ...text.split('').map((sign) => sign.charCodeAt(0))].entries()) view.setUint16(index * 2, code, little)
  return bytes
}

test.each<[what: string, text: string, columns: readonly string[], rows: unknown]>([
  ['plain rows', 'a,b\r\n1,2\r\n3,4\r\n', ['a', 'b'], [['1', '2'], ['3', '4']]],
  ['no line end at the end', 'a,b\n1,2', ['a', 'b'], [['1', '2']]],
  ['quoted cells with commas, quotes and line ends', 'a,b\r\n"x, ""y""","1\r\n2"\r\n', ['a', 'b'], [['x, "y"', '1\r\n2']]],
  ['empty cells, quoted and not', 'a,b,c\n,"",x\n', ['a', 'b', 'c'], [['', '', 'x']]],
  ['spaces, which belong to the cell', 'a,b\n x , y\n', ['a', 'b'], [[' x ', ' y']]],
  ['CR alone', 'a,b\r1,2\r3,4', ['a', 'b'], [['1', '2'], ['3', '4']]],
  ['CR alone around a quoted LF', 'a,b\r"1\n2",3\r4,5', ['a', 'b'], [['1\n2', '3'], ['4', '5']]],
  ['LF and CR LF mixed', 'a,b\n1,2\r\n3,"4"\r\n5,6\n', ['a', 'b'], [['1', '2'], ['3', '4'], ['5', '6']]],
  ['CR LF around a quoted LF', 'a,b\r\n"1\n2",3\r\n', ['a', 'b'], [['1\n2', '3']]],
  ['a quoted CR LF at the end of a mixed row', 'a,b\n1,"x\r"\r\n2,y\r\n', ['a', 'b'], [['1', 'x\r'], ['2', 'y']]],
  ['semicolons with decimal commas', 'a;b\r\n1,5;2,5\r\n3,5;4,5\r\n', ['a', 'b'], [['1,5', '2,5'], ['3,5', '4,5']]],
  ['tabs', 'a\tb\n1,2\t3\n', ['a', 'b'], [['1,2', '3']]],
  ['bars', 'a|b|c\n1|2|3\n', ['a', 'b', 'c'], [['1', '2', '3']]],
  ['a delimiter told in the first line', 'sep=;\r\na;b\r\n1,2;3\r\n', ['a', 'b'], [['1,2', '3']]],
  ['one column', 'name\nx\ny\n', ['name'], [['x'], ['y']]],
  ['a quote in the middle of a plain cell', 'a,b\n5" pipe,x\n', ['a', 'b'], [['5" pipe', 'x']]],
  ['a byte order mark', '\ufeffa,b\n1,2\n', ['a', 'b'], [['1', '2']]],
  ['a header only', 'a,b\n', ['a', 'b'], []],
  ['nothing', '', [], []],
])('reads %s', async (_what, text, columns, rows) => {
  const table = await read(text)
  expect([table.columns, cells(table), table.broken]).toEqual([columns, rows, []])
})

test('a row that does not fit is set aside with its line, and the others are read', async () => {
  const table = await read('a,b\n1,2\n3\n4,5,6\n\n"x\ny",7\n8,9\n')
  expect(cells(table)).toEqual([['1', '2'], ['x\ny', '7'], ['8', '9']])
  expect(table.broken).toEqual([
    { line: 3, reason: 'The row has 1 cells, but there are 2 columns.', text: '3' },
    { line: 4, reason: 'The row has 3 cells, but there are 2 columns.', text: '4,5,6' },
  ])
  expect(table.blank).toBe(1)
  const filled = await read('a,b\n1,2\n3\n4,5,6\n', { ragged: 'fill' })
  expect([cells(filled), filled.broken.map(({ line }) => line), filled.notes.map(({ line }) => line)]).toEqual([[['1', '2'], ['3', '']], [4], [3]])
})

test('a quote that is never closed costs its line, not the rest of the file', async () => {
  const table = await read('a,b\n1,"never\n2,"fine"\n3,4\n"5"x,6\n7,8\n')
  expect(cells(table)).toEqual([['2', 'fine'], ['3', '4'], ['7', '8']])
  expect(table.broken.map(({ line, text }) => [line, text])).toEqual([[2, '1,"never'], [5, '"5"x,6']])
  const inner = await read('a,b\n"5" pipe",x\n')
  expect([cells(inner), inner.notes.map(({ line }) => line)]).toEqual([[['5" pipe', 'x']], [2]])
})

test('columns without a name, of one name, or of a name that reaches a prototype are renamed and told', async () => {
  const table = await read('a,,a,__proto__,constructor, b \n1,2,3,4,5,6\n')
  expect(table.columns).toEqual(['a', 'column_2', 'a_2', 'column_4', 'constructor', 'b'])
  expect(table.notes).toHaveLength(4)
  expect(cells(table)).toEqual([['1', '2', '3', '4', '5', '6']])
  expect((await read('a,a_2,a\n')).columns).toEqual(['a', 'a_2', 'a_3'])
})

test('cells stay text unless a type is asked for, and then what does not fit is set aside', async () => {
  const text = 'id,amount,ok\n007,"1,234.50",yes\n12345678901234567890,2,no\n8,abc,no\n9,3,perhaps\n10,,\n'
  expect(cells(await read(text))).toContainEqual(['007', '1,234.50', 'yes'])
  const typed = await read(text, { types: { id: 'number', amount: 'number', ok: 'boolean' } })
  expect(cells(typed)).toEqual([[7, 1234.5, true], [10, null, null]])
  expect(typed.broken.map(({ line, reason }) => [line, reason.split(' ')[0]])).toEqual([[3, '"12345678901234567890"'], [4, '"abc"'], [5, '"perhaps"']])
  expect(cells(await read('n;m\n1.234,5;x\n-2;y\n', { types: { n: 'number' }, decimal: ',' }))).toEqual([[1234.5, 'x'], [-2, 'y']])
  await expect(read(text, { types: { price: 'number' } })).rejects.toMatchObject({ code: 'unknown-column' })
})

test.each<[what: string, bytes: Uint8Array, encoding: string, certain: boolean]>([
  ['UTF-16 little-endian with a mark', utf16('名,b\n中,é\n', true), 'utf-16le', true],
  ['UTF-16 big-endian with a mark', utf16('名,b\n中,é\n', false), 'utf-16be', true],
  ['UTF-8', new TextEncoder().encode('名,b\n中,é\n'), 'utf-8', true],
])('%s is known', async (_what, bytes, encoding, certain) => {
  const table = await read(bytes)
  expect([table.encoding, table.encoding_certain, table.columns, cells(table)]).toEqual([encoding, certain, ['名', 'b'], [['中', 'é']]])
})

test('an encoding without a mark is found by its look, and that is told', async () => {
  const wide = await read(utf16('name,city\nAda,London\n', true, false))
  expect([wide.encoding, wide.encoding_certain, cells(wide)]).toEqual(['utf-16le', false, [['Ada', 'London']]])
  const latin = await read(new Uint8Array([...'n,c\n'].map((s) => s.charCodeAt(0)).concat([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x2c, 0xe9, 0x6c, 0xe8, 0x76, 0x65, 10])))
  expect([latin.encoding, latin.encoding_certain, cells(latin)]).toEqual(['windows-1252', false, [['Müller', 'élève']]])
  const chinese = await read(new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x62, 10, 0xd6, 0xd0, 0xb9, 0xfa, 0x2c, 0x31, 10]))
  expect([chinese.encoding, chinese.encoding_certain, chinese.columns, cells(chinese)]).toEqual(['gb18030', false, ['姓名', 'b'], [['中国', '1']]])
  const damaged = await read(new Uint8Array([...new TextEncoder().encode('n,c\n中文中文中文,x\n'), 0xff, 0x2c, 0x79, 10]))
  expect([damaged.encoding, damaged.notes.map(({ line }) => line)]).toEqual(['utf-8', [3]])
  await expect(read(new Uint8Array([1, 2, 0, 0xff, 0xfe, 0x80, 0]))).rejects.toMatchObject({ code: 'not-text' })
  await expect(read(new Uint8Array([0xe9]), { encoding: 'utf-8' })).rejects.toMatchObject({ code: 'not-text' })
  expect((await read(new Uint8Array([0x82, 0xa0, 10]), { encoding: 'shift_jis' })).columns).toEqual(['あ'])
})

test('a cell with NUL is kept and told', async () => {
  const table = await read('a,b\nx\0y,1\n')
  expect([cells(table), table.notes]).toEqual([[['x\0y', '1']], [{ line: 2, note: 'A cell holds the character NUL.' }]])
})

test('skip and limit give a part, and say that there is more', async () => {
  const text = `n\n${Array.from({ length: 10 }, (_, index) => index).join('\n')}\n`
  const part = await read(text, { skip: 3, limit: 2 })
  expect([cells(part), part.count, part.truncated]).toEqual([[['3'], ['4']], 2, true])
  expect((await read(text, { limit: 10 })).truncated).toBe(false)
  expect(cells(await read('1,2\n3,4\n', { header: false }))).toEqual([['1', '2'], ['3', '4']])
})

test('a row that is too long, too wide or not there is an error or set aside, in little time', async () => {
  const started = performance.now()
  const long = await read(`a,b\n"${'x'.repeat(1_100_000)}\n1,2\n`)
  expect([cells(long), long.broken.map(({ line }) => line)]).toEqual([[['1', '2']], [2]])
  await expect(read(`${','.repeat(3000)}\n`)).rejects.toMatchObject({ code: 'too-many' })
  await expect(read('x'.repeat(32_000_001))).rejects.toMatchObject({ code: 'too-large' })
  const quotes = await read(`a,b\n${'"a\n'.repeat(5_000)}`)
  expect([quotes.broken_count, quotes.broken.length]).toEqual([5_000, 1_000])
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('every cell that is written is read back, whatever it holds', async () => {
  const strings = JSON.parse(corpus('naughty-strings/blns.json')) as string[]
  const rows = strings.filter((text) => !/[\ud800-\udfff]/u.test(text)).map((text, index) => ({ id: String(index), text, last: text }))
  const ports = portsOf(memoryFiles({ '/d': {} }))
  await doTool('data.write_csv', { path: '/d/a.csv', rows, safe: false }, ports)
  const table = (await doTool('data.read_csv', { path: '/d/a.csv', delimiter: ',' }, ports)).output as unknown as Read
  expect([table.rows, table.broken, table.columns]).toEqual([rows, [], ['id', 'text', 'last']])
})

test('writing and reading give the same table for any cells', async () => {
  const cell = fc.oneof(anyText(8).map((text) => text.replace(/[\ud800-\udfff]/gu, '?')), fc.stringMatching(/^[",;\t|\r\n =+a-]{0,6}$/))
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 })), fc.constantFrom(',', ';', '\t', '|'), fc.boolean(), async (table, delimiter, mark) => {
    const width = table[0]?.length ?? 1
    const columns = Array.from({ length: width }, (_, index) => `c${index}`)
    const rows = table.map((line) => Object.fromEntries(columns.map((name, index) => [name, line[index] ?? ''])))
    const ports = portsOf(memoryFiles({ '/d': {} }))
    await doTool('data.write_csv', { path: '/d/a.csv', rows, columns, delimiter, mark, safe: false }, ports)
    const back = (await doTool('data.read_csv', { path: '/d/a.csv', delimiter, encoding: 'utf-8' }, ports)).output as unknown as Read
    expect([back.columns, back.rows, back.broken]).toEqual([columns, rows, []])
  }), { numRuns: 15 })
})

test('no row is lost: whatever the text, each line is in a row, set aside, or blank', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.stringMatching(/^[ab",\r]{0,6}$/), { maxLength: 8 }), async (lines) => {
    const table = await read(`h,i\n${lines.join('\n')}`, { delimiter: ',', ragged: 'fill' })
    const seen = JSON.stringify([table.rows, table.broken])
    const letters = (text: string): number => text.replace(/[^ab]/g, '').length
    expect(letters(seen.replace(/"(?:reason|broken|line|text|h|i)":/g, '').replace(/"(?:The row|A quote|Too many)[^"]*"/g, ''))).toBe(letters(lines.join('')))
  }), { numRuns: 200 })
})

test('what a spreadsheet would run as a formula is written as text, and signed numbers are left alone', async () => {
  const formulas = ['=1+1', '@SUM(A1)', '+cmd|x', '-2+3+cmd', '\t=1', ' =1', '=HYPERLINK("http://x")', '\uff1d1']
  const harmless = ['-5', '+49 171 555-01', '1=2', 'a@b', '-', '+1.5', '(3)']
  const ports = portsOf(memoryFiles({ '/d': {} }))
  const done = await doTool('data.write_csv', { path: '/d/a.csv', rows: [...formulas, ...harmless].map((v) => ({ v, n: -5 })) }, ports)
  expect(done.output).toMatchObject({ defused: formulas.length, count: formulas.length + harmless.length, columns: ['v', 'n'] })
  const table = (await doTool('data.read_csv', { path: '/d/a.csv' }, ports)).output as unknown as Read
  expect(table.rows.map((row) => row['v'])).toEqual([...formulas.map((text) => `'${text}`), ...harmless])
  expect(table.rows[0]?.['n']).toBe('-5')
})

test('values that are no texts are written so that they can be told', async () => {
  const ports = portsOf(memoryFiles({ '/d': {} }))
  await doTool('data.write_csv', { path: '/d/a.csv', rows: [{ a: null, b: true, c: 1.5, d: [1, { x: 2 }] }, { e: 'late' }], columns: ['b', 'a', 'c', 'd', 'e'] }, ports)
  expect(new TextDecoder().decode(await ports.files.read('/d/a.csv'))).toBe('b,a,c,d,e\r\ntrue,,1.5,"[1,{""x"":2}]",\r\n,,,,late\r\n')
  await doTool('data.write_csv', { path: '/d/empty.csv', rows: [] }, ports)
  expect((await ports.files.read('/d/empty.csv')).length).toBe(0)
  await expect(doTool('data.write_csv', { path: '/d/half.csv', rows: [{ a: '\ud800' }] }, ports)).rejects.toMatchObject({ code: 'not-text' })
})
