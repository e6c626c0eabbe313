/*
 * Answers requests that passed the guard. Owns: which address does what, and that all of /api needs the token. Does not
 * own: the connection and its time limits (start-server.ts), the operations (operations.ts).
 */
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import type { Desk } from '../desk/desk.ts'
import type { Access } from './access.ts'
import { answerPage } from './answer-page.ts'
import type { EditorFiles } from './editor-files.ts'
import { argumentFault, callOperation, isOperation } from './operations.ts'
import { readArguments } from './read-arguments.ts'
import { refusalOfError, refusalText, type Refusal } from './refusal.ts'
import { securityHeaders } from './security-headers.ts'
import { readFollowed, streamNews, type StreamLimits } from './stream-news.ts'

export interface AppParts {
  readonly desk: Desk
  readonly access: Access
  readonly files: EditorFiles
  readonly limits: StreamLimits & { readonly body: number; readonly streams: number }
  /** The ways to end the streams that are open. */
  readonly streams: Set<() => void>
  /** Called with what broke, for the one who started the server. */
  readonly tell: (error: unknown) => void
}

type Ask = Context<{ Bindings: HttpBindings }>

const apiHeaders = { ...securityHeaders(), 'Cache-Control': 'no-store' }

/** Gives the server as a function from requests to answers. */
export function makeApp(parts: AppParts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  app.post('/api/token', (c) => {
    const token = parts.access.redeem(c.req.header('authorization'))
    return token === undefined ? refuse({ status: 401, code: 'no-access', message: 'This link was used before, or is too old.', help: 'Open the address that "chela serve" prints.' }) : answer(token)
  })
  app.use('/api/*', async (c, next) => {
    const refused = parts.access.refuses(c.req.header('authorization'))
    return refused === undefined ? next() : refuse(refused)
  })
  app.get('/api/stream', (c) => (c.req.method === 'HEAD' ? refuse(method) : stream(c, parts)))
  app.post('/api/:operation', (c) => operate(c, c.req.param('operation'), parts))
  app.all('/api/*', (c) => refuse(isOperation(c.req.path.slice('/api/'.length)) ? method : unknown))
  app.get('/*', async (c) => {
    const { status, headers, body } = await answerPage(parts.files, (c.env.incoming.url ?? '').split('?', 1)[0] as string)
    return new Response(body, { status, headers })
  })
  app.notFound(() => refuse(method))
  app.onError((error) => {
    parts.tell(error)
    return refuse(refusalOfError(error))
  })
  return app
}

const method: Refusal = { status: 405, code: 'method', message: 'This address is not used in this way.' }
const unknown: Refusal = { status: 404, code: 'unknown-operation', message: 'There is no such operation.' }

function refuse(refusal: Refusal): Response {
  return new Response(refusalText(refusal), { status: refusal.status, headers: { ...apiHeaders, 'Content-Type': 'application/json', ...(refusal.status === 401 && { 'WWW-Authenticate': 'Bearer' }) } })
}

function answer(value: unknown): Response {
  return new Response(JSON.stringify({ answer: value ?? null }), { status: 200, headers: { ...apiHeaders, 'Content-Type': 'application/json' } })
}

async function operate(c: Ask, name: string, { desk, limits, tell }: AppParts): Promise<Response> {
  if (!isOperation(name)) return refuse(unknown)
  const given = await readArguments(c.env.incoming as Parameters<typeof readArguments>[0], limits.body)
  if ('status' in given) return refuse(given)
  const fault = argumentFault(name, given)
  if (fault !== undefined) return refuse({ status: 400, code: 'bad-arguments', message: fault })
  try {
    return answer(await callOperation(desk, name, given))
  } catch (error) {
    const refusal = refusalOfError(error)
    if (refusal.status === 500) tell(error)
    return refuse(refusal)
  }
}

function stream(c: Ask, { desk, limits, streams }: AppParts): Response {
  const { incoming, outgoing } = c.env
  const followed = readFollowed(new URLSearchParams((incoming.url ?? '').split('?')[1] ?? ''), c.req.header('last-event-id'))
  if (followed === undefined) return refuse({ status: 400, code: 'bad-arguments', message: 'Write at most 16 times "follow=RUN&after=NUMBER", each run once.' })
  if (streams.size >= limits.streams) return refuse({ status: 503, code: 'too-many', message: `More than ${limits.streams} windows look on.`, help: 'Close some of them.' })
  const end = streamNews(desk, outgoing as Parameters<typeof streamNews>[1], followed, apiHeaders, limits)
  streams.add(end)
  outgoing.on('close', () => streams.delete(end))
  return RESPONSE_ALREADY_SENT
}
