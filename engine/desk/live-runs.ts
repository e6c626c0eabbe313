/*
 * The runs that this desk drives. Owns: their handles, one change of a run at a time, taking up what a process that is gone
 * left behind. Does not own: the lease (run/runner.ts), who may start what (desk-runs.ts). Always true: L1 a run that another
 * live process drives is left alone; L2 a run that the person paused stays so, and one that goes step by step goes no further
 * than a step; L3 what breaks is told of.
 */
import { ChelaError } from '../terms/failure.ts'
import { Runner, type RunHandle } from '../run/runner.ts'
import type { World } from '../run/world.ts'
import type { RunRecord } from '../terms/ports.ts'

/** Why a run is paused that is only to go on when Chela is opened again, and one that goes step by step (run/drive.ts). */
const closing = 'Chela was closed.'
const stepped = 'One step was taken.'

/** Milliseconds: between two looks for runs that nobody drives, and how long a close waits for what is at work. */
const between = 5_000
const patience = 5_000
const mostLooked = 1000

export class LiveRuns {
  readonly runner: Runner
  readonly #world: World
  readonly #handles = new Map<string, RunHandle>()
  readonly #stepping = new WeakSet<RunHandle>()
  readonly #undos = new Set<string>()
  readonly #turns = new Map<string, Promise<unknown>>()
  /** How many entries a run had when it was left to wait, or could not be taken up: it is looked at again when it has more. */
  readonly #left = new Map<string, number>()
  readonly #broken: string[] = []
  readonly #ended: (run: string) => void
  readonly #renew: () => void | Promise<void>
  #cancelLook: (() => void) | undefined
  #closed = false

  /** `ended` is called when a run is no longer at work here, `renew` now and again: it reads what the person decided elsewhere. */
  constructor(world: World, ended: (run: string) => void, renew: () => void | Promise<void>) {
    this.#world = world
    this.#ended = ended
    this.#renew = renew
    this.runner = new Runner(world)
  }

  /** What broke lately, a sentence each. */
  get broken(): readonly string[] {
    return this.#broken
  }

  handle(run: string): RunHandle | undefined {
    return this.#handles.get(run)
  }

  /** The runs of this desk that are at work. */
  isLive(run: string): boolean {
    return this.#handles.has(run) || this.#undos.has(run)
  }

  /** Does a piece of work on a run when those before it are done. */
  inTurn<T>(run: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(run) ?? Promise.resolve()
    const turn = before.then(work, work)
    this.#turns.set(run, turn)
    const done = (): void => {
      if (this.#turns.get(run) === turn) this.#turns.delete(run)
    }
    turn.then(done, done)
    return turn
  }

  /** `stepping`: it pauses by itself after a step. */
  adopt(handle: RunHandle, stepping = false): RunHandle {
    const { run } = handle
    this.#handles.set(run, handle)
    if (stepping) this.#stepping.add(handle)
    const over = (): void => {
      if (this.#handles.get(run) === handle) this.#handles.delete(run)
      this.#ended(run)
    }
    handle.rest.then(
      ({ status, state }) => {
        over()
        if (status === 'waiting') this.#left.set(run, state.sequence)
      },
      (error: unknown) => {
        over()
        this.#break(run, error)
      },
    )
    return handle
  }

  /** Begins to take back a run; resolves when that is done. */
  async undo(run: string): Promise<void> {
    this.#undos.add(run)
    try {
      await this.runner.undo(run)
    } finally {
      this.#undos.delete(run)
    }
  }

  /** Sees to it that what breaks in a piece of work nobody waits for is told. */
  tend(run: string, work: Promise<unknown>): void {
    work.then(() => this.#ended(run), (error: unknown) => this.#break(run, error))
  }

  /** Looks now and again for runs that nobody drives any more, and takes them up. */
  async begin(): Promise<void> {
    try {
      for (const record of await this.#world.store.list({ status: 'paused', limit: mostLooked })) {
        if (await this.#wasClosed(record)) await this.#takeUp(record)
      }
    } catch {
      // As for a look below.
    }
    await this.#look()
  }

  /** Lets go of all runs, so that the next one to open them goes on: what is at work is answered first. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cancelLook?.()
    const rests: Promise<unknown>[] = [...this.#handles.values()].map((handle) => {
      handle.pause(this.#stepping.has(handle) ? stepped : closing)
      return handle.rest
    })
    let cancel: (() => void) | undefined
    const late = new Promise<void>((resolve) => {
      cancel = this.#world.clock.at(this.#world.clock.now() + patience, resolve)
    })
    await Promise.race([Promise.allSettled([...rests, ...this.#turns.values()]), late])
    cancel?.()
  }

  /** Keeps what went wrong with a run nobody waits for. */
  #break(run: string, error: unknown): void {
    if (this.#closed) return
    this.#broken.push(`The run ${run} was broken off: ${error instanceof Error ? error.message : String(error)} Its journal is kept.`)
    if (this.#broken.length > 20) this.#broken.shift()
  }

  async #look(): Promise<void> {
    try {
      await this.#renew()
      for (const status of ['running', 'waiting'] as const) {
        for (const record of await this.#world.store.list({ status, limit: mostLooked })) {
          if (this.#closed) return
          if (record.mode === 'live' && this.#left.get(record.run) !== record.entries) await this.#takeUp(record)
        }
      }
    } catch {
      // What can not be read now may be at the next look; what is asked of it meanwhile says what is wrong.
    }
    if (!this.#closed) this.#cancelLook = this.#world.clock.at(this.#world.clock.now() + between, () => void this.#look())
  }

  async #wasClosed({ run, entries }: RunRecord): Promise<boolean> {
    const [last] = await this.#world.store.read(run, entries - 1)
    return last?.kind === 'run-paused' && last.because === closing
  }

  /** Keeps L1: a run that is held is looked at again, in case its process ends. */
  #takeUp({ run, entries }: RunRecord): Promise<void> {
    return this.inTurn(run, async () => {
      if (this.isLive(run) || this.#closed) return
      try {
        const stepping = (await this.#world.store.read(run)).findLast((entry) => entry.kind === 'run-paused')?.because === stepped
        this.adopt(await this.runner.resume(run, stepping ? { pauseAfter: 'activity' } : {}), stepping)
      } catch (error) {
        const code = error instanceof ChelaError ? error.code : undefined
        if (code === 'run-held') return
        // It has ended and is still at work: an undo was broken off.
        const left = code === 'run-ended' ? await this.undo(run).then(() => undefined, (fault: unknown) => fault) : error
        if (left === undefined) return
        this.#left.set(run, entries)
        this.#break(run, left)
      }
    })
  }
}

