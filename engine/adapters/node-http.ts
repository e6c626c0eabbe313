import type { Agent, Dispatcher } from 'undici'
import type { HttpAnswer, HttpPort, HttpRequest } from '../terms/http-port.ts'
import { isSameHost } from '../terms/web-address.ts'
import { ToolError } from '../terms/tool.ts'
import { acceptedEncodings, boundedBody, tooLarge } from './http-body.ts'
import { guardedConnector, type Resolve } from './http-connect.ts'
import { httpFault } from './http-fault.ts'
import { anyReach, firstHop, nextHop, reachExcept, reachWithin, type Reach } from './http-hops.ts'

export interface NodeHttpOptions {
  /** Hosts on this machine or in private networks that may be reached: `nas.local`, `127.0.0.1:8080`. */
  readonly allowPrivate?: readonly string[]
  /** Gives the addresses of a name; left out: as the system does. */
  readonly resolve?: Resolve
  /** Milliseconds. */
  readonly times?: Partial<HttpTimes>
}

interface HttpTimes {
  readonly connect: number
  /** Until the head of the answer is there. */
  readonly head: number
  /** Between two pieces of the body. */
  readonly idle: number
  readonly whole: number
}

const usualTimes: HttpTimes = { connect: 10_000, head: 30_000, idle: 30_000, whole: 600_000 }
const largestHead = 32 * 1024
const plainAgent = 'Chela'

interface Agents {
  readonly reading: Agent
  readonly changing: Agent
}

/**
 * Asks servers from this machine. Connections are kept for four seconds, those of changes not at all. Loads its library
 * at the first request, since most commands ask for nothing.
 */
export function nodeHttp(options: NodeHttpOptions = {}): HttpPort & { close(): Promise<void> } {
  const times = { ...usualTimes, ...options.times }
  let agents: Promise<Agents> | undefined
  const agentFor = async (request: HttpRequest): Promise<Agent> => {
    agents ??= openAgents(options, times)
    const { reading, changing } = await agents
    return changes(request) ? changing : reading
  }
  const port = (reach: Reach): HttpPort => ({
    request: async (request, signal) => {
      const first = firstHop(request, reach)
      return follow(await agentFor(request), request, first, reach, times.whole, signal)
    },
    within: (fits) => port(reachWithin(reach, fits)),
    except: (refuses) => port(reachExcept(reach, refuses)),
  })
  const close = async (): Promise<void> => {
    if (agents === undefined) return
    const { reading, changing } = await agents
    await Promise.all([reading.close(), changing.close()])
  }
  return { ...port(anyReach), close }
}

async function openAgents({ allowPrivate = [], resolve }: NodeHttpOptions, times: HttpTimes): Promise<Agents> {
  const { Agent, buildConnector } = await import('undici')
  const connect = guardedConnector(buildConnector, { allowPrivate, time: times.connect, ...(resolve !== undefined && { resolve }) })
  const shared = { connect, maxHeaderSize: largestHead, headersTimeout: times.head, bodyTimeout: times.idle }
  return {
    reading: new Agent({ ...shared, pipelining: 1, keepAliveTimeout: 4000, keepAliveMaxTimeout: 4000 }),
    // A kept connection may be closed from afar just as a request goes out, and nobody could tell whether it arrived.
    changing: new Agent({ ...shared, pipelining: 0 }),
  }
}

function changes({ method }: HttpRequest): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

/** Makes the request and follows redirects. The time of the whole runs on until the body is read. */
async function follow(agent: Agent, request: HttpRequest, first: URL, reach: Reach, whole: number, signal: AbortSignal): Promise<HttpAnswer> {
  const watch = watchTime(request.time ?? whole, signal, first)
  let url = first
  try {
    for (let hops = 0; ; hops++) {
      const answer = await send(agent, request, url, !isSameHost(first, url), watch.signal)
      const headers = plainHeaders(answer.headers)
      const next = changes(request) ? undefined : redirect(answer, () => nextHop(url, first, answer.statusCode, headers['location'], hops, reach))
      if (next === undefined) return { status: answer.statusCode, url: url.href, headers, ...bodyOf(answer, request, url, headers, watch) }
      url = next
    }
  } catch (cause) {
    watch.end()
    throw watch.fault(cause, url, changes(request))
  }
}

/** A body that nobody will read must not hold its connection. */
function redirect(answer: Dispatcher.ResponseData, look: () => URL | undefined): URL | undefined {
  let next: URL | undefined
  try {
    next = look()
  } catch (error) {
    answer.body.on('error', () => {}).destroy()
    throw error
  }
  if (next !== undefined) answer.body.on('error', () => {}).destroy()
  return next
}

async function send(agent: Agent, request: HttpRequest, url: URL, elsewhere: boolean, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  signal.throwIfAborted()
  const headers = { 'user-agent': plainAgent, accept: '*/*', 'accept-encoding': request.raw === true ? 'identity' : acceptedEncodings, ...(elsewhere ? {} : request.headers) }
  return agent.request({ origin: url.origin, path: `${url.pathname}${url.search}`, method: request.method, headers, body: request.body ?? null, signal })
}

function bodyOf(answer: Dispatcher.ResponseData, request: HttpRequest, url: URL, headers: HttpAnswer['headers'], watch: Watch): Pick<HttpAnswer, 'body' | 'close'> {
  const length = Number(headers['content-length'] ?? 0)
  const { most } = request
  if (request.method !== 'HEAD' && length > most && !changes(request)) {
    answer.body.on('error', () => {}).destroy()
    throw tooLarge(url.host, most)
  }
  const encoding = request.raw === true || request.method === 'HEAD' ? '' : (headers['content-encoding'] ?? '')
  const body = openBody(answer, { encoding, most, host: url.host }, changes(request))
  const close = (): void => {
    body.destroy()
    watch.end()
  }
  return { body: readBody(body, close, (cause) => watch.fault(changes(request) ? afterSending(cause) : cause, url, changes(request))), close }
}

/* A declared error would say that nothing was sent. */
function afterSending(cause: unknown): unknown {
  return cause instanceof ToolError ? new Error(cause.message) : cause
}

function openBody(answer: Dispatcher.ResponseData, bounds: Parameters<typeof boundedBody>[1], changing: boolean): ReturnType<typeof boundedBody> {
  try {
    return boundedBody(answer.body, bounds)
  } catch (error) {
    answer.body.on('error', () => {}).destroy()
    throw changing ? afterSending(error) : error
  }
}

async function* readBody(body: AsyncIterable<Uint8Array>, close: () => void, fault: (cause: unknown) => Error): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (cause) {
    throw fault(cause)
  } finally {
    close()
  }
}

interface Watch {
  readonly signal: AbortSignal
  end(): void
  fault(cause: unknown, url: URL, changes: boolean): Error
}

/** Ends the request when its time is over or the deed is left, and tells the two apart. */
function watchTime(time: number, outer: AbortSignal, first: URL): Watch {
  const controller = new AbortController()
  let over = false
  const timer = setTimeout(() => {
    over = true
    controller.abort()
  }, time)
  timer.unref()
  const leave = (): void => controller.abort(outer.reason)
  if (outer.aborted) leave()
  outer.addEventListener('abort', leave, { once: true })
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer)
      outer.removeEventListener('abort', leave)
    },
    fault: (cause, url, changing) => {
      if (over && !changing) return new ToolError('too-slow', `${first.host} took longer than ${time / 1000} s.`, { host: first.host })
      if (outer.aborted && cause instanceof Error) return cause
      return httpFault(cause, url, changing)
    },
  }
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): HttpAnswer['headers'] {
  const plain: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value
  return plain
}
