import type { Ids } from '../terms/ports.ts'

/** The digits of Crockford's base 32 in lower case: no i, l, o, u. In ASCII order, so texts sort as numbers do. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * Makes names of 26 characters: 10 for the milliseconds since 1970, 16 by chance. Names of one maker sort in the order
 * they were given, also within a millisecond and when the clock is set back. Safe in file names that ignore case.
 */
export function createIds(now: () => number = Date.now): Ids {
  let time = 0
  let chance: number[] = []
  return {
    next() {
      const here = Math.max(time, Math.floor(now()))
      chance = here === time && chance.length > 0 ? oneMore(chance) : randomDigits()
      time = here
      return timeDigits(time) + chance.map((digit) => digits[digit]).join('')
    },
  }
}

/** The first digit starts below half, so that counting up within a millisecond does not overflow. */
function randomDigits(): number[] {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte, index) => byte & (index === 0 ? 15 : 31))
}

function oneMore(chance: readonly number[]): number[] {
  const next = [...chance]
  for (let index = next.length - 1; index >= 0; index -= 1) {
    const digit = next[index] as number
    next[index] = digit === 31 ? 0 : digit + 1
    if (digit !== 31) break
  }
  return next
}

function timeDigits(time: number): string {
  let text = ''
  for (let rest = time; text.length < 10; rest = Math.floor(rest / 32)) text = (digits[rest % 32] ?? '0') + text
  return text
}
