/*
 * A language model for tests: a real HTTP server that speaks Chat Completions and answers from a script. Fails loudly on a
 * question that the script has no step for: with an error to the asker, and again when it is closed. Keeps every byte it received.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JsonObject } from '../../engine/terms/json.ts'
import { chooseAnswer, type Personality, type Prompt, type Script } from './scripted-model-script.ts'
import { bodyFault, promptOf, sendReply } from './scripted-model-wire.ts'

/** Something else than an answer, for one request. */
export type Mishap =
  | { readonly status: number; readonly headers?: { readonly [name: string]: string }; readonly message?: string }
  /** The connection breaks: at once, or in the middle of the answer. */
  | 'hang-up'
  | 'cut-off'
  /** Nothing comes, ever. */
  | 'silence'
  /** An answer that is no Chat Completion. */
  | 'nonsense'

export interface ScriptedModelOptions {
  readonly script: Script
  readonly personality?: Personality
  /** The key it wants; left out: any. */
  readonly key?: string
  /** What it does not take, as an endpoint that can not do it. */
  readonly refuses?: readonly ('json-schema' | 'tools' | 'json-object' | 'streaming')[]
  /** Thinks first, and wants its thoughts back with its tool calls. */
  readonly thinking?: boolean
  /** Happens to the first requests, one after the other. */
  readonly mishaps?: readonly Mishap[]
  /** Milliseconds before each answer of a slow one; 200 when left out. */
  readonly delay?: number
  /** Gives no counts of tokens. */
  readonly uncounted?: boolean
}

export interface ScriptedModel {
  /** The address before `/chat/completions`. */
  readonly url: string
  /** The bodies it received, in order, as objects. */
  readonly bodies: readonly JsonObject[]
  /** Every byte it received: heads and bodies, as text. */
  bytes(): string
  /** Questions without a step. */
  readonly unscripted: readonly string[]
  /** What happens to the next requests. */
  happen(...mishaps: readonly Mishap[]): void
  /** Ends it; throws when it was asked what its script does not know, unless that is `expected`. */
  close(expected?: 'unscripted'): Promise<void>
}

/** Starts a scripted model on a free port of this machine, or on the one given. */
export async function scriptedModel(options: ScriptedModelOptions, port = 0): Promise<ScriptedModel> {
  const state = new State(options)
  const server = createServer((request, response) => void state.serve(request, response).catch((error: unknown) => response.destroy(error as Error)))
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    bodies: state.bodies,
    bytes: () => state.received.join('\n'),
    unscripted: state.unscripted,
    happen: (...mishaps) => void state.mishaps.push(...mishaps),
    close: async (expected) => {
      await closed(server)
      if (state.unscripted.length > 0 && expected !== 'unscripted') throw new Error(`The scripted model was asked what its script does not know:\n${state.unscripted.join('\n---\n')}`)
    },
  }
}

class State {
  readonly bodies: JsonObject[] = []
  readonly received: string[] = []
  readonly unscripted: string[] = []
  readonly mishaps: Mishap[]
  readonly #options: ScriptedModelOptions
  #turn = 0

  constructor(options: ScriptedModelOptions) {
    this.#options = options
    this.mishaps = [...(options.mishaps ?? [])]
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await bodyOf(request)
    this.received.push(`${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n\n${text}`)
    const { key, script, personality = 'exact', delay = 200 } = this.#options
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`) return refuse(response, 401, `Incorrect API key provided: ${request.headers.authorization ?? ''}`)
    if (request.method === 'GET' && request.url === '/v1/models') return send(response, 200, { object: 'list', data: [{ id: 'scripted', object: 'model' }] })
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return refuse(response, 404, 'There is nothing here.')
    const body = JSON.parse(text) as JsonObject
    this.bodies.push(body)
    if (this.#mishap(response)) return
    const fault = bodyFault(body, this.#options)
    if (fault !== undefined) return refuse(response, 400, fault)
    const prompt: Prompt = promptOf(body)
    const choice = chooseAnswer(script, personality, prompt, this.#turn)
    if (choice === undefined) {
      this.unscripted.push(prompt.text)
      return refuse(response, 404, `The script has no step for this question: ${prompt.question.slice(0, 200)}`)
    }
    if (prompt.repairs === 0) this.#turn++
    if (personality === 'slow') await new Promise((done) => setTimeout(done, delay))
    await sendReply(response, body, choice, this.#options)
  }

  #mishap(response: ServerResponse): boolean {
    const mishap = this.mishaps.shift()
    if (mishap === undefined) return false
    if (mishap === 'hang-up') response.destroy()
    else if (mishap === 'cut-off') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"choices":[{"index":0,"delta":{"content":"{\\"ans"}}]}\n\n', () => response.destroy())
    } else if (mishap === 'nonsense') send(response, 200, { hello: 'world' })
    else if (mishap !== 'silence') send(response, mishap.status, { error: { message: mishap.message ?? 'It went wrong.', type: 'server_error' } }, mishap.headers)
    return true
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString()
}

function refuse(response: ServerResponse, status: number, message: string): void {
  send(response, status, { error: { message, type: 'invalid_request_error' } })
}

function send(response: ServerResponse, status: number, value: unknown, headers: { readonly [name: string]: string } = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeAllConnections()
  await done
}
