import { keysOf } from './words-of.ts'

/** The keys of a text; two Han characters beside each other are one more, since a word there mostly has two. */
export function indexKeys(text: string): readonly string[] {
  const keys = keysOf(text)
  const pairs = keys.flatMap((key, place) => (isHan(key) && isHan(keys[place + 1] ?? '') ? [key + (keys[place + 1] as string)] : []))
  return [...keys, ...pairs]
}

/** Whether a key is one Han character. */
export function isHan(key: string): boolean {
  return /^\p{Script=Han}$/u.test(key)
}
