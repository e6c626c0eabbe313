/*
 * Puts one body to an endpoint through the OpenAI library and gives its reply. Owns: what leaves and is told of (each try),
 * time-outs, tries and the waiting between them, the words of failures. Always true: E1 nothing but the body, the key and
 * the kind of the content leaves, and only to this address; E2 no error holds the key; E3 what comes back is bounded.
 */
import OpenAI, { APIConnectionError, APIError, APIUserAbortError } from 'openai'
import type { JsonObject } from '../terms/json.ts'
import { ModelError } from '../terms/ports.ts'
import { ReplyBuilder, type ChatReply } from './chat-reply.ts'
import { pause, waitBefore } from './retry-wait.ts'
import { visibleText } from './visible-text.ts'

export interface Endpoint {
  readonly url: string
  readonly key: string | undefined
  /** Milliseconds that one try may take. */
  readonly timeout: number
  /** Milliseconds before the second try. */
  readonly firstWait: number
  /** Is told of each body right before it leaves; what it throws keeps the body here. */
  readonly leaving: (body: string) => void
}

/** The endpoint does not take a body of this kind; one that asks less of it may do. */
export class BodyRefused extends Error {}

const mostTries = 4
const largest = 8 * 1024 * 1024

/** Gives the reply to a body. Throws ModelError, BodyRefused where the endpoint calls the body bad, or the reason of the signal. */
export async function askEndpoint(endpoint: Endpoint, body: JsonObject, signal: AbortSignal): Promise<ChatReply> {
  for (let tries = 1; ; tries++) {
    const timer = AbortSignal.timeout(endpoint.timeout)
    try {
      return await tryOnce(endpoint, body, AbortSignal.any([signal, timer]))
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const own = [error, (error as Error).cause].find((one) => one instanceof ModelError)
      if (own !== undefined) throw own
      if (timer.aborted) throw new ModelError('no-model', `The model at ${hostOf(endpoint)} did not answer within ${Math.round(endpoint.timeout / 1000)} s.`)
      const wait = waitBefore(error, tries, endpoint.firstWait)
      if (wait === undefined || tries >= mostTries) throw failureOf(error, endpoint, tries)
      await pause(wait, signal)
    }
  }
}

async function tryOnce(endpoint: Endpoint, body: JsonObject, signal: AbortSignal): Promise<ChatReply> {
  const builder = new ReplyBuilder()
  const client = clientOf(endpoint)
  const request = body as unknown as OpenAI.ChatCompletionCreateParams
  const answer: unknown = await client.chat.completions.create(request, { signal })
  if (body['stream'] !== true) builder.add(answer)
  else for await (const piece of answer as AsyncIterable<unknown>) builder.add(piece)
  // A stream that is cut off ends quietly.
  signal.throwIfAborted()
  const reply = builder.reply()
  if (reply.finish === '' && reply.content === '' && reply.calls.length === 0) throw new Unfinished()
  return reply
}

/** The connection ended before the answer did. */
class Unfinished extends Error {}

/** All settings are given here, so that no variable of the environment can lead elsewhere or switch on a log. */
function clientOf({ url, key, timeout, leaving }: Endpoint): OpenAI {
  return new OpenAI({
    baseURL: url,
    apiKey: key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout,
    logLevel: 'off',
    fetch: async (_address, init) => {
      const text = String(init?.body ?? '')
      leaving(text)
      const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...(key !== undefined && { authorization: `Bearer ${key}` }) }
      const response = await fetch(`${url.replace(/\/+$/, '')}/chat/completions`, { method: 'POST', body: text, headers, redirect: 'error', credentials: 'omit', signal: init?.signal ?? null })
      return new Response(response.body?.pipeThrough(bounded()) ?? null, { status: response.status, headers: response.headers })
    },
  })
}

function bounded(): TransformStream<Uint8Array, Uint8Array> {
  let size = 0
  return new TransformStream({
    transform: (piece, controller) => {
      size += piece.length
      if (size > largest) controller.error(new ModelError('invalid-answer', 'The answer of the model was larger than 8 MiB.'))
      else controller.enqueue(piece)
    },
  })
}

function failureOf(error: unknown, endpoint: Endpoint, tries: number): Error {
  const host = hostOf(endpoint)
  const after = tries > 1 ? `, after ${tries} tries` : ''
  if (!(error instanceof APIError) || error instanceof APIConnectionError || error instanceof APIUserAbortError || error.status === undefined) {
    return new ModelError('no-model', `The model at ${host} could not be reached${after}.`)
  }
  const { status } = error as { readonly status: number }
  const said = scrubbed(error.message, endpoint.key)
  // What the endpoint says of a key may hold a part of it.
  if (status === 401 || status === 403) return new ModelError('no-model', `The model at ${host} refused the key (${status}). Give it anew with "chela model set --key".`)
  if (status === 400 || status === 422) return new BodyRefused(`The model at ${host} does not take the question: ${said}`)
  if (status === 404) return new ModelError('no-model', `There is no such model or address at ${host}: ${said}`)
  if (status === 429) return new ModelError('no-model', `The model at ${host} takes no more questions now${after}: ${said}`)
  return new ModelError('no-model', `The model at ${host} failed with ${status}${after}: ${said}`)
}

function scrubbed(text: string, key: string | undefined): string {
  return visibleText(key === undefined ? text : text.replaceAll(key, '***'), 300)
}

function hostOf({ url }: Endpoint): string {
  return URL.canParse(url) ? new URL(url).host : 'an address that can not be read'
}
