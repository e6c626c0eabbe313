import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { bytesSource, openZip } from '../archive/open-zip.ts'
import type { XmlElement } from './xml-tree.ts'
import { zipBytesOf } from '../archive/zip-bytes.ts'

export type SheetCell = string | number | boolean | null

export interface SheetCells {
  readonly cells: readonly (readonly SheetCell[])[]
  readonly sheet: string
  readonly sheets: readonly string[]
}

/** The most bytes of XML that a spreadsheet may unpack to, and the most cells its addresses may span. */
const mostUnpacked = 128 * 1024 * 1024
const mostCells = 5_000_000

/**
 * Gives the cells of one sheet. The archive is unpacked within bounds and every address looked at before the library sees
 * it: one cell far out would otherwise make it build a table of billions.
 */
export async function readSheet(bytes: Uint8Array, path: string, name: string | undefined, signal: AbortSignal): Promise<SheetCells> {
  try {
    const { plain, names } = await boundedWorkbook(bytes, path, signal)
    if (names.length === 0) throw new Error('it has no sheets.')
    const sheet = name ?? names[0]
    if (sheet === undefined || !names.includes(sheet)) throw new ToolError('unknown-sheet', `${quoted(path)} has no sheet${name === undefined ? '' : ` ${quoted(name)}`}. Sheets: ${quoted(names.slice(0, 100))}.`, { path })
    const { readSheet: readOne } = await import('read-excel-file/universal')
    const cells = await readOne(plain.buffer as ArrayBuffer, sheet, { trim: false })
    return { cells: cells.map((row) => row.map(cellOf)), sheet, sheets: names }
  } catch (error) {
    if (error instanceof ToolError && error.code !== 'bad-archive' && error.code !== 'encrypted') throw error
    if (signal.aborted) throw error
    throw new ToolError('bad-sheet', `${quoted(path)} can not be read as a spreadsheet: ${error instanceof Error ? error.message : 'it is damaged'}`, { path })
  }
}

/** Gives the same workbook, its parts checked and stored without compression so that nothing grows any further, and the names of its sheets. */
async function boundedWorkbook(bytes: Uint8Array, path: string, signal: AbortSignal): Promise<{ readonly plain: Uint8Array; readonly names: readonly string[] }> {
  const { items, truncated } = await openZip(bytesSource(bytes))
  const parts = items.filter(({ name, kind }) => kind === 'file' && /\.(?:xml|rels)$/i.test(name))
  const size = parts.reduce((sum, part) => sum + part.size, 0)
  if (truncated || size > mostUnpacked) throw new ToolError('too-large', `${quoted(path)} unpacks to more than ${mostUnpacked} bytes.`, { path })
  const checked: { readonly name: string; readonly bytes: Uint8Array }[] = []
  let names: readonly string[] = []
  for (const part of parts) {
    const content = await part.read(signal)
    const text = new TextDecoder().decode(content)
    requirePlainPart(text, path)
    if (/(?:^|\/)workbook\.xml$/i.test(part.name)) names = await sheetNames(text)
    checked.push({ name: part.name, bytes: content })
  }
  return { plain: await zipBytesOf(checked, { level: 0 }), names }
}

async function sheetNames(text: string): Promise<readonly string[]> {
  const { readXmlTree } = await import('./xml-tree.ts')
  const read = readXmlTree(text)
  if ('fault' in read) throw new Error(read.fault)
  const named = (element: XmlElement, name: string): boolean => element.name.split(':').at(-1) === name
  const inside = (element: XmlElement, name: string): readonly XmlElement[] => element.children.filter((child): child is XmlElement => typeof child !== 'string' && named(child, name))
  return inside(read.root, 'sheets').flatMap((sheets) => inside(sheets, 'sheet')).map(({ attributes }) => attributes['name'] ?? '')
}

/** Refuses a document type and a sheet whose cells lie too far apart: what lies between them is made too. */
function requirePlainPart(text: string, path: string): void {
  if (/<!(?!--|\[CDATA\[)/.test(text)) throw new ToolError('bad-sheet', `${quoted(path)} has a document type, which is never read.`, { path })
  if (!text.includes('sheetData')) return
  let columns = 0
  let lastRow = 0
  let tags = 0
  let rows = 0
  for (const { index, 1: tag } of text.matchAll(/<(?:[^\s<>/:]+:)?(row|c)(?=[\s/>])/g)) {
    const address = addressAt(text, index)
    const [whole, letters = '', digits = '0'] = /^([A-Z]{0,3})([1-9]\d{0,6})$/.exec(address ?? '') ?? []
    if (address === undefined || (address !== '' && whole === undefined)) throw new ToolError('bad-sheet', `${quoted(path)} has a row or cell that is not written as it should be.`, { path })
    if (tag === 'row') rows++
    columns = Math.max(columns, columnNumber(letters))
    lastRow = Math.max(lastRow, Number(digits))
    if (columns * Math.max(rows, lastRow) > mostCells || ++tags > 2 * mostCells || lastRow > 1_048_576) {
      throw new ToolError('too-many', `A sheet of ${quoted(path)} spans more than ${mostCells} cells.`, { path })
    }
  }
}

const tagAt = /<[^\s<>/]+((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?>/y

/** Gives the address in a tag, an empty text where it has none; `undefined` for a tag that is not well-formed. */
function addressAt(text: string, index: number): string | undefined {
  tagAt.lastIndex = index
  const attributes = tagAt.exec(text)?.[1]
  if (attributes === undefined) return undefined
  for (const [, name, double, single] of attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) if (name === 'r') return double ?? single
  return ''
}

function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

function cellOf(value: unknown): SheetCell {
  if (value instanceof Date) return dateText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return typeof value === 'string' || typeof value === 'boolean' ? value : null
}

function dateText(date: Date): SheetCell {
  if (Number.isNaN(date.getTime())) return null
  const text = date.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text
}
