/** A text as it is compared, and for each of its units where it came from in the text. */
export interface FoldedText {
  readonly folded: string
  /** `from[i]` and `to[i]` bound the stretch of the text that the unit `i` stands for. */
  readonly from: readonly number[]
  readonly to: readonly number[]
}

/* The digit zero of scripts whose digits have no other form that Unicode knows as compatible. */
const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810]
/* Small letters of other scripts, and of Latin ones, that look like a plain one. */
const alike = new Map([...'аaеeоoрpсcуyхxіiјjѕsһhӏlԁdԛqԝwвbкkмmнhтtοoαaνvιiκkρpτtυuχxϲcεeηnγyωwıiɡgɑałløođdħh'].reduce<[string, string][]>((pairs, sign, at, all) => (at % 2 === 0 ? [...pairs, [sign, all[at + 1] as string]] : pairs), []))
/* Signs that are letters by name and show nothing. */
const fillers = /^[\u115f\u1160\u3164\uffa0]$/
const escaped = /\\u([0-9a-f]{4})|(?:%(?:25){0,3}|\\x)([2-7][0-9a-f])|&#(\d{2,6});|&#x([0-9a-f]{2,5});/iy

/**
 * Gives a text with its many ways of writing taken out: small letters without accents, plain ones for those that look alike, plain digits, dashes and blanks of one
 * kind, invisible signs left out, escapes (`\u0041`, `%41`, `&#65;`) read. Pure; every unit knows where it came from.
 */
export function foldText(text: string): FoldedText {
  const units: string[] = []
  const from: number[] = []
  const to: number[] = []
  for (let at = 0; at < text.length; ) {
    const { sign, end } = signAt(text, at)
    for (const unit of plain(sign)) {
      units.push(unit)
      from.push(at)
      to.push(end)
    }
    at = end
  }
  return { folded: units.join(''), from, to }
}

/** An accent written after its letter belongs to it, so the two are folded as one. */
function signAt(text: string, at: number): { readonly sign: string; readonly end: number } {
  const first = text[at] as string
  if (first === '\\' || first === '%' || first === '&') {
    escaped.lastIndex = at
    const match = escaped.exec(text)
    if (match !== null) {
      const code = match[1] ?? match[2] ?? match[4]
      const point = code === undefined ? Number(match[3]) : parseInt(code, 16)
      if (point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)) return { sign: String.fromCodePoint(point), end: escaped.lastIndex }
    }
  }
  const sign = String.fromCodePoint(text.codePointAt(at) as number)
  let end = at + sign.length
  while (end < text.length && /^\p{Mn}/u.test(text.slice(end, end + 2))) end += String.fromCodePoint(text.codePointAt(end) as number).length
  return { sign, end }
}

function plain(sign: string): string {
  const code = sign.codePointAt(0) as number
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? sign.toLowerCase() : code < 0x20 ? ' ' : sign
  // Tags are ASCII that is not shown.
  if (code >= 0xe0020 && code < 0xe007f) return plain(String.fromCodePoint(code - 0xe0000))
  if (/^[\p{Cf}\p{Mn}]/u.test(sign) || fillers.test(sign)) return ''
  if (/^\p{Pd}$/u.test(sign) || sign === '−') return '-'
  if (/^[\p{Zs}\p{Zl}\p{Zp}\p{Cc}\u2800]$/u.test(sign)) return ' '
  const zero = zeros.find((one) => code >= one && code < one + 10)
  if (zero !== undefined) return String(code - zero)
  const bare = sign.normalize('NFKD').replace(/\p{Mn}/gu, '').toLowerCase()
  return bare === 'ß' ? 'ss' : (alike.get(bare) ?? bare)
}
