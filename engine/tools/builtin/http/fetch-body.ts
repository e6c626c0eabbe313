import type { HttpAnswer, HttpPort, HttpRequest } from '../../../terms/http-port.ts'
import type { ToolPorts } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'

/** The port to the network; fails with `not-here` on a host that has none. */
export function httpOf(ports: ToolPorts): HttpPort {
  if (ports.http !== undefined) return ports.http
  throw new ToolError('not-here', 'This host has no way to reach the network.')
}

export interface Fetched extends Pick<HttpAnswer, 'status' | 'url' | 'headers'> {
  readonly body: Uint8Array
}

/** Asks for something and reads all of it; a status that is no success fails with `status`. */
export async function fetchBody(ports: ToolPorts, request: HttpRequest, signal: AbortSignal): Promise<Fetched> {
  const answer = await httpOf(ports).request(request, signal)
  if (answer.status < 200 || answer.status > 299) {
    answer.close()
    throw statusError(answer)
  }
  return { status: answer.status, url: answer.url, headers: answer.headers, body: await readAll(answer.body) }
}

export function statusError({ status, url }: Pick<HttpAnswer, 'status' | 'url'>): ToolError {
  const { host } = new URL(url)
  return new ToolError('status', `${host} answered with status ${status}${meanings[status] === undefined ? '' : ` (${meanings[status]})`}.`, { status, host })
}

const meanings: { readonly [status: number]: string } = {
  400: 'it did not understand the request',
  401: 'it wants a login',
  403: 'it does not permit this',
  404: 'there is nothing at this address',
  405: 'not this way',
  410: 'what was there is gone',
  429: 'too many requests; wait a while',
  500: 'it broke',
  502: 'a server behind it broke',
  503: 'it is overloaded or closed for now',
  504: 'a server behind it is too slow',
}

export async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return joined(chunks)
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
