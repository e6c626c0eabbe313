import type { Json } from '../../engine/index.ts'

/** What a person wrote into a field of one text. `nothing`: the field was emptied. */
export type Written = { readonly value: Json } | { readonly nothing: true } | { readonly fault: string }

/** Gives the text that a field shows for a value. */
export function shownText(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * Reads what was written into a field. What is as it was shown is the value as it was, whatever its type. `as` says what the
 * field holds; a condition may be a bare true or false.
 */
export function readWritten(as: 'text' | 'number' | 'condition', written: string, old: Json | undefined): Written {
  if (old !== undefined && written === shownText(old)) return { value: old }
  if (written.trim() === '') return { nothing: true }
  if (as === 'condition' && (written.trim() === 'true' || written.trim() === 'false')) return { value: written.trim() === 'true' }
  if (as !== 'number' || written.includes('${')) return { value: written }
  const number = Number(written.trim())
  return Number.isFinite(number) ? { value: number } : { fault: `"${written.trim()}" is no number.` }
}

/** Says whether a text value holds an expression, so that it is shown with its names and meanings. */
export function holdsExpression(value: Json | undefined): value is string {
  return typeof value === 'string' && value.includes('${')
}

/** Gives the text with which a plain value begins as an expression. */
export function asExpression(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return ''
  return typeof value === 'string' ? value : `\${ ${JSON.stringify(value)} }`
}
