import { readFileSync, lstatSync } from 'node:fs'
import type { Json, JsonObject } from '../terms/json.ts'
import { largestSidecar } from './skill-id.ts'

/** Gives what is kept beside a skill file; null where there is nothing, or what is there can not be understood. */
export function readSidecar(path: string): JsonObject | null {
  try {
    const facts = lstatSync(path)
    if (!facts.isFile() || facts.size > largestSidecar) return null
    const value = JSON.parse(readFileSync(path, 'utf8')) as Json
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null
  } catch {
    return null
  }
}
