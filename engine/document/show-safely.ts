/** Gives a text in which no character can steer a terminal or change the order of what is shown. Keeps tabs. */
export function showSafely(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, safeSign)
}

/** As `showSafely`, with tabs shown too. */
export function showSafelyOnOneLine(text: string): string {
  return showSafely(text).replaceAll('\t', '␉')
}

/**
 * Gives the columns that a line takes on a terminal, one element a column: what is printed there, nothing in the
 * second column of a wide character. Tabs reach to the next fourth column; `at` is the column it begins in.
 */
export function columnsOf(line: string, at = 0): string[] {
  const columns: string[] = []
  for (const sign of showSafely(line)) {
    if (sign === '\t') {
      do columns.push(' ')
      while ((at + columns.length) % 4 !== 0)
    } else if (/^[\p{Mn}\p{Me}]$/u.test(sign) || isVariation(sign)) {
      const last = columns.length - 1
      if (last >= 0) columns[columns[last] === '' ? last - 1 : last] += sign
    } else {
      columns.push(sign)
      if (isWide(sign.codePointAt(0) ?? 0)) columns.push('')
    }
  }
  return columns
}

function safeSign(sign: string): string {
  const code = sign.charCodeAt(0)
  if (sign === '\t') return sign
  if (code < 32) return String.fromCharCode(0x2400 + code)
  return code === 127 ? '␡' : '\ufffd'
}

function isVariation(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0
  return (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0000 && code <= 0xe01ef)
}

/** East Asian wide and full-width characters, and pictures (Unicode Standard Annex 11, in broad ranges). */
const wideRanges: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x1fa70, 0x1faff],
  [0x20000, 0x3fffd],
]

function isWide(code: number): boolean {
  return code >= 0x1100 && wideRanges.some(([first, last]) => code >= first && code <= last)
}
