import type { Json, JsonObject } from '../terms/json.ts'
import type { Path } from './edit-result.ts'

type Entry = readonly [key: string, value: Json]
type Change = (inside: Json | undefined) => Json | undefined

/**
 * Gives the value with the one at `path` replaced by what `change` makes of it (nothing removes it), or nothing when
 * the path leads nowhere. A new key comes last.
 */
export function changeValue(value: Json | undefined, path: Path, change: Change): Json | undefined {
  const [step, ...rest] = path
  if (step === undefined) return change(value)
  if (Array.isArray(value)) {
    if (typeof step !== 'number' || step < 0 || step > value.length) return undefined
    const items: Json[] = [...value]
    const changed = changeValue(items[step], rest, change)
    items.splice(step, 1, ...(changed === undefined ? [] : [changed]))
    return items
  }
  if (!isObject(value)) return undefined
  const key = String(step)
  const entries = Object.entries(value)
  const index = entries.findIndex(([name]) => name === key)
  const changed = changeValue(entries[index]?.[1], rest, change)
  const replaced: readonly Entry[] = changed === undefined ? [] : [[key, changed]]
  entries.splice(index < 0 ? entries.length : index, 1, ...replaced.map(([name, inside]): [string, Json] => [name, inside]))
  return objectOf(entries)
}

/** Gives the value at `path`, or nothing. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let inside = value
  for (const step of path) {
    if (Array.isArray(inside)) inside = typeof step === 'number' ? (inside[step] as Json | undefined) : undefined
    else if (isObject(inside)) inside = Object.hasOwn(inside, step) ? inside[String(step)] : undefined
    else return undefined
  }
  return inside
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Gives an object without a prototype that has these entries in this order. */
export function objectOf(entries: readonly Entry[]): JsonObject {
  const object = Object.create(null) as { [key: string]: Json }
  for (const [key, value] of entries) object[key] = value
  return object
}
