import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apartFormats } from '../../engine/adapters/apart-formats.ts'
import { nodeFiles } from '../../engine/adapters/node-files.ts'
import type { JsonObject } from '../../engine/terms/json.ts'
import type { ToolPorts } from '../../engine/terms/ports.ts'
import { docxWith, paragraph, pdfAround, pdfOf, pdfWith, streamOf, zipOf } from './documents.ts'
import { doTool, portsOf, toolNamed } from './tool-world.ts'
import { tempFolder, type TempFolder } from './world.ts'

/** Less patient than usual, so that the tests are. */
const formats = apartFormats({ text: 800, pixels: 800 })
let folder: TempFolder
let ports: ToolPorts
const at = (name: string): string => join(folder.path, name)

async function read(kind: 'pdf' | 'docx' | 'html', bytes: Uint8Array | string, more: JsonObject = {}): Promise<JsonObject> {
  await writeFile(at('x'), bytes)
  return (await doTool(`document.${kind}_text`, { path: at('x'), ...more }, ports)).output as JsonObject
}

beforeAll(async () => {
  folder = await tempFolder()
  ports = { ...portsOf(nodeFiles({ bounds: [folder.path] })), formats }
  // Libraries are loaded once.
  await read('pdf', pdfWith([['warm']]))
  await read('docx', await docxWith(paragraph('warm')))
  await read('html', '<p>warm')
})
afterAll(async () => {
  await formats.close()
  await folder.remove()
})

test('the text of a PDF comes page by page', async () => {
  const pdf = pdfWith([['First (page)', 'second line'], ['Page two'], []])
  expect(await read('pdf', pdf)).toMatchObject({ count: 3, pages: [{ number: 1, text: 'First (page)\nsecond line' }, { number: 2, text: 'Page two' }, { number: 3, text: '' }], truncated: false })
  expect(await read('pdf', pdf, { first: 2, pages: 1 })).toMatchObject({ count: 3, pages: [{ number: 2, text: 'Page two' }], text: 'Page two', truncated: true })
  expect(await read('pdf', pdf, { max: 5 })).toMatchObject({ text: 'First', truncated: true })
  expect(await read('pdf', pdf, { first: 9 })).toMatchObject({ count: 3, pages: [], truncated: false })
})

test('the text of a DOCX comes paragraph by paragraph', async () => {
  const docx = await docxWith(paragraph('One &amp; two') + paragraph('three'))
  expect(await read('docx', docx)).toMatchObject({ text: 'One & two\n\nthree\n\n', truncated: false })
  expect(await read('docx', docx, { max: 3 })).toMatchObject({ text: 'One', truncated: true })
})

test('the text of an HTML file is what a reader sees', async () => {
  const html = '<title> A  page </title><style>p{}</style><h1>Head\n line</h1><p>one <b>two</b><br>three<script>alert(1)</script><p hidden>no<p style="display: none">no<table><tr><td>a<td>b</table><pre>x\n  y</pre>'
  expect(await read('html', `<!doctype html>${html}`)).toMatchObject({ title: 'A page', text: 'Head line\none two\nthree\na\tb\nx\n  y', truncated: false })
  expect((await read('html', Buffer.from('<meta charset="iso-8859-1"><p>caf\xe9', 'latin1')))['text']).toBe('caf\u00e9')
  expect((await read('html', Buffer.from('<p>caf\xe9', 'latin1')))['text']).toBe('caf\u00e9')
  expect((await read('html', Buffer.from('\ufeff<p>\u00e9', 'utf16le')))['text']).toBe('\u00e9')
})

test('what a document says counts as written by others', () => {
  expect(['pdf', 'docx', 'html'].map((kind) => toolNamed(`document.${kind}_text`).untrusted)).toEqual([['pages.*.text', 'text'], ['text'], ['title', 'text']])
})

const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >> /ID [<00> <00>]`
const zeros = (size: number): Buffer => deflateSync(Buffer.alloc(size, ' '), { level: 1 })

const hostile: readonly (readonly [string, 'pdf' | 'docx' | 'html', () => Promise<Uint8Array> | Uint8Array, RegExp])[] = [
  ['no PDF', 'pdf', () => Buffer.from('hello'), /^damaged$/],
  ['a PDF of nothing', 'pdf', () => Buffer.from('%PDF-1.7\n'), /^damaged$/],
  ['half a PDF', 'pdf', () => pdfWith([['a']]).subarray(0, 200), /^damaged$/],
  ['an encrypted PDF', 'pdf', () => pdfAround(streamOf(Buffer.from('x')), encrypt), /^encrypted$/],
  ['a PDF that holds itself as a page', 'pdf', () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>']), /^(?:damaged|too-slow|given)$/],
  ['a PDF that claims a billion pages', 'pdf', () => pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 1000000000 >>']), /^(?:damaged|too-slow|given)$/],
  ['a PDF of nested lists', 'pdf', () => pdfAround(streamOf(Buffer.from('['.repeat(3_000_000)))), /^(?:damaged|too-slow|too-large|given)$/],
  ['a PDF that unfolds to 300 MB', 'pdf', () => pdfAround(streamOf(zeros(300_000_000), '/Filter /FlateDecode')), /^(?:damaged|too-slow|too-large|given)$/],
  ['a PDF that draws itself', 'pdf', () => pdfAround(streamOf(Buffer.from('/X Do /X Do '.repeat(50)), '/Type /XObject /Subtype /Form /BBox [0 0 1 1] /Resources << /XObject << /X 5 0 R >> >>')), /^(?:damaged|too-slow|given)$/],
  ['no DOCX', 'docx', () => Buffer.from('hello'), /^damaged$/],
  ['a zip archive that is no DOCX', 'docx', () => zipOf({ 'a.txt': 'a' }), /^damaged$/],
  ['half a DOCX', 'docx', async () => (await docxWith(paragraph('a'))).subarray(0, 300), /^damaged$/],
  ['an encrypted DOCX', 'docx', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), /^encrypted$/],
  ['a DOCX that unfolds to 140 MB', 'docx', () => docxWith('', { 'word/media/a.bin': Buffer.alloc(140_000_000) }), /^too-large$/],
  ['a DOCX with a million empty elements', 'docx', () => docxWith('<w:p/>'.repeat(1_000_000)), /^(?:damaged|too-slow|too-large|given)$/],
  ['a DOCX nested 200,000 deep', 'docx', () => docxWith('<w:p>'.repeat(200_000)), /^(?:damaged|too-slow|too-large)$/],
  ['a DOCX with entities in entities', 'docx', () => docxWith('', { 'word/document.xml': `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]><a>&c;</a>` }), /^damaged$/],
  ['HTML nested a million deep', 'html', () => Buffer.from('<b><p><i><table>'.repeat(250_000)), /^(?:damaged|too-slow|too-large|given)$/],
  ['HTML of attributes', 'html', () => Buffer.from(`<p ${Array.from({ length: 300_000 }, (_, index) => `a${index}=1`).join(' ')}>x`), /^(?:damaged|too-slow|too-large|given)$/],
]

test.each(hostile)('%s ends in time, and the next document is read as ever', async (_what, kind, make, codes) => {
  await writeFile(at('bad'), await make())
  const start = performance.now()
  const code = await doTool(`document.${kind}_text`, { path: at('bad') }, ports).then(() => 'given', (error: { code?: string }) => String(error.code))
  expect(code).toMatch(codes)
  expect(performance.now() - start).toBeLessThan(2000)
  expect((await read('pdf', pdfWith([['still here']])))['text']).toBe('still here')
})

test('any bytes give a text or a declared error', async () => {
  const pdf = pdfWith([['some text'], ['more text']])
  await fc.assert(fc.asyncProperty(fc.nat(pdf.length - 1), fc.uint8Array({ maxLength: 20 }), async (place, bytes) => {
    const bad = Buffer.concat([pdf.subarray(0, place), bytes, pdf.subarray(place + bytes.length)])
    const code = await read('pdf', bad).then(() => 'given', (error: { code?: string }) => String(error.code))
    expect(code).toMatch(/^(?:given|damaged|encrypted|too-slow|too-large)$/)
  }), { numRuns: 30 })
})

test('reading stops when it is called off', async () => {
  const signal = AbortSignal.timeout(5)
  await expect(formats.pdf(pdfWith(Array.from({ length: 500 }, (_, index) => [`page ${index}`])), { first: 1, pages: 500, most: 1e6 }, signal)).rejects.toThrow()
  expect((await read('html', '<p>still here'))['text']).toBe('still here')
})
