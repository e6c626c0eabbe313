import type { Json } from '../terms/json.ts'

/**
 * Gives a copy of a value as the journal will give it back, frozen: what was applied live and what is applied on replay are the
 * same, and nobody who still holds the original can change it afterwards. Throws TypeError for what JSON can not hold.
 */
export function plainJson(value: unknown): Json {
  if (value === null || value === undefined) return null
  const copy = copied(value, 0)
  return copy === odd ? frozen(JSON.parse(JSON.stringify(value) ?? 'null') as Json) : copy
}

/** Stands for what only JSON itself knows how to write: dates, empty places, `toJSON`, numbers that are none, deep nesting. */
const odd = Symbol('odd')
const deepest = 32

/** Copies what JSON gives back as it is; anything else is odd. */
function copied(value: unknown, depth: number): Json | typeof odd {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : odd
  if (typeof value !== 'object' || depth > deepest) return odd
  return Array.isArray(value) ? copiedList(value, depth) : copiedObject(value, depth)
}

function copiedList(list: readonly unknown[], depth: number): Json | typeof odd {
  if ('toJSON' in list) return odd
  const copy: Json[] = []
  for (let index = 0; index < list.length; index++) {
    const item = copied(list[index], depth + 1)
    if (item === odd) return odd
    copy.push(item)
  }
  return Object.freeze(copy)
}

function copiedObject(object: object, depth: number): Json | typeof odd {
  if (Object.getPrototypeOf(object) !== Object.prototype || 'toJSON' in object) return odd
  const copy: { [key: string]: Json } = {}
  for (const key of Object.keys(object)) {
    if (key === '__proto__') return odd
    const field = copied((object as { readonly [key: string]: unknown })[key], depth + 1)
    if (field === odd) return odd
    copy[key] = field
  }
  return Object.freeze(copy)
}

/** Freezes a value and all that it holds; gives it back. */
export function frozen<T extends Json>(value: T): T {
  const open: Json[] = [value]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (typeof one !== 'object' || one === null || Object.isFrozen(one)) continue
    Object.freeze(one)
    for (const part of Object.values(one)) open.push(part)
  }
  return value
}
