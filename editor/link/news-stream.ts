/*
 * One stream of news for all that look on in a page. Owns: opening it again after it broke, and where each run is. Does not
 * own: where the news come from (news-windows.ts), what they mean. Always true: N1 each watcher gets the
 * entries of its run without a gap and without a repeat; N2 a stream is given up only after its successor stands.
 */
import { ChelaError, type Desk, type News } from '../../engine/index.ts'
import type { ConnectionState } from './connection.ts'
import type { NewsSource, StreamEnd } from './news-source.ts'

/** Milliseconds. */
export interface StreamTimes {
  /** The first wait before a new try, and the longest; it doubles in between. */
  readonly first: number
  readonly longest: number
  /** A stream without a sign of life for so long is taken for dead. */
  readonly silent: number
}

export interface StreamParts {
  /** Where the news come from. */
  readonly source: NewsSource
  readonly set: (state: ConnectionState) => void
  /** To ask how things stand after the connection was gone. */
  readonly desk: Pick<Desk, 'skills' | 'runs'>
  readonly times?: Partial<StreamTimes> | undefined
}

interface Watcher {
  readonly news: (news: News) => void
  readonly run: string | undefined
  /** The last entry that it got. */
  last: number
}

const usual: StreamTimes = { first: 250, longest: 5000, silent: 45_000 }
const mostFollowed = 16
const mostRuns = 200

export class NewsStream {
  private readonly parts: StreamParts
  private readonly times: StreamTimes
  private readonly watchers = new Set<Watcher>()
  /** The stream that is wanted; older ones end when it stands. */
  private current: AbortController | undefined
  private readonly open = new Set<AbortController>()
  /** What the current stream was asked for. */
  private followed: ReadonlyMap<string, number> = new Map()
  /** The stream that brings the news now; undefined: news may be missed. */
  private standing: AbortController | undefined
  /** What waited for the person when the standing stream told it last. */
  private asks: News | undefined
  private everStood = false
  private closed = false

  constructor(parts: StreamParts) {
    this.parts = parts
    this.times = { ...usual, ...parts.times }
  }

  watch(news: (news: News) => void, follow?: { readonly run: string; readonly after: number }): () => void {
    const watcher: Watcher = { news, run: follow?.run, last: follow?.after ?? 0 }
    if (follow !== undefined && !this.wanted().has(follow.run) && this.wanted().size >= mostFollowed) throw new ChelaError('too-many', `More than ${mostFollowed} runs are followed.`, { help: 'Close some of them.' })
    this.watchers.add(watcher)
    if (!this.covers(watcher)) void this.keepOpen()
    return () => {
      this.watchers.delete(watcher)
      if (this.watchers.size === 0) this.end()
    }
  }

  /** Whether a stream brings the news now. */
  get stands(): boolean {
    return this.standing !== undefined
  }

  get lastAsks(): News | undefined {
    return this.asks
  }

  close(): void {
    this.closed = true
    this.watchers.clear()
    this.end()
  }

  private end(): void {
    this.current = undefined
    for (const stream of this.open) stream.abort()
  }

  /** Whether the current stream brings what a watcher waits for. */
  private covers({ run, last }: Watcher): boolean {
    if (this.current === undefined) return false
    return run === undefined || (this.followed.get(run) ?? Number.POSITIVE_INFINITY) <= last
  }

  /** For each run that is followed, the entry after which one of its watchers needs them. */
  private wanted(): ReadonlyMap<string, number> {
    const wanted = new Map<string, number>()
    for (const { run, last } of this.watchers) if (run !== undefined) wanted.set(run, Math.min(last, wanted.get(run) ?? last))
    return wanted
  }

  /** Keeps a stream open until another takes its place or nobody looks on. */
  private async keepOpen(): Promise<void> {
    if (this.closed) return
    const mine = new AbortController()
    this.current = mine
    this.open.add(mine)
    let wait = this.times.first
    while (this.current === mine) {
      const { end, stood } = await this.read(mine)
      if (this.current !== mine) break
      if (end === 'refused') {
        this.parts.set('refused')
        return this.close()
      }
      if (stood) wait = this.times.first
      if (end === 'moved') continue
      this.parts.set('reconnecting')
      await pause(wait * (0.75 + Math.random() / 2), mine.signal)
      wait = Math.min(wait * 2, this.times.longest)
    }
    this.open.delete(mine)
  }

  /** Reads one stream to its end. */
  private async read(mine: AbortController): Promise<{ readonly end: StreamEnd; readonly stood: boolean }> {
    const attempt = new AbortController()
    const give = (): void => attempt.abort()
    mine.signal.addEventListener('abort', give)
    const watch = watchdog(this.times.silent, give)
    let stood = false
    this.followed = this.wanted()
    const end = await this.parts.source({
      followed: this.followed,
      signal: attempt.signal,
      alive: watch.alive,
      late: () => this.current === mine && this.parts.set('reconnecting'),
      stands: () => {
        stood = true
        this.stand(mine)
      },
      take: (news) => this.take(news),
    })
    if (this.standing === mine) this.standing = this.asks = undefined
    watch.end()
    mine.signal.removeEventListener('abort', give)
    attempt.abort()
    return { end, stood }
  }

  private stand(mine: AbortController): void {
    if (this.current !== mine) return
    const missed = this.everStood && this.standing === undefined
    this.standing = mine
    this.everStood = true
    for (const older of this.open) if (older !== mine) older.abort()
    this.parts.set('connected')
    if (missed) void this.catchUp()
  }

  /** Hands on one piece of news. False: an entry is missing before it, so the stream must begin anew. */
  private take(news: News): boolean {
    if (news.kind !== 'entry') {
      if (news.kind === 'asks') this.asks = news
      for (const watcher of [...this.watchers]) this.tell(watcher, news)
      return true
    }
    const { sequence } = news.entry
    let whole = true
    for (const watcher of [...this.watchers]) {
      if (watcher.run !== news.run || sequence <= watcher.last) continue
      if (sequence > watcher.last + 1) {
        whole = false
        continue
      }
      watcher.last = sequence
      this.tell(watcher, news)
    }
    return whole
  }

  /** Tells how things stand after a time in which news may have been missed. */
  private async catchUp(): Promise<void> {
    try {
      const [skills, runs] = await Promise.all([this.parts.desk.skills(), this.parts.desk.runs({ limit: mostRuns })])
      const news: readonly News[] = [{ kind: 'skills', ids: skills.map(({ id }) => id) }, ...runs.map((record) => ({ kind: 'run' as const, record }))]
      for (const watcher of [...this.watchers]) for (const one of news) this.tell(watcher, one)
    } catch {
      // The connection is gone once more; the next one asks again.
    }
  }

  /** A watcher that throws does not keep the news from the others. */
  private tell(watcher: Watcher, news: News): void {
    if (!this.watchers.has(watcher)) return
    try {
      watcher.news(news)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

function watchdog(time: number, dead: () => void): { alive(): void; end(): void } {
  let timer = setTimeout(dead, time)
  const end = (): void => clearTimeout(timer)
  return {
    alive: () => {
      end()
      timer = setTimeout(dead, time)
    },
    end,
  }
}

function pause(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, time)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
