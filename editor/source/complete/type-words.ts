import { kindsOf, kindWords, type JsonSchema } from '../../../engine/index.ts'

/** Gives a type in a few words: "a text (path)", "a list", "one of a, b". */
export function typeWords(type: JsonSchema): string {
  if (type.enum !== undefined && type.enum.length <= 6) return `one of ${type.enum.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ')}`
  const kinds = kindsOf(type)
  if (kinds === undefined || kinds.length > 4) return 'any value'
  return `${kindWords(kinds)}${type.format === undefined ? '' : ` (${type.format})`}`
}
