import type { Json, JsonObject } from '../terms/json.ts'
import { writeScalar } from './write-scalar.ts'

/**
 * Gives a plain, readable YAML of a value, which parses back to the same value. Quotes stand only where needed; texts
 * of several lines are block texts. The first line has no indentation, the others are indented by `indent` spaces.
 * In flow style all is on one line.
 */
export function writeYaml(value: Json, indent = 0, style: 'block' | 'flow' = 'block', step = 2): string {
  if (style === 'flow') return writeFlow(value)
  return writeBlock(value, indent, step)
}

/** Says whether a value has parts of its own, so that block style gives it lines of its own. */
export function hasParts(value: Json): boolean {
  return value !== null && typeof value === 'object' && Object.keys(value).length > 0
}

function writeBlock(value: Json, indent: number, step: number): string {
  if (!hasParts(value)) return value !== null && typeof value === 'object' ? writeFlow(value) : writeScalar(value, indent + step, 'block')
  const lineEnd = `\n${' '.repeat(indent)}`
  if (Array.isArray(value)) return value.map((item: Json) => `- ${writeBlock(item, indent + 2, step)}`).join(lineEnd)
  return Object.entries(value as JsonObject)
    .map(([key, inside]) => writeEntry(key, inside, indent, step))
    .join(lineEnd)
}

/** Gives one entry of a block map; its first line has no indentation. */
export function writeEntry(key: string, value: Json, indent: number, step: number): string {
  const written = writeScalar(key, indent, 'key')
  if (!hasParts(value)) return `${written}: ${value !== null && typeof value === 'object' ? writeFlow(value) : writeScalar(value, indent + step, 'block')}`
  return `${written}:\n${' '.repeat(indent + step)}${writeBlock(value, indent + step, step)}`
}

function writeFlow(value: Json): string {
  if (value === null || typeof value !== 'object') return writeScalar(value, 0, 'flow')
  if (Array.isArray(value)) return `[${value.map(writeFlow).join(', ')}]`
  const entries = Object.entries(value as JsonObject).map(([key, inside]) => writeFlowEntry(key, inside))
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** Gives one entry of a map in braces. */
export function writeFlowEntry(key: string, value: Json): string {
  return `${writeScalar(key, 0, 'flow-key')}: ${writeFlow(value)}`
}
