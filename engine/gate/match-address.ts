const mail = /^([^\s@<>,;:"()[\]\\]+)@([^\s@<>,;:"()[\]\\]+)$/
const phone = /^\+?[0-9][0-9 ()./-]*$/

/** Tells whether two addresses are one: the domain of a mail address in any case, a telephone number by its digits. */
export function isAddress(value: string, bound: string): boolean {
  return value === bound || plainAddress(value) === plainAddress(bound)
}

function plainAddress(text: string): string {
  const parts = mail.exec(text)
  if (parts !== null) return `${parts[1]}@${asciiLower(parts[2] as string)}`
  if (phone.test(text)) return text.replace(/[^+0-9]/g, '').replace(/^00/, '+')
  return text
}

/* Not toLowerCase: it turns the Kelvin sign into a plain "k", which is another domain to a mail server. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** Tells whether a text could reach the address of the bound, for rules that forbid: anywhere in it, in any case. */
export function mayBeAddress(value: string, bound: string): boolean {
  const folded = bound.normalize('NFKC').trim().toLowerCase()
  if (isAddress(value, bound) || value.normalize('NFKC').toLowerCase().includes(folded)) return true
  const digits = digitsOf(value)
  const other = digitsOf(bound)
  return phone.test(bound.trim()) && digits.length >= 6 && other.length >= 6 && (digits.endsWith(other) || other.endsWith(digits))
}

/* Without the leading zeros, which stand for a country or an area. */
function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/[^0-9]/g, '').replace(/^0+/, '')
}
