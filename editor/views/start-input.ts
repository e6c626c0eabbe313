import type { Json, JsonSchema } from '../../engine/index.ts'

/** Gives the text that a field begins with: the default of its input. */
export function startingWords(schema: JsonSchema): string {
  const value = schema.default
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Reads what was written for an input. Nothing written and a default: no value, so that the default is taken. */
export function readInput(schema: JsonSchema, written: string): { readonly value: Json | undefined } | { readonly fault: string } {
  const text = written.trim()
  if (text === '') return schema.default === undefined ? (schema.type === 'string' ? { value: written } : { fault: 'This is needed.' }) : { value: undefined }
  if (schema.type === 'string') return { value: written }
  if (Array.isArray(schema.enum) && schema.enum.includes(text)) return { value: text }
  if (schema.type === 'number' || schema.type === 'integer') {
    const number = Number(text)
    return Number.isFinite(number) ? { value: number } : { fault: `"${text}" is no number.` }
  }
  try {
    return { value: JSON.parse(text) as Json }
  } catch {
    return { fault: schema.type === 'boolean' ? 'Write true or false.' : 'Write this as JSON, such as ["a", "b"] or { "a": 1 }.' }
  }
}
