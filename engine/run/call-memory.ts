/*
 * The memory as one call of a tool has it. Owns: what is written down about a fact that the call stores, and whether the call
 * read a fact that others wrote. Always true: M1 a fact that untrusted text is in, or led to, keeps that mark, whoever said
 * yes to it; M2 an answer for which such a fact was read is untrusted; M3 no run takes a privacy mark off.
 */
import { ChelaError } from '../terms/failure.ts'
import { hashJson } from '../terms/hash.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { joinLabels, noLabels, type Labels } from '../terms/label.ts'
import { factLabels, type Fact, type FactAbout, type FactSource } from '../terms/memory.ts'
import type { MemoryStore } from '../terms/ports.ts'
import { ToolError } from '../terms/tool.ts'
import { foreignOf } from './call-labels.ts'
import type { Drive } from './drive.ts'
import type { Activity, EntryOf } from './run-parts.ts'

/** The call that is taken back, and where the arguments of what takes it back came from. */
interface Undone {
  readonly call: EntryOf<'tool-called'>
  readonly origins: { readonly [argument: string]: Labels }
}

export class CallMemory implements MemoryStore {
  readonly #drive: Drive
  readonly #activity: Activity | undefined
  readonly #undone: Undone | undefined
  /** Whose text the facts hold that were read. */
  readonly #read = { foreign: noLabels }

  constructor(drive: Drive, activity: Activity | undefined, undone?: Undone) {
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
    const own = this.#restored(key, value) ?? this.#about()
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

  /** What was noted of this very fact before the deed that is taken back; only its own value comes back with it. */
  #restored(key: string, value: Json): FactAbout | undefined {
    if (this.#undone === undefined) return undefined
    const { input, before } = this.#undone.call
    if (input['key'] !== key || !isObject(before) || !isObject(before['about']) || hashJson(before['value'] ?? null) !== hashJson(value)) return undefined
    const about = before['about'] as unknown as FactAbout
    return Array.isArray(about.foreign) && isObject(about.source as unknown as Json) ? about : undefined
  }

  /** Keeps M1. */
  #about(): FactAbout {
    const { world, state } = this.#drive
    const given = this.#activity === undefined ? Object.values(this.#undone?.origins ?? {}).flat().filter(({ trust }) => trust === 'untrusted') : foreignOf(this.#activity)
    const foreign = joinLabels(given, this.#read.foreign)
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

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
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
