import type { Json } from '../../../terms/json.ts'
import { positionAt } from '../../../terms/position.ts'
import { jsonFault } from './json-fault.ts'

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
  } catch {
    return { fault: faultOf(text) }
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

function faultOf(text: string): string {
  const offset = jsonFault(text) ?? text.length
  const { line, column } = positionAt(text, offset)
  return `Line ${line}, column ${column}: ${offset >= text.length ? 'the text ends before the value is complete' : 'this is not JSON'}.`
}

/** Looks at numbers outside texts; the text is known to be JSON. */
function hasLongNumber(text: string): boolean {
  if (!/\d{16}/.test(text)) return false
  const number = /-?\d+(?:[.eE][\d.eE+-]*)?/y
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 34) index = endOfText(text, index)
    if (code !== 45 && !(code >= 48 && code <= 57)) continue
    number.lastIndex = index
    const [found = ''] = number.exec(text) ?? []
    index += Math.max(0, found.length - 1)
    if (/^-?\d{16,}$/.test(found) && BigInt(Number(found)) !== BigInt(found)) return true
  }
  return false
}

function endOfText(text: string, start: number): number {
  let index = start + 1
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1
  return index
}
