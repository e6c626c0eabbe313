import type { Json } from '../terms/json.ts'

/**
 * Gives a copy of a value as the journal will give it back, frozen: what was applied live and what is applied on replay are the
 * same, and nobody who still holds the original can change it afterwards. Throws TypeError for what JSON can not hold.
 */
export function plainJson(value: unknown): Json {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object') return JSON.parse(JSON.stringify(value) ?? 'null') as Json
  return frozen(JSON.parse(JSON.stringify(value) ?? 'null') as Json)
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
