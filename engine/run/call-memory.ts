/*
 * The memory as one call of a tool has it. Owns: what is written down about a fact that the call stores, and whether the call
 * read a fact that others wrote. Always true: M1 a fact that untrusted text is in, or led to, keeps that mark, whoever said
 * yes to it; M2 an answer for which such a fact was read is untrusted; M3 no run takes a privacy mark off.
 */
import { ChelaError } from '../terms/failure.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { joinLabels, noLabels, type Labels } from '../terms/label.ts'
import { factLabels, type Fact, type FactAbout, type FactSource } from '../terms/memory.ts'
import type { MemoryStore } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'
import { foreignOf } from './call-labels.ts'
import type { Drive } from './drive.ts'
import type { Activity } from './run-parts.ts'

/** What a tool notes of a fact before it changes it, so that an undo can bring back all of it. */
interface FactBefore {
  readonly about?: FactAbout
}

export class CallMemory implements MemoryStore {
  readonly #drive: Drive
  readonly #activity: Activity | undefined
  readonly #undone: Json
  /** Whose text the facts hold that were read. */
  readonly #read = { foreign: noLabels }

  /** `undone`: what was noted before the deed that this call takes back. */
  constructor(drive: Drive, activity: Activity | undefined, undone: Json = null) {
    this.#drive = drive
    this.#activity = activity
    this.#undone = undone
  }

  /** Keeps M2. */
  get readForeign(): boolean {
    return this.#read.foreign.length > 0
  }

  async get(key: string): Promise<Json | undefined> {
    return (await this.fact(key))?.value
  }

  async fact(key: string): Promise<Fact | undefined> {
    const fact = await told(() => this.#store.fact(key))
    if (fact !== undefined) this.#note(fact)
    return fact
  }

  /** What the tool itself says of a fact counts only as far as it makes it more private. */
  async set(key: string, value: Json, about?: FactAbout): Promise<void> {
    const before = await told(() => this.#store.fact(key))
    const own = restored(this.#undone) ?? this.#about()
    const hidden = own.private || about?.private === true || before?.private === true
    await told(() => this.#store.set(key, value, { ...own, private: hidden }))
  }

  async forget(key: string): Promise<boolean> {
    return told(() => this.#store.forget(key))
  }

  async all(): Promise<JsonObject> {
    return Object.fromEntries((await this.facts()).map(({ key, value }) => [key, value]))
  }

  async facts(): Promise<readonly Fact[]> {
    const facts = await told(() => this.#store.facts())
    for (const fact of facts) this.#note(fact)
    return facts
  }

  get #store(): MemoryStore {
    return this.#drive.world.ports.memory
  }

  #note(fact: Fact): void {
    if (fact.foreign.length > 0) this.#read.foreign = joinLabels(this.#read.foreign, factLabels(fact))
  }

  /** Keeps M1. */
  #about(): FactAbout {
    const { world, state } = this.#drive
    const foreign = joinLabels(this.#activity === undefined ? noLabels : foreignOf(this.#activity), this.#read.foreign)
    const source: FactSource = { kind: 'run', run: state.run, skill: this.#activity?.frame.skill.name ?? state.started?.skill ?? '', how: this.#how(foreign) }
    return { time: world.clock.now(), source, private: false, foreign }
  }

  #how(foreign: Labels): 'said' | 'confirmed' | 'noted' {
    const effect = this.#activity?.effect
    if (effect?.kind !== 'call') return 'noted'
    const labels = effect.deed.origins['value'] ?? noLabels
    if (foreign.length === 0 && labels.length > 0 && labels.every(({ trust }) => trust === 'person')) return 'said'
    const { state } = this.#drive
    const call = this.#activity?.open === undefined ? undefined : state.calls.get(this.#activity.open)?.entry
    return call?.decision.rule === 'approval' ? 'confirmed' : 'noted'
  }
}

/** Notes of before a change that were journaled; anything else of this shape was written by a tool that has all rights anyway. */
function restored(undone: Json): FactAbout | undefined {
  if (typeof undone !== 'object' || undone === null || Array.isArray(undone)) return undefined
  return (undone as FactBefore).about
}

/** A memory that is locked is a failure that a skill can catch. */
async function told<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ChelaError && (error.code === 'memory-locked' || error.code === 'wrong-passphrase')) throw new ToolError('locked', error.message)
    throw error
  }
}
