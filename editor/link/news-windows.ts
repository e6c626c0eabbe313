/*
 * One stream of news for all windows of a browser, since it opens few connections to one server. Owns: where this window has
 * its news from: the server when it leads or is alone, the window that leads otherwise. Does not own: what each watcher got
 * (news-stream.ts), so a window whose leader is gone asks the next one from the last entry it saw.
 */
import type { News } from '../../engine/index.ts'
import type { ConnectionState } from './connection.ts'
import { LedWindows, type LedStream } from './led-windows.ts'
import type { NewsRequest, NewsSource, StreamEnd } from './news-source.ts'
import { joinLine, type LineMessage, type WindowLine } from './window-line.ts'

/** How long the window that leads has to answer, in milliseconds; then this one asks the server itself. */
const patience = 5_000

export class NewsWindows {
  readonly #server: NewsSource
  readonly #joining: Promise<WindowLine | undefined>
  /** Ends what this window reads now, so that it asks again at the right place. */
  readonly #moves = new Set<() => void>()
  #line: WindowLine | undefined
  #led: LedWindows | undefined
  #closed = false

  /** `stream`: what this window hands on when it leads. */
  constructor(server: NewsSource, token: string, stream: () => LedStream) {
    this.#server = server
    this.#joining = this.#join(token, stream)
  }

  /** Brings the news from where they are to be had. */
  readonly source: NewsSource = async (request) => {
    const line = await this.#joining
    if (request.signal.aborted) return 'ended'
    if (line === undefined || this.#closed) return this.#server(request)
    if (this.#led !== undefined) return this.#server({ ...request, alive: () => (request.alive(), this.#led?.alive()) })
    const end = await this.#follow(line, request)
    return end === 'alone' ? this.#alone(line, request) : end
  }

  /** Hears how the connection of this window stands, for those that it leads. */
  hear(state: ConnectionState): void {
    if (state === 'connected') this.#led?.stands()
    else this.#led?.down()
    if (state === 'refused') this.close()
  }

  /** Leaves the others; one of them leads from now on. */
  close(): void {
    this.#closed = true
    this.#line?.close()
  }

  async #join(token: string, stream: () => LedStream): Promise<WindowLine | undefined> {
    const line = await joinLine(token)
    if (this.#closed) return void line?.close()
    this.#line = line
    await line?.lead(() => {
      this.#led = new LedWindows(line, stream())
      for (const move of [...this.#moves]) move()
    })
    return line
  }

  /** Reads what the window that leads hands on; `alone`: none answered, or it can not follow more. */
  #follow(line: WindowLine, request: NewsRequest): Promise<StreamEnd | 'alone'> {
    return new Promise((resolve) => {
      const stream = line.freshName()
      const settle = (end: StreamEnd | 'alone'): void => {
        clearTimeout(timer)
        stop()
        this.#moves.delete(move)
        request.signal.removeEventListener('abort', ended)
        line.say('close', { stream })
        resolve(end)
      }
      const move = (): void => settle('moved')
      const ended = (): void => settle('ended')
      const timer = setTimeout(() => settle('alone'), patience)
      const stop = line.listen(hearing(stream, request, () => clearTimeout(timer), settle))
      this.#moves.add(move)
      request.signal.addEventListener('abort', ended)
      line.say('open', { stream, follow: [...request.followed] })
    })
  }

  /** Reads from the server itself, until a window says that it leads. */
  async #alone(line: WindowLine, request: NewsRequest): Promise<StreamEnd> {
    const own = new AbortController()
    let moved = false
    const end = (): void => own.abort()
    const move = (): void => {
      moved = true
      end()
    }
    const stop = line.listen(({ kind }) => (kind === 'leads' || kind === 'heard') && move())
    this.#moves.add(move)
    request.signal.addEventListener('abort', end)
    if (request.signal.aborted) end()
    const how = await this.#server({ ...request, signal: own.signal })
    stop()
    this.#moves.delete(move)
    request.signal.removeEventListener('abort', end)
    return moved ? 'moved' : how
  }
}

/** Gives what listens for one stream. Only the window that answered first is heard. */
function hearing(stream: string, request: NewsRequest, answered: () => void, settle: (end: StreamEnd | 'alone') => void): (message: LineMessage) => void {
  let leader: string | undefined
  let stands = false
  const take = (news: unknown): void => {
    if (!request.take(news as News)) settle('ended')
  }
  return (message) => {
    const { kind, from } = message
    if (kind === 'leads' && from !== leader) return settle('moved')
    if (kind === 'heard' && message.stream === stream && leader === undefined) {
      leader = from
      answered()
    }
    if (kind === 'full' && message.stream === stream) return settle('alone')
    if (from !== leader) return
    if (kind === 'news' && stands) return take(message['news'])
    if (kind === 'alive') return request.alive()
    if (message.stream !== stream) return
    request.alive()
    if (kind === 'late') request.late()
    if (kind === 'entry') take(message['news'])
    if (kind === 'down') settle('ended')
    if (kind !== 'stands') return
    stands = true
    request.stands()
    if (message['asks'] !== undefined) take(message['asks'])
  }
}
