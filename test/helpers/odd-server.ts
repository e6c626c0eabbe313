import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface OddServer {
  /** `127.0.0.1:PORT` */
  readonly host: string
  readonly url: string
  /** Every request that came, as `METHOD path`. */
  readonly seen: string[]
  readonly requests: IncomingMessage[]
  close(): Promise<void>
}

/** Serves by path from a map of answers; a path that is not there gives 404. Closing breaks all connections. */
export async function oddServer(answers: { readonly [path: string]: (request: IncomingMessage, response: ServerResponse) => unknown }): Promise<OddServer> {
  const sockets = new Set<Socket>()
  const seen: string[] = []
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    requests.push(request)
    response.on('error', () => {})
    const path = (request.url ?? '').split('?')[0] as string
    const answer = Object.hasOwn(answers, path) ? answers[path] : undefined
    if (answer !== undefined) return void answer(request, response)
    response.writeHead(404, { 'content-type': 'text/plain' }).end('nothing here')
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { host: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, seen, requests, close }
}

/** Writes a raw answer to the socket, byte for byte. */
export function rawAnswer(response: ServerResponse, text: string, end = true): void {
  const { socket } = response
  socket?.write(text)
  if (end) socket?.end()
}
