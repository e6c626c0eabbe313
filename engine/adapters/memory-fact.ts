import type { Json } from '../terms/json.ts'
import { ToolError } from '../terms/tool.ts'

const longestKey = 200
const largestFact = 64 * 1024
const deepest = 32
const refusedNames = new Set(['__proto__', 'constructor', 'prototype'])

/** Characters that all facts together may take, as JSON text. */
export const largestMemory = 1024 * 1024

/**
 * Throws ToolError `refused` or `too-large` unless a fact may be remembered: a key of 1 to 200 characters that is no name
 * of the object machinery, a value of at most 64 KiB as JSON and 32 levels.
 */
export function checkFact(key: string, value: Json): void {
  if (key.length === 0 || key.length > longestKey || refusedNames.has(key)) {
    throw new ToolError('refused', `${JSON.stringify(key.slice(0, 40))} can not be the name of a fact.`, { key: key.slice(0, longestKey) })
  }
  checkDepth(key, value, 0)
  if (JSON.stringify(value).length > largestFact) throw new ToolError('too-large', `The fact "${key}" is larger than 64 KiB.`, { key })
}

export function checkMemorySize(size: number): void {
  if (size > largestMemory) throw new ToolError('too-large', 'All facts together would be larger than 1 MiB. Forget some first.')
}

function checkDepth(key: string, value: Json, depth: number): void {
  if (value === null || typeof value !== 'object') return
  if (depth >= deepest) throw new ToolError('too-large', `The fact "${key}" has more than ${deepest} levels.`, { key })
  for (const [name, inner] of Object.entries(value)) {
    if (refusedNames.has(name)) throw new ToolError('refused', `The fact "${key}" holds a field named "${name}".`, { key })
    checkDepth(key, inner as Json, depth + 1)
  }
}
