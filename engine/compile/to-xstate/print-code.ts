/** Text that stands in the module as it is. */
export interface Code {
  readonly code: string
}

export type Printable = null | boolean | number | string | Code | readonly Printable[] | { readonly [key: string]: Printable | undefined }

const widest = 100

/** Gives a value as readable JavaScript: on one line where it is short, keys without quotes where they need none. */
export function printCode(value: Printable, indent = 0): string {
  if (value === null || typeof value !== 'object') return printText(value)
  if (isCode(value)) return value.code
  const parts = Array.isArray(value)
    ? value.map((item: Printable) => printCode(item, indent + 2))
    : Object.entries(value as { readonly [key: string]: Printable | undefined }).flatMap(([key, inner]) => (inner === undefined ? [] : [`${printKey(key)}: ${printCode(inner, indent + 2)}`]))
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  if (parts.length === 0) return open + close
  const line = Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`
  if (line.length + indent <= widest && !line.includes('\n')) return line
  const space = ' '.repeat(indent + 2)
  return `${open}\n${parts.map((part) => `${space}${part},`).join('\n')}\n${' '.repeat(indent)}${close}`
}

function isCode(value: object): value is Code {
  return Object.hasOwn(value, 'code') && Object.keys(value).length === 1
}

/** A name such as `__proto__` must be a key like any other. */
function printKey(key: string): string {
  if (key === '__proto__') return '["__proto__"]'
  return /^[A-Za-z_]\w*$/u.test(key) ? key : printText(key)
}

/** Two signs that JSON allows in a text end a line in old JavaScript. */
function printText(value: null | boolean | number | string): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
}
