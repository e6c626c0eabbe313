/** Where a scalar is to stand. Keys may look like numbers; flow style has more special signs and one line. */
type ScalarPlace = 'block' | 'flow' | 'key' | 'flow-key'

/**
 * Gives the YAML of a text, number, truth value or null. A text of several lines in block style is a literal block
 * whose lines are indented by `indent`; it needs `indent` of at least 1.
 */
export function writeScalar(value: null | boolean | number | string, indent: number, place: ScalarPlace): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  if (isPlain(value, place)) return value
  if (place === 'block' && isBlockText(value)) return writeLiteral(value, indent)
  return quote(value)
}

/** Gives a text in double quotes, or in single quotes where that avoids backslashes. */
function quote(value: string): string {
  if (/["\\]/.test(value) && isPrintable(value)) return `'${value.replaceAll("'", "''")}'`
  return quoteDouble(value)
}

/** Gives a text in double quotes, with everything escaped that can not be seen. */
export function quoteDouble(value: string): string {
  return JSON.stringify(value).replace(/[\x7f-\xa0\u00ad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff0-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

export function isPrintable(value: string): boolean {
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(value)
}

function isPlain(value: string, place: ScalarPlace): boolean {
  if (value === '' || value.trim() !== value || value.length > 1000 && place !== 'block') return false
  if (!isPrintable(value) || /^[-?:,[\]{}#&*!|>'"%@`<=]/.test(value)) return false
  if (/: | #|:$/.test(value) || value.startsWith('...')) return false
  if (place !== 'block' && /[,[\]{}:]/.test(value)) return false
  if (/^(?:~|null|Null|NULL)$/.test(value)) return false
  return place === 'key' || place === 'flow-key' || !looksTyped(value)
}

function looksTyped(value: string): boolean {
  return /^(?:true|True|TRUE|false|False|FALSE)$/.test(value) || /^[+.]?[0-9]/.test(value) && /^(?:0o[0-7]+|0x[0-9a-fA-F]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$/.test(value) || /^[+]?\.(?:inf|Inf|INF|nan|NaN|NAN|[0-9])/.test(value)
}

/** A text that a literal block can hold without an indentation mark or kept blank lines at its end. */
function isBlockText(value: string): boolean {
  if (!value.includes('\n') || /^\s/.test(value) || value.endsWith('\n\n')) return false
  const lines = value.split('\n')
  return lines.every((line) => line === '' || (isPrintable(line.replaceAll('\t', '')) && line.trim() !== '')) && !/^(?:---|\.\.\.)/m.test(value)
}

function writeLiteral(value: string, indent: number): string {
  const body = value.endsWith('\n') ? value.slice(0, -1) : value
  const lines = body.split('\n').map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
  return `${value.endsWith('\n') ? '|' : '|-'}\n${lines.join('\n')}`
}
