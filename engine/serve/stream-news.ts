/*
 * Sends what happens to one page as server-sent events. Owns: the form of the stream, its heartbeat, how much may wait for
 * a slow reader. Does not own: what is news (desk/). Always true: S1 the entries of a run are sent once each, in order;
 * S2 no more than `buffer` bytes and one piece of news wait: then the stream ends, and the page asks again from where it is.
 */
import type { ServerResponse } from 'node:http'
import type { Desk, News } from '../desk/desk.ts'

export interface Followed {
  readonly run: string
  /** The sequence number of the last entry that the page has. */
  readonly after: number
}

export interface StreamLimits {
  /** Bytes that may wait to be read. */
  readonly buffer: number
  /** Milliseconds between two signs of life. */
  readonly heartbeat: number
  /** Milliseconds without any progress after which a connection is cut. */
  readonly idle: number
}

const mostFollowed = 16

/** Reads which runs a page follows: `follow` and `after` in pairs; the header `Last-Event-ID` counts where it is further on. */
export function readFollowed(query: URLSearchParams, lastSeen: string | undefined): readonly Followed[] | undefined {
  const runs = query.getAll('follow')
  const after = query.getAll('after')
  const seen = /^([\x21-\x7e]{1,200}):(\d{1,15})$/.exec(lastSeen ?? '')
  if (runs.length > mostFollowed || after.length > runs.length || new Set(runs).size < runs.length) return undefined
  if (runs.some((run) => !/^[\x21-\x7e]{1,200}$/.test(run)) || after.some((number) => !/^\d{1,15}$/.test(number))) return undefined
  return runs.map((run, at) => ({ run, after: Math.max(Number(after[at] ?? 0), seen?.[1] === run ? Number(seen[2]) : 0) }))
}

/** Begins a stream on an answer whose head is not sent yet; gives the way to end it. */
export function streamNews(desk: Desk, answer: ServerResponse, followed: readonly Followed[], headers: { readonly [name: string]: string }, limits: StreamLimits): () => void {
  const stops: (() => void)[] = []
  const sent = new Map(followed.map(({ run, after }) => [run, after]))
  let open = true
  const end = (): void => {
    if (!open) return
    open = false
    clearInterval(heart)
    for (const stop of stops) stop()
    // What waits already is sent on; a reader that takes nothing is cut off later.
    answer.end()
  }
  const write = (text: string): void => {
    if (!open) return
    answer.write(text)
    if (answer.writableLength > limits.buffer) end()
  }
  const send = (news: News): void => {
    if (news.kind !== 'entry') return write(frame(news))
    const last = sent.get(news.run)
    if (last === undefined || news.entry.sequence <= last) return
    sent.set(news.run, news.entry.sequence)
    write(`id: ${news.run}:${news.entry.sequence}\n${frame(news)}`)
  }
  answer.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', Connection: 'close' })
  answer.setTimeout(limits.idle, () => answer.destroy())
  answer.on('close', end)
  const heart = setInterval(() => write(': still here\n\n'), limits.heartbeat)
  write(': here\n\n')
  try {
    begin(desk, followed, send, (stop) => (open ? void stops.push(stop) : stop()))
  } catch {
    // The head is sent, so all that can be said is the end.
    end()
  }
  return end
}

function begin(desk: Desk, followed: readonly Followed[], send: (news: News) => void, keep: (stop: () => void) => void): void {
  let asked = false
  const [first, ...others] = followed
  keep(
    desk.watch((news) => {
      asked ||= news.kind === 'asks'
      send(news)
    }, first),
  )
  for (const other of others) keep(desk.watch((news) => news.kind === 'entry' && send(news), other))
  // What waits for the person now; news of it that came meanwhile are newer.
  desk.asks().then(
    (asks) => asked || send({ kind: 'asks', asks }),
    () => {},
  )
}

function frame(news: News): string {
  return `data: ${JSON.stringify(news)}\n\n`
}
