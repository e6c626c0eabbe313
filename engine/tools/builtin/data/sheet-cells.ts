import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { bytesSource, openZip } from '../archive/open-zip.ts'
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
    const plain = await boundedWorkbook(bytes, path, signal)
    const { default: readWorkbook } = await import('read-excel-file/universal')
    const sheets = await readWorkbook(plain.buffer as ArrayBuffer, { trim: false })
    const names = sheets.map(({ sheet }) => sheet)
    const found = name === undefined ? sheets[0] : sheets.find(({ sheet }) => sheet === name)
    if (found === undefined) throw new ToolError('unknown-sheet', name === undefined ? `${quoted(path)} has no sheet.` : `There is no sheet ${quoted(name)}. Sheets: ${quoted(names)}.`, { path })
    return { cells: found.data.map((row) => row.map(cellOf)), sheet: found.sheet, sheets: names }
  } catch (error) {
    if (error instanceof ToolError && error.code !== 'bad-archive' && error.code !== 'encrypted') throw error
    if (signal.aborted) throw error
    throw new ToolError('bad-sheet', `${quoted(path)} can not be read as a spreadsheet: ${error instanceof Error ? error.message : 'it is damaged'}`, { path })
  }
}

/** Gives the same workbook, its parts checked and stored without compression, so that nothing grows any further. */
async function boundedWorkbook(bytes: Uint8Array, path: string, signal: AbortSignal): Promise<Uint8Array> {
  const { items, truncated } = await openZip(bytesSource(bytes))
  const parts = items.filter(({ name, kind }) => kind === 'file' && /\.(?:xml|rels)$/i.test(name))
  const size = parts.reduce((sum, part) => sum + part.size, 0)
  if (truncated || size > mostUnpacked) throw new ToolError('too-large', `${quoted(path)} unpacks to more than ${mostUnpacked} bytes.`, { path })
  const checked: { readonly name: string; readonly bytes: Uint8Array }[] = []
  for (const part of parts) {
    const content = await part.read(signal)
    requirePlainPart(new TextDecoder().decode(content), path)
    checked.push({ name: part.name, bytes: content })
  }
  return zipBytesOf(checked, { level: 0 })
}

/** Looks at every attribute that may be an address, wherever it stands. */
function requirePlainPart(text: string, path: string): void {
  if (/<!(?!--|\[CDATA\[)/.test(text)) throw new ToolError('bad-sheet', `${quoted(path)} has a document type, which is never read.`, { path })
  let columns = 0
  let rows = 0
  let cells = 0
  for (const [, , address = ''] of text.matchAll(/\s(?:r|ref|spans)\s*=\s*(["'])([^"']{0,200})\1/g)) {
    if (address.includes('&')) throw new ToolError('bad-sheet', `${quoted(path)} has an address that is written strangely.`, { path })
    if (++cells > mostCells) throw tooManyCells(path)
    for (const [, letters = '', digits = '0'] of address.matchAll(/([A-Za-z]{0,20})(\d{1,20})/g)) {
      columns = Math.max(columns, columnNumber(letters))
      rows = Math.max(rows, Number(digits))
      if (columns * rows > mostCells || rows > 1_048_576 || columns > 16_384) throw tooManyCells(path)
    }
  }
}

function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

function tooManyCells(path: string): ToolError {
  return new ToolError('too-many', `A sheet of ${quoted(path)} spans more than ${mostCells} cells.`, { path })
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
