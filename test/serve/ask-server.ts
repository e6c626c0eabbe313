import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startServer, type RunningServer, type ServerOptions } from '../../engine/serve/start-server.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { smallDesk } from './small-desk.ts'

export interface Answered {
  readonly status: number
  readonly headers: { readonly [name: string]: string | string[] | undefined }
  readonly text: string
  readonly json: { readonly answer?: unknown; readonly error?: { readonly code: string; readonly message: string; readonly help?: string; readonly facts?: unknown } }
}

export interface Wanted {
  readonly method?: string
  readonly path: string
  /** Added to, or with undefined taken from, what a page of ours would send. */
  readonly headers?: { readonly [name: string]: string | undefined }
  readonly body?: string | Buffer
}

/** Starts a server for one test. */
export async function someServer(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer({ desk: smallDesk().desk, editor: builtEditor(), ...options })
  onTestFinished(() => server.close())
  return server
}

/** A built editor of three files, with a secret beside it. */
export function builtEditor(): string {
  const folder = join(temporaryFolder(), 'editor')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html><head><title>Chela</title></head><body>the page</body></html>')
  writeFileSync(join(folder, 'assets', 'main-0a1B2c3D.js'), 'export {}')
  writeFileSync(join(folder, 'sw.js'), 'self')
  writeFileSync(join(folder, '..', 'secret.js'), 'secret')
  return folder
}

/** Sends exactly what is told: the path is not made tidy, and any header can be set. */
export function ask(server: { readonly port: number }, { method = 'GET', path, headers = {}, body }: Wanted): Promise<Answered> {
  const all = Object.fromEntries(Object.entries({ host: `127.0.0.1:${server.port}`, ...headers }).filter((pair): pair is [string, string] => pair[1] !== undefined))
  return new Promise((resolve, reject) => {
    const sending = request({ host: '127.0.0.1', port: server.port, method, path, headers: all, setHost: false, agent: false }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: text.startsWith('{') ? (JSON.parse(text) as Answered['json']) : {} }))
      answer.on('error', reject)
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

/** Calls an operation as our page does. */
export function call(server: RunningServer, operation: string, given: unknown = [], more: Partial<Wanted> = {}): Promise<Answered> {
  const { headers, ...rest } = more
  return ask(server, {
    method: 'POST',
    path: `/api/${operation}`,
    body: JSON.stringify(given),
    ...rest,
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', ...headers },
  })
}

/** Opens a bare connection: what comes is gathered, and whether it was closed. */
export function bare(server: { readonly port: number }, sent: string): { readonly socket: Socket; readonly got: () => string; readonly closed: Promise<void> } {
  const socket = connect(server.port, '127.0.0.1')
  let got = ''
  socket.on('data', (chunk: Buffer) => (got += chunk.toString()))
  socket.on('error', () => {})
  socket.write(sent)
  onTestFinished(() => void socket.destroy())
  return { socket, got: () => got, closed: new Promise((done) => socket.once('close', () => done())) }
}
