/*
 * Asks the server of an account. Owns: where the secret may go. Always true: the secret is sent to the origin of the account
 * and to no other, over TLS or on this machine; no answer is read further than its bound; no error holds the secret.
 */
import { ToolError } from '../terms/tool.ts'
import type { DavLogin } from './accounts-file.ts'

const mostBytes = 32 * 1024 * 1024
const mostRedirects = 3
const patience = 30_000

export interface DavRequest {
  readonly method: 'PROPFIND' | 'REPORT' | 'GET' | 'PUT' | 'DELETE'
  /** A path on the server of the account, or a whole address on it. */
  readonly path: string
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string
}

export interface DavResponse {
  readonly status: number
  readonly etag: string | null
  readonly text: string
  /** Where the answer came from, after redirects. */
  readonly path: string
}

/** Sends one request; redirects are followed on the same origin only. Throws ToolError with a code of `davErrors`. */
export async function davRequest(login: DavLogin, request: DavRequest, signal: AbortSignal): Promise<DavResponse> {
  let url = onServer(login, request.path)
  for (let redirects = 0; ; redirects++) {
    const response = await send(login, url, request, signal)
    const next = response.status >= 300 && response.status < 400 && response.status !== 304 ? response.headers.get('location') : null
    if (next === null) return await finished(response, url)
    await response.body?.cancel()
    if (redirects >= mostRedirects) throw new ToolError('bad-answer', `The server ${login.url.host} sends from one address to the next without end.`)
    url = onServer(login, next, url)
  }
}

/** Gives an address as one on the server of the account; refuses any other. */
export function onServer(login: DavLogin, path: string, base: URL = login.url): URL {
  if (!URL.canParse(path, base.href)) throw new ToolError('bad-answer', `The server ${login.url.host} gave an address that can not be read.`)
  const url = new URL(path, base.href)
  if (url.origin === login.url.origin && url.username === '' && url.password === '') return url
  throw new ToolError('refused', `${login.url.host} leads to ${url.host}, where the secret of this account does not belong. If that is right, write the address there as the "url" of the account.`)
}

async function send(login: DavLogin, url: URL, request: DavRequest, signal: AbortSignal): Promise<Response> {
  const { method, headers = {}, body } = request
  const authorization = `Basic ${Buffer.from(`${login.user}:${login.password}`, 'utf8').toString('base64')}`
  try {
    return await fetch(url, {
      method,
      headers: { ...headers, authorization, 'user-agent': 'Chela' },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      ...(body === undefined ? {} : { body }),
    })
  } catch (cause) {
    throw broken(login, cause, method === 'PUT' || method === 'DELETE')
  }
}

const beforeSending = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

/** A change whose connection broke after it was made may have taken place: that is no declared error. */
function broken(login: DavLogin, cause: unknown, changes: boolean): Error {
  const code = codeOf(cause)
  const certificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|TLS|SSL/.test(code)
  if (changes && !certificate && !beforeSending.includes(code)) return new Error(`The connection to ${login.url.host} broke while something was being changed (${code}).`)
  const why = certificate ? `its certificate is not good (${code})` : code
  return new ToolError('unreachable', `The server ${login.url.host} could not be reached: ${why}.`)
}

function codeOf(error: unknown): string {
  const { code, cause, name } = error as { readonly code?: unknown; readonly cause?: unknown; readonly name?: string }
  if (typeof code === 'string') return code
  return typeof cause === 'object' && cause !== null ? codeOf(cause) : (name ?? 'no reason is given')
}

async function finished(response: Response, url: URL): Promise<DavResponse> {
  if (response.status === 401 || response.status === 403) {
    await response.body?.cancel()
    if (response.status === 401) throw new ToolError('login', `The server ${url.host} refused the user or the secret of this account.`)
    throw new ToolError('refused', `The server ${url.host} does not permit this at ${shownPath(url)}.`)
  }
  return { status: response.status, etag: response.headers.get('etag'), text: await boundedText(response, url), path: url.pathname }
}

async function boundedText(response: Response, url: URL): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length
      if (size > mostBytes) break
      chunks.push(chunk)
    }
  } catch (cause) {
    if (response.status >= 400 || response.status === 201 || response.status === 204) return ''
    throw new ToolError('bad-answer', `The answer of ${url.host} broke off (${codeOf(cause)}).`)
  }
  if (size > mostBytes) throw new ToolError('too-large', `The answer of ${url.host} is larger than ${mostBytes} bytes. Ask for a shorter span or a smaller calendar.`)
  return new TextDecoder().decode(Buffer.concat(chunks))
}

function shownPath(url: URL): string {
  return JSON.stringify(url.pathname.slice(0, 200))
}
