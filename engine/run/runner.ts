/*
 * Starts runs and takes them up again. Owns: loading the pinned texts, the lease on a run, handing a run to a drive.
 * Does not own: the loop (drive.ts), recovery (recover.ts), undo (undo-run.ts).
 */
import type { Machine } from '../compile/machine.ts'
import type { Budget } from '../terms/budget.ts'
import { canonicalContract } from '../gate/canonical-contract.ts'
import { contractFault } from '../gate/contract-fault.ts'
import type { Contract } from '../terms/contract.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Entry, RunMode } from '../terms/journal.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { Labels } from '../terms/label.ts'
import { outputOf } from './change-entry.ts'
import { checkHash } from './check-hash.ts'
import { checkInput } from './check-input.ts'
import { Drive, type Rest } from './drive.ts'
import { perform } from './perform.ts'
import { plainJson } from './plain-json.ts'
import { rememberedFor } from './remembered-for.ts'
import { entriesUpTo, forkedEntries, type Fork } from './fork-run.ts'
import { leftOpen, recover } from './recover.ts'
import { replay, replayBare, textsOf } from './replay.ts'
import { RunState } from './run-state.ts'
import { checkBudget } from './spending.ts'
import { undoRun } from './undo-run.ts'
import type { SkillText, World } from './world.ts'

/** How long a process holds a run without saying so again, in milliseconds. */
const leaseTime = 30_000

export interface StartOptions {
  readonly skill: SkillText
  readonly input: JsonObject
  /** Where each input came from; the person, where it is left out. */
  readonly origins?: { readonly [name: string]: Labels }
  readonly intent?: JsonObject
  /** What the person wants, made checkable: it holds for every deed of the run. */
  readonly contract?: Contract
  /** What the run may ask of models altogether. */
  readonly budget?: Budget
  readonly mode?: RunMode
  /** Hashes of the deeds of an approved rehearsal. */
  readonly envelope?: readonly string[]
  /** `activity`: the run pauses by itself as soon as one activity has ended. */
  readonly pauseAfter?: 'activity'
  readonly onEntry?: (entry: Entry) => void
  /** Called when only time or an event can go on with the run; true: it did something about it. */
  readonly onIdle?: (handle: RunHandle) => boolean
}

export interface ResumeOptions extends Pick<StartOptions, 'onEntry' | 'onIdle' | 'pauseAfter'> {
  readonly event?: SentEvent
}

/** Where a run is forked, and what is changed there. */
export interface ForkOptions extends ResumeOptions, Omit<Fork, 'run'> {}

/** A run being driven. */
export interface RunHandle {
  readonly run: string
  /** Resolves when the run ended or waits for somebody; rejects when the store or the engine itself breaks. */
  readonly rest: Promise<Rest>
  readonly state: RunState
  pause(because?: string): void
  cancel(because?: string): void
  /** Hands in an event from outside. */
  send(name: string, data: JsonObject, labels?: Labels): void
}

/** An event from outside; without labels it is one that the person sent. */
export interface SentEvent {
  readonly name: string
  readonly data: JsonObject
  readonly labels?: Labels
}

export interface LoadedRun {
  readonly state: RunState
  readonly machines: Map<string, Machine>
  readonly entries: readonly Entry[]
}

export class Runner {
  readonly world: World
  private readonly owner: string
  /** The runs that this very runner drives: it can not take one up twice. */
  private readonly held = new Map<string, Drive>()

  constructor(world: World) {
    this.world = world
    this.owner = world.ids.next()
  }

  /** Starts a run. Throws ChelaError when the text has faults or the inputs do not fit. */
  async start(options: StartOptions): Promise<RunHandle> {
    const { world } = this
    const { skill, mode = 'live' } = options
    const machine = world.machine(skill.text)
    const checked = checkInput(machine, plainJson(options.input) as JsonObject)
    if ('problem' in checked) throw new ChelaError('invalid-input', checked.problem, { help: `"chela show ${skill.name}" lists the inputs.` })
    checkHash(skill)
    checkBudget(options.budget ?? {})
    const contract = await this.exactContract(options.contract ?? world.contract)
    const remembered = await rememberedFor(skill.text, world.ports.memory)
    const own = (await world.skills.isOwn?.(skill.name, skill.hash)) === true
    await world.store.putText(skill.hash, skill.text)
    const run = world.ids.next()
    const machines = new Map([[skill.hash, machine]])
    const state = new RunState(run, (hash) => machines.get(hash) as Machine)
    if (mode === 'live') await this.claim(run)
    const drive = mode === 'live' ? this.drive(state, machines, options.onEntry) : this.listened(new Drive(world, state, machines, perform), options.onEntry)
    const handle = this.handle(drive, options)
    const origins = originsOf(checked.input, options)
    await drive.append(() => ({
      kind: 'run-started',
      skill: skill.name,
      hash: skill.hash,
      input: checked.input,
      origins,
      ...remembered,
      intent: plainJson(options.intent ?? {}) as JsonObject,
      mode,
      envelope: options.envelope ?? null,
      accepted: world.accepted(skill.hash),
      ...(own && { own }),
      ...(contract !== undefined && { contract }),
      ...(options.budget !== undefined && { budget: plainJson(options.budget) as Budget }),
    }))
    return handle
  }

  /** Takes a run up where its journal ends: paused, left by a killed process, or waiting. */
  async resume(run: string, options: ResumeOptions = {}): Promise<RunHandle> {
    const { drive, state } = await this.take(run, options.onEntry, ({ outcome }) => {
      if (outcome !== undefined) throw new ChelaError('run-ended', `Run ${run} has ended as ${outcome}.`, { help: 'Start the skill anew, or undo the run.' })
    })
    return this.goOn(drive, options, state.paused)
  }

  /**
   * Goes on from an entry of a run as a new run, with one recorded value changed where that is wanted. The old run stays as it
   * is; what it was allowed is not allowed to the new one.
   */
  async fork(run: string, { at, change, ...options }: ForkOptions): Promise<RunHandle> {
    const { world } = this
    const fork: Fork = { run, at, ...(change !== undefined && { change }) }
    const before = entriesUpTo(await world.store.read(run), fork)
    const machines = await this.machinesOf(before)
    const entries = forkedEntries(world, fork, before, machines)
    const name = world.ids.next()
    await this.claim(name)
    try {
      await world.store.append(name, entries)
    } catch (error) {
      await world.store.release(name, this.owner)
      throw error
    }
    const state = replay(name, entries, machines)
    return this.goOn(this.drive(state, machines, options.onEntry), options, false)
  }

  private goOn(drive: Drive, options: ResumeOptions, paused: boolean): RunHandle {
    const handle = this.handle(drive, options)
    const left = leftOpen(drive.state)
    drive.beginWith(async () => {
      if (paused) await drive.append(() => ({ kind: 'run-resumed' }))
      recover(drive, left)
      const { event } = options
      if (event !== undefined) handle.send(event.name, event.data, event.labels)
      drive.goOn()
    })
    return handle
  }

  /**
   * Settles a deed of which nobody could tell whether it took place, as the person says, and goes on. `output`: what the person
   * says that it answered; left out, nothing is known of that and the state has no result.
   */
  async settle(run: string, happened: boolean, output?: Json, onEntry?: (entry: Entry) => void): Promise<RunHandle> {
    let said: { readonly output: Json; readonly changed?: 'all' } = { output: null }
    const { drive, state } = await this.take(run, onEntry, ({ unknown, outcome, calls }) => {
      if (unknown === undefined || outcome !== undefined) throw new ChelaError('nothing-unknown', `Run ${run} has no deed that is unknown.`)
      const tool = calls.get(unknown.call)?.entry.tool ?? ''
      if (happened && output !== undefined) said = { output: outputOf(this.world.tools.tool(tool), tool, output), changed: 'all' }
    })
    const call = state.unknown?.call as number
    const left = leftOpen(state)
    const failure = { code: 'cancelled', message: 'The person says that it did not take place.' }
    drive.beginWith(async () => {
      await drive.append(() => ({ kind: 'tool-answered', call, ...(happened ? { ...said, undo: null } : { failure }), found: 'settled' }))
      recover(drive, left)
      drive.goOn()
    })
    return this.handle(drive)
  }

  /**
   * Ends a run that nobody drives as stopped, also when its text is gone or has faults by now. What was in flight is looked into
   * first, so that an undo knows of it.
   */
  async cancel(run: string, because = 'The person cancelled it.'): Promise<Rest> {
    const check = ({ outcome }: RunState): void => {
      if (outcome !== undefined) throw new ChelaError('run-ended', `Run ${run} has ended as ${outcome}.`)
    }
    const { drive } = await this.take(run, undefined, check, (entries) => this.loadBare(run, entries))
    const left = leftOpen(drive.state)
    drive.beginWith(async () => {
      await drive.append(() => ({ kind: 'run-cancelled', because }))
      recover(drive, left)
    })
    return drive.rest
  }

  /**
   * Takes back the deeds of a run that has ended, newest first, also when its text is gone or has faults by now: what takes a
   * deed back stands in the journal. Rejects when the store breaks on the way.
   */
  async undo(run: string, onEntry?: (entry: Entry) => void): Promise<RunState> {
    const check = ({ outcome }: RunState): void => {
      if (outcome === undefined) throw new ChelaError('run-open', `Run ${run} has not ended.`, { help: `Cancel it first: chela cancel ${run}` })
    }
    const { drive, state, entries } = await this.take(run, onEntry, check, (found) => this.loadBare(run, found))
    drive.beginWith(() => undoRun(drive, entries))
    await drive.rest
    return state
  }

  /**
   * Puts another contract in the place of the one of a run; only the person may. Their words stay: what they want anew is another
   * run. Throws ChelaError for a run that has none or has ended, and for a contract that is none.
   */
  async widenContract(run: string, contract: Contract): Promise<void> {
    const { clock, store } = this.world
    const next = (await this.exactContract(contract)) as Contract
    const live = this.held.get(run)
    if (live !== undefined && !live.isOver) {
      checkContract(live.state, next)
      return live.append(() => (live.state.outcome === undefined ? { kind: 'contract-changed', contract: next } : undefined))
    }
    await this.claim(run)
    try {
      const { state } = await this.load(run)
      checkContract(state, next)
      await store.append(run, [{ sequence: state.sequence + 1, time: Math.max(clock.now(), state.time), kind: 'contract-changed', contract: next }])
    } finally {
      await store.release(run, this.owner)
    }
  }

  /** With whole paths, as plain data. */
  private async exactContract(contract: Contract | undefined): Promise<Contract | undefined> {
    if (contract === undefined) return undefined
    const fault = contractFault(contract)
    if (fault !== undefined) throw new ChelaError('invalid-contract', fault)
    return plainJson(await canonicalContract(contract, (path) => this.world.ports.files.canonical(path))) as unknown as Contract
  }

  /** Reads a run back: its entries, its state, the machines it is pinned to. */
  async load(run: string): Promise<LoadedRun> {
    const entries = await this.world.store.read(run)
    if (entries.length === 0) throw unknownRun(run)
    return this.loaded(run, entries)
  }

  private async loaded(run: string, entries: readonly Entry[]): Promise<LoadedRun> {
    const machines = await this.machinesOf(entries)
    return { state: replay(run, entries, machines), machines, entries }
  }

  /** The same for work that needs no machine, where one of them can not be made any more. */
  private async loadBare(run: string, entries: readonly Entry[]): Promise<LoadedRun> {
    try {
      return await this.loaded(run, entries)
    } catch (error) {
      if (!(error instanceof ChelaError) || !textFaults.has(error.code)) throw error
      return { state: replayBare(run, entries), machines: new Map(), entries }
    }
  }

  private async machinesOf(entries: readonly Entry[]): Promise<Map<string, Machine>> {
    const machines = new Map<string, Machine>()
    for (const hash of textsOf(entries)) {
      const text = await this.world.store.getText(hash)
      if (text === undefined) continue
      checkHash({ name: hash.slice(0, 12), text, hash })
      machines.set(hash, this.world.machine(text))
    }
    return machines
  }

  /** Takes the right to drive a run, and only then reads it: nobody else can add to it any more. */
  private async take(run: string, onEntry: StartOptions['onEntry'], check: (state: RunState) => void, load = (entries: readonly Entry[]) => this.loaded(run, entries)): Promise<LoadedRun & { readonly drive: Drive }> {
    if ((await this.world.store.find(run)) === undefined) throw unknownRun(run)
    await this.claim(run)
    try {
      const loaded = await load(await this.world.store.read(run))
      check(loaded.state)
      return { ...loaded, drive: this.drive(loaded.state, loaded.machines, onEntry) }
    } catch (error) {
      await this.world.store.release(run, this.owner)
      throw error
    }
  }

  private async claim(run: string): Promise<void> {
    const { clock, store } = this.world
    const taken = !this.held.has(run) && (await store.claim(run, this.owner, clock.now(), clock.now() + leaseTime))
    if (!taken) throw heldRun(run)
  }

  /** Makes the drive of a run that is claimed, says again and again that it is held, and gives it back in the end. */
  private drive(state: RunState, machines: Map<string, Machine>, onEntry?: (entry: Entry) => void): Drive {
    const { clock, store } = this.world
    const { run } = state
    const drive = this.listened(new Drive(this.world, state, machines, perform), onEntry)
    this.held.set(run, drive)
    const later = () => clock.at(clock.now() + leaseTime / 3, renew)
    const renew = () => {
      cancel = later()
      const again = async () => store.claim(run, this.owner, clock.now(), clock.now() + leaseTime)
      again().then((held) => held || drive.breakDown(heldRun(run)), () => {})
    }
    let cancel = later()
    const release = () => {
      cancel()
      this.held.delete(run)
      return store.release(run, this.owner)
    }
    drive.rest.then(release, release).catch(() => {})
    return drive
  }

  private listened(drive: Drive, onEntry: ((entry: Entry) => void) | undefined): Drive {
    if (onEntry !== undefined) drive.onEntry(onEntry)
    return drive
  }

  private handle(drive: Drive, { onIdle, pauseAfter }: Pick<ResumeOptions, 'onIdle' | 'pauseAfter'> = {}): RunHandle {
    const fromPerson: Labels = [{ trust: 'person', source: 'an event you sent' }]
    const handle: RunHandle = {
      run: drive.state.run,
      rest: drive.rest,
      state: drive.state,
      pause: (because = 'The person paused it.') => drive.pause(because),
      cancel: (because = 'The person cancelled it.') => drive.cancel(because),
      send: (name, data, labels = fromPerson) => void drive.append(() => ({ kind: 'event-received', name, data: plainJson(data) as JsonObject, labels })),
    }
    if (onIdle !== undefined) drive.onIdle = () => onIdle(handle)
    if (pauseAfter === 'activity') drive.pauseAfterActivity()
    return handle
  }
}

/** Codes that say that a text can not be read, or is not the one a run is pinned to. */
const textFaults = new Set(['faulty-skill', 'changed-text', 'no-text'])

function checkContract({ run, contract, outcome }: RunState, next: Contract): void {
  if (outcome !== undefined) throw new ChelaError('run-ended', `Run ${run} has ended as ${outcome}.`, { help: 'Start the skill anew.' })
  if (contract === undefined) throw new ChelaError('no-contract', `Run ${run} was started without a contract.`, { help: 'Start the skill anew with one.' })
  if (contract.words !== next.words) throw new ChelaError('invalid-contract', 'The words of the person stay as they were.', { help: 'Start another run for what is wanted now.' })
}

function unknownRun(run: string): ChelaError {
  return new ChelaError('unknown-run', `There is no run ${run}.`, { help: '"chela runs" lists them.' })
}

function heldRun(run: string): ChelaError {
  return new ChelaError('run-held', `Another process is driving run ${run}.`, { help: 'Wait for it, or stop it.', facts: { run } })
}

function originsOf(input: JsonObject, options: StartOptions): { readonly [name: string]: Labels } {
  const origins: Record<string, Labels> = {}
  for (const name of Object.keys(input)) {
    const own = options.origins !== undefined && Object.hasOwn(options.origins, name) ? options.origins[name] : undefined
    const given = Object.hasOwn(options.input, name)
    origins[name] = own ?? (given ? [{ trust: 'person', source: `the input "${name}"` }] : [{ trust: 'skill', source: `the default of the input "${name}"` }])
  }
  return origins
}
