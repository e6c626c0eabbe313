import { describe, expect, test } from 'vitest'
import { MemoryRunStore } from '../../engine/adapters/memory-run-store.ts'
import type { Machine } from '../../engine/compile/machine.ts'
import type { Rest } from '../../engine/run/drive.ts'
import { replay, textsOf } from '../../engine/run/replay.ts'
import { Runner, type ForkOptions, type RunHandle } from '../../engine/run/runner.ts'
import { VirtualClock } from '../../engine/run/virtual-clock.ts'
import { activeStates } from '../../engine/run/step.ts'
import type { World } from '../../engine/run/world.ts'
import type { Entry, PersonAnswer, Question } from '../../engine/terms/journal.ts'
import { canonicalJson, type Json, type JsonObject } from '../../engine/terms/json.ts'
import type { Tool, ToolCall } from '../../engine/terms/tool.ts'
import { plainState } from './plain-state.ts'
import { skillText, someTool, testWorld } from './test-world.ts'

/** One doing of a deed in the world outside of the run. */
export interface DoneDeed {
  readonly tool: string
  readonly input: JsonObject
  readonly key: string
  readonly output: Json
}

/** The world outside: what was really done, whatever any journal says. */
export class Ledger {
  readonly done: DoneDeed[] = []

  find(key: string): DoneDeed | undefined {
    return this.done.find((one) => one.key === key)
  }

  /** A reversible tool that writes each doing down and can tell afterwards whether it was done. */
  deed(name: string, answer: (input: JsonObject, call: ToolCall) => Json | Promise<Json> = () => null, more: Partial<Tool> = {}): Tool {
    return someTool(name, () => null, {
      class: 'reversible',
      perform: async (input, call) => {
        const output = await answer(input, call)
        this.done.push({ tool: name, input, key: call.key, output })
        return output
      },
      check: async (_input, call) => {
        const found = this.find(call.key)
        return found === undefined ? { happened: false } : { happened: true, output: found.output }
      },
      ...more,
    })
  }
}

export interface SceneEvent {
  readonly name: string
  readonly data: JsonObject
  readonly in?: string
}

export interface Scene {
  readonly skill: string
  /** Sub-skills by name. */
  readonly texts?: { readonly [name: string]: string }
  readonly input?: JsonObject
  readonly tools: (ledger: Ledger) => readonly Tool[]
  /** Answers by state; a function sees the question. */
  readonly person?: { readonly [state: string]: PersonAnswer | ((question: Question) => PersonAnswer) }
  /** Handed in one after another when nothing else moves the run; with `in`, when that state is active. */
  readonly events?: readonly SceneEvent[]
  readonly world?: Partial<World>
  /** Parts run side by side: order is not compared. */
  readonly parallel?: boolean
  /** The run is undone when it has ended, and that is stopped everywhere too. */
  readonly undo?: boolean
  /** The run is forked there when it has come to rest, and it is the fork that is looked at and stopped everywhere. */
  readonly fork?: (entries: readonly Entry[]) => Omit<ForkOptions, 'onEntry' | 'onIdle'>
  readonly expect?: { readonly status?: Rest['status']; readonly output?: Json; readonly deeds?: number }
}

/** What came of a run, in a form that two lives of it can be compared by. */
interface Outcome {
  readonly status: Rest['status']
  readonly output: Json | undefined
  readonly because: string | null | undefined
  readonly deeds: readonly string[]
  readonly keysDoneTwice: readonly string[]
  readonly states: readonly string[]
  readonly left: readonly number[]
  readonly undone: boolean
}

/** Runs a scene live, and then again from each entry of its journal on; all must come to the same. */
export function describeRun(name: string, scene: Scene): void {
  describe(name, () => {
    test('comes to the same from wherever it is taken up', async () => {
      const live = await liveRun(scene)
      if (scene.expect?.status !== undefined) expect(live.outcome.status, live.outcome.because ?? '').toBe(scene.expect.status)
      if (scene.expect?.output !== undefined) expect(live.outcome.output).toEqual(scene.expect.output)
      if (scene.expect?.deeds !== undefined) expect(live.ledger.done.map(({ tool }) => tool)).toHaveLength(scene.expect.deeds)
      expect(live.outcome.keysDoneTwice).toEqual([])
      sameTwice(live.world, live.entries)
      for (let count = live.entries.findLastIndex(({ kind }) => kind === 'run-forked') + 1 || 1; count <= live.entries.length; count++) {
        const prefix = live.entries.slice(0, count)
        for (const happened of openCalls(prefix).length > 0 ? [true, false] : [true]) {
          const again = await resumedRun(scene, live, prefix, happened)
          const open = openCalls(prefix).map(({ sequence }) => sequence).join(', ')
          expect(again, `taken up after entry ${count} (${prefix.at(-1)?.kind})${open === '' ? '' : `, call ${open} ${happened ? 'done' : 'not done'}`}`).toEqual(live.outcome)
        }
      }
    })
  })
}

interface Life {
  readonly world: World
  readonly ledger: Ledger
  readonly entries: readonly Entry[]
  readonly outcome: Outcome
}

/** Runs a scene from its start to its end. */
export async function liveRun(scene: Scene): Promise<Life> {
  const ledger = new Ledger()
  const world = worldOf(scene, ledger, new VirtualClock(Date.UTC(2026, 0, 1)), new MemoryRunStore())
  const first = await new Runner(world).start({ skill: skillText(scene.skill), input: scene.input ?? {} })
  const { fork } = scene
  if (fork !== undefined) await goOn({ ...scene, undo: false }, world, ledger, first)
  const handle = fork === undefined ? first : await new Runner(world).fork(first.run, fork(await world.store.read(first.run)))
  const rest = await goOn(scene, world, ledger, handle)
  const entries = [...(await world.store.read(handle.run))]
  return { world, ledger: fork === undefined ? ledger : ledgerOf(ledger, entries), entries, outcome: outcomeOf(scene, rest, entries, fork === undefined ? ledger : ledgerOf(ledger, entries)) }
}

/** The part of a ledger that a journal knows of. */
function ledgerOf(ledger: Ledger, entries: readonly Entry[]): Ledger {
  const keys = new Set(entries.flatMap((entry) => (entry.kind === 'tool-called' ? [entry.key] : [])))
  const own = new Ledger()
  own.done.push(...ledger.done.filter(({ key }) => keys.has(key)))
  return own
}

async function resumedRun(scene: Scene, live: Life, prefix: readonly Entry[], happened: boolean): Promise<Outcome> {
  const ledger = new Ledger()
  const open = new Set(openCalls(prefix).map(({ sequence }) => sequence))
  for (const entry of prefix) {
    const done = entry.kind === 'tool-called' ? live.ledger.find(entry.key) : undefined
    const isDone = open.has(entry.sequence) ? happened : answeredWell(prefix, entry.sequence)
    if (done !== undefined && isDone && ledger.find(done.key) === undefined) ledger.done.push(done)
  }
  const store = new MemoryRunStore()
  const copied = JSON.parse(JSON.stringify(prefix)) as Entry[]
  store.append('run1', copied)
  for (const hash of textsOf(prefix)) store.putText(hash, (await live.world.store.getText(hash)) as string)
  const world = worldOf(scene, ledger, new VirtualClock(prefix.at(-1)?.time as number), store)
  const runner = new Runner(world)
  const { state } = await runner.load('run1')
  const rest = state.outcome === undefined ? await goOn(scene, world, ledger, await runner.resume('run1')) : await undone(scene, world, { status: state.outcome, state })
  return outcomeOf(scene, rest, await store.read('run1'), ledger)
}

/** Each text of a scene is compiled once: a machine does not change. */
const machines = new WeakMap<Scene, Map<string, Machine>>()

function worldOf(scene: Scene, ledger: Ledger, clock: VirtualClock, store: MemoryRunStore): World {
  const person = scene.person === undefined ? undefined : { ask: async (question: Question, { path }: { readonly path: string }) => answerOf(scene, question, path) }
  const world = testWorld(scene.tools(ledger), { clock: clock as never, store, person, ...(scene.texts !== undefined && { texts: scene.texts }), ...scene.world })
  const known = machines.get(scene) ?? new Map<string, Machine>()
  machines.set(scene, known)
  const machine = (text: string): Machine => {
    const made = known.get(text) ?? world.machine(text)
    known.set(text, made)
    return made
  }
  return { ...world, machine }
}

function answerOf(scene: Scene, question: Question, path: string): PersonAnswer | undefined {
  const said = scene.person?.[path.slice(path.lastIndexOf('/') + 1)]
  return typeof said === 'function' ? said(question) : said
}

/** Lets time pass, hands in events and settles what is unknown, until the run has ended and is undone where that is wanted. */
async function goOn(scene: Scene, world: World, ledger: Ledger, first: RunHandle): Promise<Rest> {
  let handle = first
  for (let round = 0; round < 50; round++) {
    const rest = await restOf(handle, world.clock as VirtualClock, await eventsLeft(scene, world, handle.run))
    const runner = new Runner(world)
    if (rest.status === 'unknown' && rest.state.unknown !== undefined) {
      const called = (await world.store.read(handle.run)).find(({ sequence }) => sequence === rest.state.unknown?.call)
      const done = called?.kind === 'tool-called' ? ledger.find(called.key) : undefined
      handle = await runner.settle(handle.run, done !== undefined, done?.output ?? null)
    } else if (rest.status === 'waiting') {
      const [event] = await eventsLeft(scene, world, handle.run)
      if (event === undefined) return rest
      handle = await runner.resume(handle.run, { event })
    } else if (rest.status === 'paused') handle = await runner.resume(handle.run)
    else return undone(scene, world, rest)
  }
  throw new Error('The run does not come to an end.')
}

async function undone(scene: Scene, world: World, rest: Rest): Promise<Rest> {
  if (scene.undo !== true) return rest
  const { run } = rest.state
  const last = (await world.store.read(run)).at(-1)
  return { status: rest.status, state: last?.kind === 'undo-ended' ? rest.state : await new Runner(world).undo(run) }
}

async function eventsLeft(scene: Scene, world: World, run: string): Promise<readonly SceneEvent[]> {
  const received = (await world.store.read(run)).filter(({ kind }) => kind === 'event-received').length
  return scene.events?.slice(received) ?? []
}

/** Gives the rest of a run. When nothing moves it, the next event comes in, or time goes on. */
export async function restOf(handle: RunHandle, clock: VirtualClock, events: readonly SceneEvent[] = []): Promise<Rest> {
  const left = [...events]
  let rest: Rest | undefined
  let broken: unknown
  handle.rest.then((value) => (rest = value), (error: unknown) => (broken = error))
  for (let seen = -1; rest === undefined; ) {
    await new Promise((resolve) => setImmediate(resolve))
    if (broken !== undefined) throw broken
    const { state } = handle
    if (state.sequence === seen && rest === undefined) {
      const event = left[0]
      const here = event !== undefined && state.root !== undefined && (event.in === undefined || activeStates(state.root.snapshot).includes(event.in))
      if (here) {
        left.shift()
        handle.send(event.name, event.data)
      } else clock.jump()
    }
    seen = state.sequence
  }
  return rest
}

function outcomeOf(scene: Scene, { status, state }: Rest, entries: readonly Entry[], ledger: Ledger): Outcome {
  const ended = entries.findLast((entry) => entry.kind === 'run-ended')
  const order = (texts: readonly string[]) => (scene.parallel === true ? [...texts].sort() : texts)
  const keys = ledger.done.map(({ key }) => key)
  return {
    status,
    output: ended?.kind === 'run-ended' ? ended.output : undefined,
    because: ended?.kind === 'run-ended' ? ended.because : undefined,
    deeds: order(ledger.done.map(({ tool, input }) => `${tool} ${canonicalJson(input)}`)),
    keysDoneTwice: keys.filter((key, index) => keys.indexOf(key) !== index),
    states: order(state.trace.map((one) => one.path + one.state)),
    left: [state.activities.size, state.asks.size, state.questions.size, state.timers.size, state.calls.size, state.ready.size],
    undone: state.undone,
  }
}

/** Two replays of the same entries give the same state, ids included. */
function sameTwice(world: World, entries: readonly Entry[]): void {
  const machines = new Map(textsOf(entries).map((hash) => [hash, world.machine(world.store.getText(hash) as string)]))
  for (const count of [1, Math.ceil(entries.length / 2), entries.length]) {
    const stored = () => JSON.parse(JSON.stringify(entries.slice(0, count))) as Entry[]
    expect(plainState(replay('run1', stored(), machines))).toEqual(plainState(replay('run1', stored(), machines)))
  }
}

function answeredWell(entries: readonly Entry[], call: number): boolean {
  return entries.some((entry) => (entry.kind === 'tool-answered' || entry.kind === 'answer-late') && entry.call === call && entry.failure === undefined)
}

function openCalls(entries: readonly Entry[]): readonly Entry[] {
  const answered = new Set(entries.flatMap((entry) => (entry.kind === 'tool-answered' || entry.kind === 'answer-late' ? [entry.call] : [])))
  return entries.filter((entry) => entry.kind === 'tool-called' && !answered.has(entry.sequence))
}
