/*
 * Makes one desk of those in several tabs of a page. Owns: whose questions are shown, and that what one tab can not do with a
 * run is done by the tab that drives it. Does not own: who drives a run (the store of runs), what an operation does (desk/).
 * Always true: T1 a call is handed on only when it did nothing here; T2 only the tab that drives the run answers it.
 */
import type { TabLine, TabMessage } from '../adapters/tab-line.ts'
import type { Desk, News, OpenAsk } from '../desk/desk.ts'
import type { OpenDesk } from '../desk/open-desk.ts'
import { ChelaError } from '../terms/failure.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Clock } from '../terms/ports.ts'

/** What is handed on, and the failures that say: another tab drives this run, nothing was done. */
const handedOn = ['answer', 'pause', 'resume', 'step', 'cancel', 'undo', 'settle', 'send', 'changeContract'] as const
const elsewhere = new Set(['run-held', 'ask-closed'])
/** How long the tab that drives a run has to answer, in milliseconds. */
const patience = 6_000

type HandedOn = (typeof handedOn)[number]
type Call = (...given: readonly unknown[]) => Promise<void>

/** Gives the desk as all tabs together have it. */
export function deskAcrossTabs(desk: OpenDesk, line: TabLine, clock: Clock): OpenDesk {
  const asks = new SharedAsks(desk, line)
  const operations = Object.fromEntries(handedOn.map((name) => [name, handingOn(name, desk[name] as Call, line, clock)])) as unknown as Pick<Desk, HandedOn>
  const stop = line.listen((message) => {
    if (message.kind === 'call') void serve(desk, line, message)
    else asks.hear(message)
  })
  return {
    ...desk,
    ...operations,
    asks: () => asks.all(),
    watch: (tell, follow) => asks.watch(tell, follow),
    close: async () => {
      stop()
      asks.close()
      await desk.close()
    },
  }
}

/** Tries an operation here, and hands it on when another tab drives the run. */
function handingOn(name: HandedOn, call: Call, line: TabLine, clock: Clock): Call {
  return async (...given) => {
    try {
      await call(...given)
    } catch (error) {
      if (!(error instanceof ChelaError) || !elsewhere.has(error.code)) throw error
      const answer = await askOthers(line, clock, name, given)
      if (answer === undefined) throw error
      if (answer['error'] !== undefined) throw errorOf(answer['error'])
    }
  }
}

/** Gives the answer of the tab that drives the run; undefined: none did in time. */
function askOthers(line: TabLine, clock: Clock, name: HandedOn, given: readonly unknown[]): Promise<TabMessage | undefined> {
  return new Promise((resolve) => {
    const settle = (answer: TabMessage | undefined): void => {
      stop()
      cancel()
      resolve(answer)
    }
    const cancel = clock.at(clock.now() + patience, () => settle(undefined))
    const stop = line.listen((message) => {
      if (message.kind === 'called' && message['to'] === call) settle(message)
    })
    const call = line.say('call', { name, given })
  })
}

/** Does what another tab asks for, when the run is driven here. Keeps T2. */
async function serve(desk: OpenDesk, line: TabLine, { said, name, given }: TabMessage): Promise<void> {
  const known = handedOn.find((one) => one === name)
  if (known === undefined || !Array.isArray(given)) return
  try {
    await (desk[known] as Call)(...(given as readonly unknown[]))
    line.say('called', { to: said })
  } catch (error) {
    const { code = 'failed', message, help, facts } = error instanceof ChelaError ? error : { message: String(error), help: undefined, facts: {} }
    if (!elsewhere.has(code)) line.say('called', { to: said, error: { code, message, help, facts } })
  }
}

function errorOf(told: unknown): ChelaError {
  const { code, message, help, facts } = told as { readonly code: string; readonly message: string; readonly help?: string; readonly facts?: JsonObject }
  return new ChelaError(code, message, { ...(help !== undefined && { help }), ...(facts !== undefined && { facts }) })
}

/** The questions of all tabs, and the runs that others tell of. */
class SharedAsks {
  readonly #desk: OpenDesk
  readonly #line: TabLine
  readonly #others = new Map<string, readonly OpenAsk[]>()
  readonly #watchers = new Set<(news: News) => void>()
  readonly #stop: () => void
  #own: readonly OpenAsk[] = []

  constructor(desk: OpenDesk, line: TabLine) {
    this.#desk = desk
    this.#line = line
    this.#stop = desk.watch((news) => {
      if (news.kind === 'asks') this.#tellOwn(news.asks)
      if (news.kind === 'run') line.say('run', { record: news.record })
    })
    line.say('who-asks')
  }

  async all(): Promise<readonly OpenAsk[]> {
    this.#own = await this.#desk.asks()
    for (const id of [...this.#others.keys()]) if (await this.#line.isGone(id)) this.#others.delete(id)
    return this.#merged()
  }

  watch(tell: (news: News) => void, follow?: { readonly run: string; readonly after: number }): () => void {
    const stop = this.#desk.watch((news) => {
      if (news.kind !== 'asks') return tell(news)
      this.#own = news.asks
      tell({ kind: 'asks', asks: this.#merged() })
    }, follow)
    this.#watchers.add(tell)
    return () => {
      this.#watchers.delete(tell)
      stop()
    }
  }

  hear({ kind, from, asks, record }: TabMessage): void {
    if (kind === 'who-asks') this.#line.say('asks', { asks: this.#own })
    else if (kind === 'asks' && Array.isArray(asks)) {
      this.#others.set(from, asks as readonly OpenAsk[])
      this.#tell({ kind: 'asks', asks: this.#merged() })
    } else if (kind === 'run') this.#tell({ kind: 'run', record: record as (News & { readonly kind: 'run' })['record'] })
  }

  close(): void {
    this.#stop()
    this.#watchers.clear()
    this.#line.say('asks', { asks: [] })
  }

  #tellOwn(asks: readonly OpenAsk[]): void {
    this.#own = asks
    this.#line.say('asks', { asks })
  }

  /** A run that was taken up from a tab that is gone asks again: the newer question stands for both. */
  #merged(): readonly OpenAsk[] {
    const merged = new Map<string, OpenAsk>()
    for (const ask of [...this.#own, ...[...this.#others.values()].flat()]) {
      const key = `${ask.ask} ${ask.run}`
      if (!merged.has(key)) merged.set(key, ask)
    }
    return [...merged.values()]
  }

  #tell(news: News): void {
    for (const tell of [...this.#watchers]) {
      try {
        tell(news)
      } catch {
        // The window that could not take it is alone in that.
      }
    }
  }
}
