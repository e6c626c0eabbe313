import type { Json } from '../terms/json.ts'

const longest = 300

/**
 * Gives a value as a person may safely read it: JSON, in which line breaks, control characters, and characters that
 * hide or turn the direction of text are written as `\u…`, cut in the middle at 300 characters.
 */
export function quoted(value: Json): string {
  const text = JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, escaped)
  if (text.length <= longest) return text
  return `${text.slice(0, longest / 2)} … ${text.slice(-longest / 2)}`
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
