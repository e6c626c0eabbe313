/** Tells whether spreadsheets take a text for a formula when they open the file. Signed numbers and telephone numbers are none. */
export function isFormula(text: string): boolean {
  return /^\s*[=@\uff1d\uff20]/.test(text) || /^[\t\r]/.test(text) || /^\s*[+\-\uff0b\uff0d](?![\d\s().,/-]*$)/.test(text)
}
