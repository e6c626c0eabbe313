import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'

const token = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/
/* Visible ASCII, blanks and tabs inside: nothing that ends a line. */
const value = /^(?:[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?)?$/
const ofTheConnection = /^(?:host|connection|content-length|transfer-encoding|te|trailer|upgrade|expect|keep-alive|accept-encoding|range|if-range|via|forwarded|x-forwarded-.*|x-real-ip|x-http-method.*|x-method-override|proxy-.*|sec-.*|origin|referer)$/
const secret = /^(?:authorization|cookie2?|set-cookie2?)$|(?:^|[-_])(?:auth|token|secret|password|apikey|api-key|session|signature|credentials?)(?:$|[-_])/

/** The argument of tools that set headers. */
export const headersSchema = {
  type: 'object',
  additionalProperties: { type: 'string', maxLength: 2000 },
  description: 'Headers by name, such as accept. None that holds a secret or belongs to the connection.',
} as const

/** Gives headers with their names in lower case; fails with `bad-header` for any that may not be set. */
export function requestHeaders(headers: { readonly [name: string]: unknown } = {}): { readonly [name: string]: string } {
  const plain: Record<string, string> = Object.create(null) as Record<string, string>
  const entries = Object.entries(headers)
  if (entries.length > 30) throw new ToolError('bad-header', 'At most 30 headers can be set.')
  for (const [name, text] of entries) {
    const lower = name.toLowerCase()
    const why = faultOf(lower, text)
    if (why !== undefined) throw new ToolError('bad-header', `The header ${quoted(name)} ${why}.`)
    plain[lower] = text as string
  }
  return plain
}

function faultOf(name: string, text: unknown): string | undefined {
  if (!token.test(name)) return 'has a name that no header has'
  if (ofTheConnection.test(name)) return 'belongs to the connection and is set by itself'
  if (secret.test(name)) return 'would hold a secret, and secrets are never arguments'
  if (typeof text !== 'string' || text.length > 2000 || !value.test(text)) return 'has a value that no header can have'
  return undefined
}
