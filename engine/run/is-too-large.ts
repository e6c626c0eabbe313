import type { Json } from '../terms/json.ts'

/** Tells whether a value holds more than `most` characters, each value and each name in it counting as one more. */
export function isTooLarge(value: Json, most: number): boolean {
  let left = most
  const open: Json[] = [value]
  for (let one = open.pop(); one !== undefined && left >= 0; one = open.pop()) {
    left -= typeof one === 'string' ? one.length + 1 : 1
    if (typeof one !== 'object' || one === null) continue
    if (!Array.isArray(one)) for (const name of Object.keys(one)) left -= name.length + 1
    const parts: readonly Json[] = Array.isArray(one) ? one : Object.values(one)
    if (parts.length > left) return true
    for (const part of parts) open.push(part)
  }
  return left < 0
}
