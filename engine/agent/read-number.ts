const small: { readonly [word: string]: number } = {
  zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12,
  thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40,
  fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, a: 1, an: 1, dozen: 12,
}
const large: { readonly [word: string]: number } = { thousand: 1e3, million: 1e6, billion: 1e9 }
const hanDigits = new Map([...'〇一二三四五六七八九'].map((digit, value) => [digit, value]))
for (const [digit, value] of [['零', 0], ['两', 2]] as const) hanDigits.set(digit, value)
const hanUnits = new Map([['十', 10], ['百', 100], ['千', 1000]])
const grouped = /^([-+−]?)(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,12})?$/
const longest = 80

/** Gives the number that a whole text says: `1,200.5`, `minus five`, `two hundred and five`, `two and a half`, `二十五`, `两点五`. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.trim().normalize('NFKC').toLowerCase()
  if (trimmed === '' || trimmed.length > longest) return undefined
  return readDigits(trimmed) ?? readEnglish(trimmed) ?? readHan(trimmed)
}

function readDigits(text: string): number | undefined {
  const match = grouped.exec(text)
  if (match === null) return undefined
  const value = Number(`${(match[2] as string).replaceAll(',', '')}${match[3] ?? ''}`)
  return match[1] === '-' || match[1] === '−' ? -value : value
}

function readEnglish(text: string): number | undefined {
  const minus = /^(?:minus|negative)\s+/.exec(text)
  const rest = minus === null ? text : text.slice(minus[0].length)
  const value = readHalf(rest) ?? readPoint(rest)
  return value === undefined || minus === null ? value : -value
}

function readHalf(text: string): number | undefined {
  if (/^(?:a )?half(?: a| an)?$/.test(text)) return 0.5
  if (/^(?:a |one )?quarter(?: of an?)?$/.test(text)) return 0.25
  const match = /^(.+?) and (?:a )?half$/.exec(text)
  const whole = match === null ? undefined : readPoint(match[1] as string)
  return whole === undefined ? undefined : whole + 0.5
}

function readPoint(text: string): number | undefined {
  const [whole = '', ...after] = text.split(' point ')
  if (after.length === 0) return readWhole(whole)
  const digits = after.join(' ').split(' ').map((word) => readWhole(word))
  const start = readWhole(whole)
  if (after.length > 1 || start === undefined || digits.some((digit) => digit === undefined || digit > 9 || !Number.isInteger(digit))) return undefined
  return Number(`${start}.${digits.join('')}`)
}

function readWhole(text: string): number | undefined {
  const direct = readDigits(text)
  if (direct !== undefined) return direct
  if (text === 'a' || text === 'an') return undefined
  let total = 0
  let part = 0
  let last = 0
  const words = text.split(/[\s-]+/)
  for (const [place, word] of words.entries()) {
    if (word === 'and' && place > 0 && place < words.length - 1) continue
    const value = Object.hasOwn(small, word) ? small[word] : place > 0 ? undefined : readDigits(word)
    if (value !== undefined && (word !== 'dozen' || part <= 1)) {
      // "twenty five" adds up; "five twenty" and "five six" say no number.
      if (last !== 0 && !(last >= 20 && last < 100 && value < 10) && last !== 100 && word !== 'dozen') return undefined
      part = word === 'dozen' ? Math.max(part, 1) * value : part + value
      last = value === 0 ? 1 : value
    } else if (word === 'hundred') {
      part = Math.max(part, 1) * 100
      last = 100
    } else if (Object.hasOwn(large, word)) {
      total += Math.max(part, 1) * (large[word] as number)
      part = 0
      last = 100
    } else return undefined
  }
  return total + part
}

function readHan(text: string): number | undefined {
  if (!/^负?[〇零一二两三四五六七八九十百千万亿半点\d]+$/.test(text)) return undefined
  if (text === '半') return 0.5
  if (text.startsWith('负')) {
    const value = readHan(text.slice(1))
    return value === undefined ? undefined : -value
  }
  const [whole = '', ...after] = text.split('点')
  const start = hanWhole(whole)
  if (start === undefined || after.length > 1) return undefined
  if (after.length === 0) return start
  const digits = [...(after[0] as string)].map((digit) => hanDigits.get(digit))
  return digits.length === 0 || digits.includes(undefined) ? undefined : Number(`${start}.${digits.join('')}`)
}

function hanWhole(text: string): number | undefined {
  if (text === '') return undefined
  for (const [unit, size] of [['亿', 1e8], ['万', 1e4]] as const) {
    const at = text.indexOf(unit)
    if (at < 0) continue
    const before = at === 0 ? 1 : hanWhole(text.slice(0, at))
    const rest = text.slice(at + 1)
    const after = rest === '' ? 0 : hanWhole(rest)
    return before === undefined || after === undefined ? undefined : before * size + after
  }
  return hanSmall(text)
}

function hanSmall(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  const characters = [...text]
  if (characters.every((one) => hanDigits.has(one))) return Number(characters.map((one) => hanDigits.get(one)).join(''))
  let total = 0
  let digit: number | undefined
  for (const one of characters) {
    const unit = hanUnits.get(one)
    const value = hanDigits.get(one)
    if (unit !== undefined) {
      total += (digit ?? 1) * unit
      digit = undefined
    } else if (value !== undefined && (digit === undefined || digit === 0)) digit = value
    else return undefined
  }
  return total + (digit ?? 0)
}
