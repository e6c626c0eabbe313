/* Numbers and words whose signs stand apart, as one row of signs. */

/** Signs of a folded text, and where each stands in it. `#` parts what does not belong together. */
interface Signs {
  readonly text: string
  readonly at: readonly number[]
}

interface Digits extends Signs {
  /** How many of the signs before each one, and at the end of all, are digits that were written as digits. */
  readonly before: readonly number[]
}

/* Letters, folded, that stand for a digit. */
const digitFor: { readonly [sign: string]: string } = { o: '0', l: '1', i: '1', '|': '1', z: '2', s: '5', b: '8' }
const apart = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[^\p{L}\p{N}]{1,3}[\p{L}\p{N}](?![\p{L}\p{N}])){3,}/gu

/** Gives the digits, with letters that look like one, whatever stands between them save other letters. */
export function digitsOf(folded: string): Digits {
  const signs: string[] = []
  const at: number[] = []
  const before = [0]
  for (let place = 0; place < folded.length; place++) {
    const sign = folded[place] as string
    const isDigit = sign >= '0' && sign <= '9'
    const digit = isDigit ? sign : Object.hasOwn(digitFor, sign) ? digitFor[sign] : undefined
    const other = digit ?? (/[\p{L}\p{N}]/u.test(sign) ? '#' : undefined)
    if (other === undefined || (other === '#' && signs.at(-1) === '#')) continue
    signs.push(other)
    at.push(place)
    before.push((before.at(-1) as number) + Number(isDigit))
  }
  return { text: signs.join(''), at, before }
}

/** Tells whether at least half of a stretch of signs that stand for digits are digits. */
export function isMostlyDigits({ before }: Digits, start: number, end: number): boolean {
  return ((before[end] as number) - (before[start] as number)) * 2 >= end - start
}

/** Gives words that are spelled out, `A d a` or `A-d-a-m`, without what stands between their letters. */
export function spelledOf(folded: string): Signs {
  let text = ''
  const at: number[] = []
  for (const { index, 0: run } of folded.matchAll(apart)) {
    for (const { index: inside, 0: sign } of run.matchAll(/[\p{L}\p{N}]/gu)) {
      for (let unit = 0; unit < sign.length; unit++) at.push(index + inside + unit)
      text += sign
    }
    text += '#'
    at.push(index + run.length)
  }
  return { text, at }
}
