/** A number, a word or a sign as JSON has it. */
const token = /(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|[[\]{},:]/y
const escape = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y

type Wanted = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' | 'nothing'

/** Gives the offset of the first sign that keeps a text from being JSON; `undefined` when there is none. Linear; no recursion. */
export function jsonFault(text: string): number | undefined {
  const open: ('[' | '{')[] = []
  let wanted: Wanted = 'value'
  for (let offset = afterSpaces(text, 0); ; offset = afterSpaces(text, offset)) {
    if (offset >= text.length) return wanted === 'nothing' ? undefined : offset
    const isText = text[offset] === '"'
    token.lastIndex = offset
    const found = isText ? null : token.exec(text)
    const end = isText ? afterQuoted(text, offset) : found === null ? undefined : token.lastIndex
    if (end === undefined) return offset
    const next: Wanted | undefined = isText ? afterText(wanted, open) : found?.[1] !== undefined ? afterValue(wanted, open) : afterSign(found?.[0] ?? '', wanted, open)
    if (next === undefined) return offset
    wanted = next
    offset = end
  }
}

function afterSpaces(text: string, offset: number): number {
  let end = offset
  while (' \t\n\r'.includes(text[end] ?? 'x')) end++
  return end
}

/** Gives the offset behind a text in quotes; `undefined` when it is none. */
function afterQuoted(text: string, start: number): number | undefined {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 34) return index + 1
    if (code < 32) return undefined
    if (code !== 92) continue
    escape.lastIndex = index + 1
    if (!escape.test(text)) return undefined
    index = escape.lastIndex - 1
  }
  return undefined
}

function afterText(wanted: Wanted, open: readonly string[]): Wanted | undefined {
  return wanted === 'key' || wanted === 'key or end' ? 'colon' : afterValue(wanted, open)
}

function afterValue(wanted: Wanted, open: readonly string[]): Wanted | undefined {
  if (wanted !== 'value' && wanted !== 'value or end') return undefined
  return open.length === 0 ? 'nothing' : 'comma or end'
}

function afterSign(sign: string, wanted: Wanted, open: ('[' | '{')[]): Wanted | undefined {
  if (sign === ':') return wanted === 'colon' ? 'value' : undefined
  if (sign === ',') return wanted !== 'comma or end' ? undefined : open.at(-1) === '{' ? 'key' : 'value'
  if (sign === '[' || sign === '{') {
    if (wanted !== 'value' && wanted !== 'value or end') return undefined
    open.push(sign)
    return sign === '[' ? 'value or end' : 'key or end'
  }
  const isEnd = wanted === 'comma or end' || wanted === (sign === ']' ? 'value or end' : 'key or end')
  if (!isEnd || open.pop() !== (sign === ']' ? '[' : '{')) return undefined
  return open.length === 0 ? 'nothing' : 'comma or end'
}
