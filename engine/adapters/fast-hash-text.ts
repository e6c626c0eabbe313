import { createHash } from 'node:crypto'

/** Gives the SHA-256 of the UTF-8 of a text in lower-case hexadecimal, by the code of the platform. */
export function fastHashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
