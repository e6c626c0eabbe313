/*
 * The desk of the machine, as the page has it: operations over HTTP, news over one stream for all windows of the browser. Owns:
 * calls, errors, the token. Does not own: the stream (news-stream.ts, news-windows.ts). Always true: an entry of a followed run
 * comes once and in order, whatever happens to the connection or to other windows; other news tell how things stand, and may
 * come again.
 */
import { ChelaError, type Desk, type JsonObject } from '../../engine/index.ts'
import { openConnection, type Connection, type ConnectionState } from './connection.ts'
import { NewsStream, type StreamTimes } from './news-stream.ts'
import { NewsWindows } from './news-windows.ts'
import { serverNews } from './server-news.ts'

type Operation = Exclude<keyof Desk, 'watch'>

/** The name of every operation. */
export const operations: { readonly [name in Operation]: true } = {
  facts: true, tools: true,
  skills: true, read: true, save: true, keepBeside: true, move: true, remove: true,
  report: true, accept: true, unaccept: true, test: true, rehearse: true,
  ask: true, revise: true, start: true, runs: true, entries: true, runText: true, view: true, whyNot: true, deedWords: true, asks: true, answer: true,
  pause: true, resume: true, step: true, cancel: true, undo: true, settle: true, send: true, fork: true, changeContract: true,
  policy: true, savePolicy: true, synonyms: true, saveSynonyms: true, grants: true, revoke: true,
  model: true, chooseModel: true, tryModel: true, forgetModel: true, egress: true, keepEgress: true,
  memory: true, rememberFact: true, forgetFact: true, unlockMemory: true, lockMemory: true, protectMemory: true,
}

export interface ServedDesk {
  readonly desk: Desk
  readonly connection: Connection
}

/** Gives the desk behind a server. `base`: its address, such as `http://127.0.0.1:4000`. */
export function servedDesk(base: string, token: string, times?: Partial<StreamTimes>): ServedDesk {
  const { connection, set: show } = openConnection(() => {
    stream.close()
    windows.close()
  })
  const set = (state: ConnectionState): void => {
    show(state)
    windows.hear(state)
  }
  const windows: NewsWindows = new NewsWindows(serverNews(base, token), token, () => stream)
  const call = (name: Operation, given: readonly unknown[]): Promise<unknown> => post(base, token, name, given, () => set('refused'))
  const calls = Object.fromEntries(Object.keys(operations).map((name) => [name, (...given: unknown[]) => call(name as Operation, given)])) as unknown as Omit<Desk, 'watch'>
  const stream: NewsStream = new NewsStream({ source: windows.source, set, desk: calls, times })
  return { desk: { ...calls, watch: (news, follow) => stream.watch(news, follow) }, connection }
}

async function post(base: string, token: string, name: string, given: readonly unknown[], refused: () => void): Promise<unknown> {
  const answer = await globalThis
    .fetch(`${base}/api/${name}`, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }, body: JSON.stringify(withoutEnd(given)), credentials: 'omit', redirect: 'error', cache: 'no-store' })
    .catch((cause: unknown) => {
      throw new ChelaError('no-connection', 'The engine can not be reached.', { help: 'Look whether "chela serve" still runs.', cause })
    })
  const body = await answer.json().catch(() => undefined)
  if (answer.status === 401) refused()
  if (answer.ok && isObject(body) && 'answer' in body) return body['answer']
  throw errorOf(isObject(body) ? body['error'] : undefined)
}

/** An argument that is left out at the end stays left out: JSON has no `undefined`. */
function withoutEnd(given: readonly unknown[]): readonly unknown[] {
  return given.slice(0, given.findLastIndex((value) => value !== undefined) + 1)
}

function errorOf(told: unknown): ChelaError {
  if (!isObject(told) || typeof told['code'] !== 'string' || typeof told['message'] !== 'string') return new ChelaError('bad-answer', 'The engine answered in a way that is not known here.', { help: 'Load the page again.' })
  const { code, message, help, facts } = told
  return new ChelaError(code, message, { ...(typeof help === 'string' && { help }), ...(isObject(facts) && { facts: facts as JsonObject }) })
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
