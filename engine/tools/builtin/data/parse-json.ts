import type { Json } from '../../../terms/json.ts'
import { positionAt } from '../../../terms/position.ts'

/** Deepest nesting that is read or written. */
export const deepest = 64

export type ParsedJson = { readonly value: Json; readonly inexact: boolean } | { readonly fault: string }

/**
 * Gives the value a JSON text writes, or in words what is wrong and where. `inexact`: a whole number was too long to be
 * kept to its last digit. A value that is nested too deep, a number out of reach and the key `__proto__` are faults.
 */
export function parseJson(text: string): ParsedJson {
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (error) {
    return { fault: faultOf(text, error) }
  }
  const fault = oddValue(value)
  return fault === undefined ? { value, inexact: hasLongNumber(text) } : { fault }
}

/** Gives the first thing in a value that could not be kept as it is; `undefined` when all is well. */
export function oddValue(value: Json): string | undefined {
  const left: { readonly value: Json; readonly depth: number }[] = [{ value, depth: 0 }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (typeof next.value === 'number' && !Number.isFinite(next.value)) return 'A number is too large.'
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth >= deepest) return `It is nested more than ${deepest} levels deep.`
    if (Object.hasOwn(next.value, '__proto__')) return 'The key "__proto__" can not be used.'
    for (const part of Object.values(next.value)) left.push({ value: part, depth: next.depth + 1 })
  }
  return undefined
}

function faultOf(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const offset = /at position (\d+)/.exec(message)?.[1]
  if (offset === undefined) return text.trim() === '' ? 'The text is empty.' : 'The text ends before the value is complete, or is no JSON.'
  const { line, column } = positionAt(text, Number(offset))
  return `Line ${line}, column ${column}: this is not JSON.`
}

function hasLongNumber(text: string): boolean {
  const numbers = text.match(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g) ?? []
  return numbers.some((part) => !part.startsWith('"') && BigInt(Number(part)) !== BigInt(part))
}
