/*
 * Starts the server of this machine. Owns: the address it is bound to, time limits of connections, its end. Does not own:
 * what it answers (app.ts). Always true: V1 it is bound to 127.0.0.1 and to nothing else; V2 nothing of a request is read
 * before the guard let it pass; V3 each start has a token of its own.
 */
import { getRequestListener } from '@hono/node-server'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Desk } from '../desk/desk.ts'
import { ChelaError } from '../terms/failure.ts'
import { openAccess } from './access.ts'
import { makeApp } from './app.ts'
import { EditorFiles } from './editor-files.ts'
import { refusalOfHead } from './guard.ts'
import { refusalText, type Refusal } from './refusal.ts'
import { securityHeaders } from './security-headers.ts'
import type { StreamLimits } from './stream-news.ts'

/** Sizes in bytes, times in milliseconds. */
export interface ServerLimits extends StreamLimits {
  readonly body: number
  /** How long the head of a request may take, and the whole of it. */
  readonly head: number
  readonly request: number
  readonly connections: number
  readonly streams: number
}

export interface ServerOptions {
  readonly desk: Desk
  /** Left out or 0: one that is free. */
  readonly port?: number
  /** The folder of the built editor. */
  readonly editor: string
  /** Only tests give the token: it is fresh otherwise. */
  readonly token?: string
  readonly limits?: Partial<ServerLimits>
  readonly tell?: (error: unknown) => void
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:4000`. */
  readonly address: string
  readonly port: number
  readonly token: string
  /** Gives a text that buys the token once, within a minute: for a link that others of this machine might see. */
  ticket(): string
  /** Ends streams and connections. */
  close(): Promise<void>
}

const loopback = '127.0.0.1'

const usual: ServerLimits = { body: 2 * 1024 * 1024, buffer: 4 * 1024 * 1024, heartbeat: 15_000, idle: 60_000, head: 10_000, request: 30_000, connections: 256, streams: 64 }

/** Starts the server. Throws ChelaError `port-taken` or `port-refused`. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { desk, editor, tell = () => {} } = options
  const limits = { ...usual, ...options.limits }
  const access = openAccess(Date.now, options.token)
  const streams = new Set<() => void>()
  const app = makeApp({ desk, access, files: new EditorFiles(editor), limits, streams, tell })
  const listener = getRequestListener((request, bindings) => app.fetch(request, bindings), { overrideGlobalObjects: false })
  // Nobody is answered before the port is known, nor on an old connection once the end has begun.
  let hosts: readonly string[] = []
  const server = createServer(
    { headersTimeout: limits.head, requestTimeout: limits.request, connectionsCheckingInterval: Math.min(limits.head, 5000), keepAliveTimeout: 5000, maxHeaderSize: 16 * 1024 },
    (incoming, outgoing) => (hosts.length === 0 ? outgoing.destroy() : void handle(incoming, outgoing, hosts, listener, limits.idle)),
  )
  server.maxConnections = limits.connections
  // Beyond a count Node would leave headers out unseen; the size of the head bounds them already.
  server.maxHeadersCount = 0
  const port = await listen(server, options.port ?? 0)
  hosts = [`${loopback}:${port}`, `localhost:${port}`]
  return {
    address: `http://${loopback}:${port}`,
    port,
    token: access.token,
    ticket: access.ticket,
    close: () =>
      new Promise((resolve) => {
        hosts = []
        server.close(() => resolve())
        for (const end of streams) end()
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 200).unref()
      }),
  }
}

async function handle(incoming: IncomingMessage, outgoing: ServerResponse, hosts: readonly string[], listener: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>, idle: number): Promise<void> {
  const refusal = refusalOfHead(incoming, hosts)
  if (refusal !== undefined) return refuse(outgoing, refusal)
  // A client that breaks off is no fault of the program.
  incoming.on('error', () => {})
  outgoing.on('error', () => {})
  await listener(incoming, outgoing).catch(() => outgoing.destroy())
  // From here on only the reader can hold things up.
  if (!outgoing.writableFinished) outgoing.setTimeout(idle, () => outgoing.destroy())
}

function refuse(outgoing: ServerResponse, refusal: Refusal): void {
  outgoing.writeHead(refusal.status, { ...securityHeaders(), 'Content-Type': 'application/json', 'Cache-Control': 'no-store', Connection: 'close' })
  outgoing.end(refusalText(refusal))
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE'
      reject(new ChelaError(taken ? 'port-taken' : 'port-refused', taken ? `Port ${port} is in use.` : `Port ${port} can not be used (${cause.code}).`, { help: 'Name another with --port, or leave it out for one that is free.', facts: { port }, cause }))
    })
    server.listen({ port, host: loopback, exclusive: true }, () => resolve((server.address() as AddressInfo).port))
  })
}
