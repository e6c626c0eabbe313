import { ToolError } from '../terms/tool.ts'

const unknownHost = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL', 'ENODATA']
const unreachable = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']
const slow: { readonly [code: string]: string } = {
  UND_ERR_CONNECT_TIMEOUT: 'could not be reached in time',
  UND_ERR_HEADERS_TIMEOUT: 'did not begin to answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of its answer',
  ETIMEDOUT: 'could not be reached in time',
}
/* Faults from before the first byte of the request has left. */
const beforeSending = [...unknownHost, ...unreachable, 'UND_ERR_CONNECT_TIMEOUT']

/**
 * Gives what a broken request is told as: a ToolError of `httpErrors`, or a plain error where a request that changes
 * something may have arrived.
 */
export function httpFault(cause: unknown, url: URL, changes: boolean): Error {
  const own = ownFault(cause)
  if (own !== undefined) return own
  const code = codeOf(cause)
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code)
  if (changes && !certificate && !beforeSending.includes(code)) return new Error(`The connection to ${url.host} broke after the request was sent (${code}).`)
  const facts = { host: url.host }
  if (certificate) return new ToolError('insecure', `The certificate of ${url.host} is not good (${code}).`, facts)
  if (unknownHost.includes(code)) return new ToolError('no-host', `No server named ${url.hostname} is known.`, facts)
  if (unreachable.includes(code)) return new ToolError('refused', `${url.host} could not be reached (${code}).`, facts)
  if (slow[code] !== undefined) return new ToolError('too-slow', `${url.host} ${slow[code]}.`, facts)
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') return new ToolError('too-large', `The head of the answer of ${url.host} is too large.`, facts)
  return new ToolError('bad-answer', `The answer of ${url.host} broke off or could not be read (${code}).`, facts)
}

/** A fault that one of our own hooks raised, however deep the client has wrapped it. */
function ownFault(cause: unknown, depth = 0): ToolError | undefined {
  if (cause instanceof ToolError) return cause
  if (!(cause instanceof Error) || depth > 4) return undefined
  if (cause instanceof AggregateError) return cause.errors.map((one) => ownFault(one, depth + 1)).find((one) => one !== undefined)
  return ownFault(cause.cause, depth + 1)
}

function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return 'no reason is given'
  const { code } = error as { readonly code?: unknown }
  if (typeof code === 'string') return code
  if (error instanceof AggregateError) return codeOf(error.errors[0], depth + 1)
  return error.cause === undefined ? error.name : codeOf(error.cause, depth + 1)
}
