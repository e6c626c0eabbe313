/*
 * Goes through the pages of a site and tries their links. Owns: what is asked for, how often and in what order. Always true:
 * nothing is asked for outside the hosts that were given, nothing that a robots.txt keeps from us, no address twice.
 */
import type { HttpAnswer, HttpPort } from '../../../terms/http-port.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { readWebAddress } from '../../../terms/web-address.ts'
import { decodeBody } from '../http/decode-body.ts'
import { httpOf, readAll } from '../http/fetch-body.ts'
import { readMediaType } from '../http/media-type.ts'
import { largestPage } from './open-page.ts'
import { Pace } from './pace.ts'
import { pageLinks, withoutHash } from './page-links.ts'
import { parseHtml } from './parse-html.ts'
import { everythingAllowed, nothingAllowed, readRobots, type Robots } from './robots.ts'

export interface SiteCheckOptions {
  readonly depth: number
  readonly most: number
  /** Milliseconds between two requests to one host. */
  readonly pause: number
  isHere(url: URL): boolean
}

/** A link that did not lead to anything. */
export interface BrokenLink {
  readonly url: string
  /** 0 where no server answered. */
  readonly status: number
  readonly problem: string
  /** False: the server may only refuse programs, or be down for now. */
  readonly sure: boolean
  readonly on: string
  readonly text: string
}

interface Found {
  readonly url: URL
  readonly on: string
  readonly text: string
  readonly depth: number
  /** A page is read for its links; anything else is only tried. */
  readonly isPage: boolean
}

const atOnce = 4
const longestPause = 5000
const patience = 30_000
const unsure = [401, 402, 403, 405, 406, 408, 425, 429, 451, 500, 502, 503, 504]

export class SiteCheck {
  readonly broken: BrokenLink[] = []
  readonly pages: string[] = []
  checked = 0
  forbidden = 0
  elsewhere = 0
  truncated = false
  readonly #options: SiteCheckOptions
  readonly #call: Pick<ToolCall, 'ports' | 'signal'>
  readonly #http: HttpPort
  readonly #pace: Pace
  readonly #known = new Set<string>()
  readonly #outside = new Set<string>()
  readonly #robots = new Map<string, Promise<Robots>>()
  readonly #queue: Found[] = []

  constructor(options: SiteCheckOptions, call: Pick<ToolCall, 'ports' | 'signal'>) {
    this.#options = options
    this.#call = call
    this.#http = httpOf(call.ports).within((url) => options.isHere(new URL(url)))
    this.#pace = new Pace(call.ports.clock, call.signal)
  }

  /** Begins at a page; a fault of that page itself is thrown. */
  async run(start: URL): Promise<void> {
    this.#known.add(withoutHash(start))
    await this.#try({ url: start, on: '', text: '', depth: 0, isPage: true })
    const first = this.broken[0]
    if (first !== undefined) throw new ToolError(first.status > 0 ? 'status' : first.problem, `${start.host} did not give the first page: ${first.problem}.`, { status: first.status, host: start.host })
    await Promise.all(Array.from({ length: atOnce }, () => this.#work()))
  }

  /* Those who find nothing to do wait for the others, which may find more. */
  #busy = 0
  #waiting: (() => void)[] = []

  async #work(): Promise<void> {
    for (;;) {
      const next = this.#queue.shift()
      if (next !== undefined) {
        this.#busy++
        await this.#try(next).finally(() => {
          this.#busy--
          for (const wake of this.#waiting.splice(0)) wake()
        })
      } else if (this.#busy === 0) return
      else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  async #try(found: Found): Promise<void> {
    const { url } = found
    const robots = await this.#robotsOf(url)
    if (!robots.allows(url.pathname + url.search)) {
      this.forbidden++
      return
    }
    const pause = Math.max(this.#options.pause, Math.min(robots.delay * 1000, longestPause))
    try {
      const answer = await this.#ask(found, pause)
      this.checked++
      if (answer.status >= 400) this.#tell(found, answer.status, `status ${answer.status}`)
      else if (found.isPage) await this.#follow(found, answer)
      answer.close()
    } catch (error) {
      if (!(error instanceof ToolError)) throw error
      if (error.code === 'other-host') this.elsewhere++
      else if (this.checked++ >= 0) this.#tell(found, 0, error.code)
    }
  }

  /** HEAD for what is only tried; some servers do not know it, so that a no is asked again with GET. */
  async #ask(found: Found, pause: number): Promise<HttpAnswer> {
    const ask = async (method: 'GET' | 'HEAD'): Promise<HttpAnswer> => {
      await this.#pace.turn(found.url.host, pause)
      return this.#http.request({ method, url: withoutHash(found.url), most: largestPage, time: patience }, this.#call.signal)
    }
    if (found.isPage) return ask('GET')
    const answer = await ask('HEAD')
    if (answer.status < 400 || answer.status === 410) return answer
    answer.close()
    return ask('GET')
  }

  #tell({ url, on, text }: Found, status: number, problem: string): void {
    this.broken.push({ url: url.href, status, problem, sure: status === 0 ? !['too-slow', 'refused', 'bad-answer', 'too-large'].includes(problem) : !unsure.includes(status), on, text })
  }

  async #follow({ depth }: Found, answer: HttpAnswer): Promise<void> {
    if (!['text/html', 'application/xhtml+xml'].includes(readMediaType(answer.headers['content-type']).name)) return
    const html = decodeBody(await readAll(answer.body), readMediaType(answer.headers['content-type']).charset)
    const page = await parseHtml(html)
    this.pages.push(answer.url)
    const { links, truncated } = pageLinks(page, page, answer.url, 10_000)
    this.truncated ||= truncated
    for (const { url, text, kind } of links) {
      const target = readWebAddress(url)
      if (target === undefined || kind === 'form') continue
      this.#add({ url: target, on: answer.url, text, depth: depth + 1, isPage: kind === 'link' && depth + 1 < this.#options.depth })
    }
  }

  #add(found: Found): void {
    const key = withoutHash(found.url)
    if (!this.#options.isHere(found.url)) {
      if (!this.#outside.has(key)) this.elsewhere++
      if (this.#outside.size < 100_000) this.#outside.add(key)
      return
    }
    if (this.#known.has(key)) return
    if (this.#known.size > this.#options.most) {
      this.truncated = true
      return
    }
    this.#known.add(key)
    this.#queue.push(found)
  }

  #robotsOf(url: URL): Promise<Robots> {
    const known = this.#robots.get(url.origin) ?? this.#readRobots(url)
    this.#robots.set(url.origin, known)
    return known
  }

  /** No robots.txt allows all; a server that fails to give it forbids all (RFC 9309, 2.3.1). */
  async #readRobots(url: URL): Promise<Robots> {
    try {
      await this.#pace.turn(url.host, this.#options.pause)
      const answer = await this.#http.request({ method: 'GET', url: `${url.origin}/robots.txt`, most: 600_000, time: patience }, this.#call.signal)
      if (answer.status < 300) return readRobots(decodeBody(await readAll(answer.body), 'utf-8'), 'chela')
      answer.close()
      return answer.status < 500 ? everythingAllowed : nothingAllowed
    } catch (error) {
      if (!(error instanceof ToolError)) throw error
      return error.code === 'other-host' || error.code === 'too-large' ? everythingAllowed : nothingAllowed
    }
  }
}
