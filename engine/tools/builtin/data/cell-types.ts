import type { Json } from '../../../terms/json.ts'

export const cellTypes = ['text', 'number', 'boolean'] as const
export type CellType = (typeof cellTypes)[number]

/** A cell as a value; `undefined` when the text is none of that type. An empty cell is null in a number or boolean column. */
export function typedCell(text: string, type: CellType, decimal: '.' | ','): Json | undefined {
  if (type === 'text') return text
  const trimmed = text.trim()
  if (trimmed === '') return null
  return type === 'number' ? numberOf(trimmed, decimal) : booleanOf(trimmed)
}

/**
 * Gives the number a text writes, with the given decimal sign and, before it, groups of three set off by the other sign.
 * `undefined` for anything else, and for a whole number too long to be kept exactly: it is an id or a code, not an amount.
 */
export function numberOf(text: string, decimal: '.' | ',' = '.'): number | undefined {
  const parts = decimal === '.' ? plainNumber.exec(text) : commaNumber.exec(text)
  if (parts === null) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = ''] = parts
  const digits = whole.replaceAll(decimal === '.' ? ',' : '.', '')
  const value = Number(`${sign}${digits}${fraction.replace(',', '.')}${exponent}`)
  if (!Number.isFinite(value)) return undefined
  return fraction === '' && exponent === '' && !Number.isSafeInteger(value) ? undefined : value
}

const plainNumber = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([eE][+-]?\d{1,3})?$/
const commaNumber = /^([+-]?)(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?([eE][+-]?\d{1,3})?$/

function booleanOf(text: string): boolean | undefined {
  const lower = text.toLowerCase()
  if (['true', 'yes', 'y', '1', '是'].includes(lower)) return true
  return ['false', 'no', 'n', '0', '否'].includes(lower) ? false : undefined
}
