/*
 * What the window that leads does for the others: hands on the news of its own stream. Owns: what each of their streams waits
 * for. Does not own: the stream itself (news-stream.ts). A stream of another window is a watcher like any other, so what holds
 * for those holds for it.
 */
import type { News } from '../../engine/index.ts'
import type { LineMessage, WindowLine } from './window-line.ts'

/** What of the stream of news the other windows need. */
export interface LedStream {
  /** Whether news come now. */
  readonly stands: boolean
  /** What waited for the person when it was told last, while news come. */
  readonly lastAsks: News | undefined
  watch(news: (news: News) => void, follow?: { readonly run: string; readonly after: number }): () => void
}

interface Led {
  readonly window: string
  readonly runs: readonly string[]
  readonly stops: readonly (() => void)[]
  stands: boolean
}

const mostStreams = 128
const mostFollowed = 16
/** Different runs of all other windows: one stream follows 16, and the window that leads needs some of these itself. */
const mostRuns = 12

export class LedWindows {
  readonly #line: WindowLine
  readonly #stream: LedStream
  readonly #led = new Map<string, Led>()
  readonly #noticing = new Map<string, () => void>()
  #stopGeneral: (() => void) | undefined

  /** Says that this window leads. */
  constructor(line: WindowLine, stream: LedStream) {
    this.#line = line
    this.#stream = stream
    line.listen((message) => this.#hear(message))
    line.say('leads')
  }

  /** A sign of life of the server. */
  alive(): void {
    if (this.#led.size > 0) this.#line.say('alive')
  }

  /** News come from now on. */
  stands(): void {
    for (const name of this.#led.keys()) this.#stand(name)
  }

  /** News do not come any more, or still not. */
  down(): void {
    for (const [stream, { stands }] of [...this.#led]) {
      if (stands) this.#drop(stream)
      this.#line.say(stands ? 'down' : 'late', { stream })
    }
  }

  #hear(message: LineMessage): void {
    if (message.stream === undefined) return
    if (message.kind === 'close') this.#drop(message.stream)
    if (message.kind === 'open') this.#open(message.from, message.stream, readFollow(message['follow']))
  }

  #open(window: string, stream: string, follow: readonly (readonly [string, number])[] | undefined): void {
    const stops: (() => void)[] = []
    try {
      if (follow === undefined || this.#led.size >= mostStreams || this.#led.has(stream) || !this.#hasRoom(follow)) return this.#line.say('full', { stream })
      for (const [run, after] of follow) stops.push(this.#stream.watch((news) => news.kind === 'entry' && this.#line.say('entry', { stream, news }), { run, after }))
    } catch {
      // More runs than one stream may follow.
      for (const stop of stops) stop()
      return this.#line.say('full', { stream })
    }
    this.#led.set(stream, { window, runs: (follow ?? []).map(([run]) => run), stops, stands: false })
    this.#stopGeneral ??= this.#stream.watch((news) => news.kind !== 'entry' && this.#line.say('news', { news }))
    if (!this.#noticing.has(window)) this.#noticing.set(window, this.#line.onGone(window, () => this.#gone(window)))
    this.#line.say('heard', { stream })
    if (this.#stream.stands) this.#stand(stream)
  }

  #hasRoom(follow: readonly (readonly [string, number])[]): boolean {
    return new Set([...[...this.#led.values()].flatMap(({ runs }) => runs), ...follow.map(([run]) => run)]).size <= mostRuns
  }

  #stand(stream: string): void {
    const led = this.#led.get(stream)
    if (led === undefined || led.stands) return
    led.stands = true
    this.#line.say('stands', { stream, asks: this.#stream.lastAsks })
  }

  #drop(stream: string): void {
    const led = this.#led.get(stream)
    if (led === undefined) return
    this.#led.delete(stream)
    for (const stop of led.stops) stop()
    if (![...this.#led.values()].some(({ window }) => window === led.window)) {
      this.#noticing.get(led.window)?.()
      this.#noticing.delete(led.window)
    }
    if (this.#led.size > 0) return
    this.#stopGeneral?.()
    this.#stopGeneral = undefined
  }

  #gone(window: string): void {
    for (const [stream, led] of [...this.#led]) if (led.window === window) this.#drop(stream)
  }
}

function readFollow(given: unknown): readonly (readonly [string, number])[] | undefined {
  if (!Array.isArray(given) || given.length > mostFollowed) return undefined
  const fits = given.every((pair: unknown) => Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string' && Number.isSafeInteger(pair[1]) && pair[1] >= 0)
  return fits ? (given as readonly (readonly [string, number])[]) : undefined
}
