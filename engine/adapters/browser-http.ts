import type { HttpAnswer, HttpPort, HttpRequest } from '../terms/http-port.ts'
import { ToolError } from '../terms/tool.ts'
import { anyReach, firstHop, nextHop, reachExcept, reachWithin, type Reach } from './http-hops.ts'

const patience = 600_000

/**
 * Asks servers from a page. The browser decides what may be reached (its rules between origins), resolves names and keeps
 * private networks apart by itself; it shows no redirect to a page, so that an address that leads on fails with
 * `other-host`. Sends no cookies and keeps nothing.
 */
export function browserHttp(send: typeof fetch = (...parts) => fetch(...parts)): HttpPort {
  const port = (reach: Reach): HttpPort => ({
    request: (request, signal) => ask(send, request, reach, signal),
    within: (fits) => port(reachWithin(reach, fits)),
    except: (refuses) => port(reachExcept(reach, refuses)),
  })
  return port(anyReach)
}

async function ask(send: typeof fetch, request: HttpRequest, reach: Reach, signal: AbortSignal): Promise<HttpAnswer> {
  const url = firstHop(request, reach)
  const changes = request.method !== 'GET' && request.method !== 'HEAD'
  const timer = AbortSignal.timeout(request.time ?? patience)
  const response = await send(url.href, {
    method: request.method,
    headers: { ...request.headers },
    body: request.body === undefined ? null : new Uint8Array(request.body),
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.any([signal, timer]),
  }).catch((cause: unknown) => {
    throw faultOf(cause, url, changes, timer)
  })
  const headers = plainHeaders(response.headers)
  if (response.type === 'opaqueredirect' || (!changes && nextHop(url, url, response.status, headers['location'], 0, reach) !== undefined)) {
    if (changes) throw new Error(`${url.host} leads on to another address, which a browser does not show.`)
    throw new ToolError('other-host', `${url.host} leads on to another address, which a browser does not show. Ask for that address itself.`, { host: url.host })
  }
  const close = (): void => void response.body?.cancel().catch(() => {})
  return { status: response.status, url: url.href, headers, body: bounded(response, request.most, url, changes, timer), close }
}

async function* bounded(response: Response, most: number, url: URL, changes: boolean, timer: AbortSignal): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader()
  let size = 0
  try {
    for (;;) {
      const piece = await reader?.read()
      if (piece === undefined || piece.done) return
      size += piece.value.length
      if (size > most) throw new ToolError('too-large', `The answer of ${url.host} is larger than ${most} bytes.`, { host: url.host, max: most })
      yield piece.value
    }
  } catch (cause) {
    throw faultOf(cause, url, changes, timer)
  } finally {
    await reader?.cancel().catch(() => {})
  }
}

/** A browser does not say why: no such host, refused, a bad certificate and a rule between origins look the same. */
function faultOf(cause: unknown, url: URL, changes: boolean, timer: AbortSignal): unknown {
  if (changes) return new Error(`The connection to ${url.host} broke, or the browser does not permit it.`)
  if (cause instanceof ToolError) return cause
  if (timer.aborted) return new ToolError('too-slow', `${url.host} took too long.`, { host: url.host })
  if (cause instanceof DOMException && cause.name === 'AbortError') return cause
  return new ToolError('refused', `${url.host} could not be reached, or the browser does not permit it.`, { host: url.host })
}

function plainHeaders(headers: Headers): HttpAnswer['headers'] {
  const plain: Record<string, string> = Object.create(null) as Record<string, string>
  headers.forEach((value, name) => (plain[name] = value))
  return plain
}
