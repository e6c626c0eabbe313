import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { mostColumns } from './csv-table.ts'
import type { Row } from './row-schemas.ts'

/** Gives the names of the columns of some rows, in the order in which they first appear. Fails with `too-many`, and with `unknown-column` for a name that would reach a prototype. */
export function columnsOf(rows: readonly Row[], most = mostColumns): readonly string[] {
  const names = new Set<string>()
  for (const row of rows) {
    for (const name of Object.keys(row)) names.add(name)
    if (names.size > most) throw new ToolError('too-many', `The rows have more than ${most} different columns.`)
  }
  if (names.has('__proto__')) throw new ToolError('unknown-column', 'A column can not be called "__proto__".')
  return [...names]
}

/** Fails with `unknown-column` where a name is a column of no row; without rows nothing is known and all is well. */
export function requireColumns(rows: readonly Row[], wanted: readonly string[]): void {
  if (rows.length === 0) return
  const known = new Set(columnsOf(rows))
  const unknown = wanted.find((name) => !known.has(name))
  if (unknown !== undefined) throw new ToolError('unknown-column', `No row has a column ${quoted(unknown)}. Columns: ${quoted([...known].slice(0, 30))}.`, { column: unknown.slice(0, 200) })
}
