/*
 * The model of a person on this machine: settings, key, what is private, what left. Owns: how these come together. Does not
 * own: the parts themselves (adapters, agent).
 */
import { isDeepStrictEqual } from 'node:util'
import type { DataFolders } from '../adapters/data-folders.ts'
import { EgressLog } from '../adapters/egress-log.ts'
import { KeyStore, type KeyPlace } from '../adapters/key-store.ts'
import { isLocalModel } from '../adapters/model-address.ts'
import { chosenModel, forgetSettings, fullSettings, keepSettings, type ChosenModel } from '../adapters/model-settings.ts'
import { knownOfFacts } from '../agent/known-of-facts.ts'
import { knownOfRun } from '../agent/known-of-run.ts'
import type { KnownPrivate } from '../agent/known-values.ts'
import { hidePrivate } from '../agent/private-values.ts'
import { checkValue } from '../expression/check-value.ts'
import { ChelaError } from '../terms/failure.ts'
import type { ModelCapabilities, ModelSettings, ModelView, WantedSettings } from '../terms/model-settings.ts'
import type { Clock, MemoryStore, Model, RunStore } from '../terms/ports.ts'
import type { Tool } from '../terms/tool.ts'

/** What is looked at to know what is private. */
export interface ModelSurroundings {
  readonly clock: Clock
  readonly memory: MemoryStore
  readonly store: RunStore
  readonly tool: (name: string) => Tool | undefined
}

type Environment = { readonly [name: string]: string | undefined }

/** The choice of a model: looked at, changed, tried. Every change is for the file; variables of the environment go before it. */
export class ModelChoice {
  readonly egress: EgressLog
  readonly #folders: DataFolders
  readonly #environment: Environment
  readonly #keys: KeyStore
  #looked: { readonly url: string; readonly key: string | undefined } | undefined
  #made: { readonly settings: ModelSettings; readonly model: Model } | undefined

  constructor(folders: DataFolders, environment: Environment = process.env) {
    this.#folders = folders
    this.#environment = environment
    this.#keys = new KeyStore(folders.modelKeys, { programs: environment['CHELA_KEY_STORE'] !== 'file' })
    this.egress = new EgressLog(folders.egress)
  }

  /** The model that is chosen now, and from where; undefined: none. Throws ChelaError where the settings can not be used. */
  chosen(): ChosenModel | undefined {
    return chosenModel(this.#folders.model, this.#environment)
  }

  /** The settings of the file; undefined: none, or none that can be used. */
  kept(): ModelSettings | undefined {
    try {
      return chosenModel(this.#folders.model, {})?.settings
    } catch {
      return undefined
    }
  }

  /** Why the settings can not be used, in one sentence. */
  fault(): string | undefined {
    try {
      this.chosen()
      return undefined
    } catch (error) {
      return error instanceof ChelaError ? `${error.message} ${error.help ?? ''}`.trim() : 'The settings of the model can not be read.'
    }
  }

  /** The key of an endpoint. Looked up once: the key store of the system may take its time. */
  key(url: string): string | undefined {
    const given = this.#environment['CHELA_MODEL_KEY']?.trim()
    if (given !== undefined && given !== '') return given
    if (this.#looked?.url !== url) this.#looked = { url, key: this.#keys.get(url) }
    return this.#looked.key
  }

  view(): ModelView {
    const fault = this.fault() ?? null
    const chosen = fault === null ? this.chosen() : undefined
    if (chosen === undefined) return { settings: null, from: null, local: false, key: false, fault }
    const { settings, from } = chosen
    return { settings, from, local: isLocalModel(settings.url, settings.local), key: this.key(settings.url) !== undefined, fault }
  }

  /** Keeps settings, and a key where one is given. Tells where the key lies. */
  choose(wanted: WantedSettings, key?: string): { readonly settings: ModelSettings; readonly keyIn: KeyPlace | undefined } {
    const settings = fullSettings(wanted)
    this.#looked = undefined
    const keyIn = key === undefined ? undefined : this.#keys.set(settings.url, key)
    keepSettings(this.#folders.model, settings)
    return { settings, keyIn }
  }

  /** Forgets the settings of the file and the key of their endpoint. */
  forget(): void {
    const settings = this.kept()
    this.#looked = undefined
    if (settings !== undefined) this.#keys.forget(settings.url)
    forgetSettings(this.#folders.model)
  }

  /** Finds out what the model can do, and keeps it with the settings of the file. Throws ModelError where it can not be asked. */
  async probe(signal: AbortSignal): Promise<ModelCapabilities | undefined> {
    const chosen = this.chosen()
    if (chosen === undefined) return undefined
    const { settings, from } = chosen
    const { probeModel } = await import('../adapters/probe-model.ts')
    const capabilities = await probeModel(settings, this.key(settings.url), signal)
    if (from === 'file') keepSettings(this.#folders.model, { ...settings, capabilities })
    return capabilities
  }

  /** The model to ask; undefined: none is chosen, or its settings can not be used. The same one until the settings change. */
  model(around: ModelSurroundings): Model | undefined {
    if (this.fault() !== undefined) return undefined
    const settings = this.chosen()?.settings
    if (settings === undefined) return (this.#made = undefined)
    if (this.#made === undefined || !isDeepStrictEqual(this.#made.settings, settings)) this.#made = { settings, model: this.#make(settings, around) }
    return this.#made.model
  }

  /** The library behind it is loaded with the first question: most runs ask none. */
  #make(settings: ModelSettings, around: ModelSurroundings): Model {
    let made: Promise<Model> | undefined
    return { local: isLocalModel(settings.url, settings.local), answer: async (...asked) => (await (made ??= this.#load(settings, around))).answer(...asked) }
  }

  async #load(settings: ModelSettings, around: ModelSurroundings): Promise<Model> {
    const { clock } = around
    const { openaiModel } = await import('../adapters/openai-model.ts')
    return openaiModel({
      settings,
      key: () => this.key(settings.url),
      check: (schema, value) => {
        const fault = checkValue(schema, value)[0]
        return fault === undefined ? undefined : `${fault.path === '' ? 'It' : `"${fault.path}"`} ${fault.message}.`
      },
      veil: async (question, given, schema, about) => hidePrivate({ question, given, schema }, await knownTo(around, about?.run)),
      leaving: (body, hidden) => this.egress.add({ time: clock.now(), url: settings.url, model: settings.name, body, hidden }),
    })
  }
}

/** Gives what a person is told of a model: its name and where it is. */
export function modelWords({ name, url, local }: ModelSettings): string {
  return `${name} at ${URL.canParse(url) ? new URL(url).host : url}${isLocalModel(url, local) ? ' (local)' : ''}`
}

async function knownTo({ memory, store, tool }: ModelSurroundings, run: string | undefined): Promise<readonly KnownPrivate[]> {
  const facts = knownOfFacts(await memory.facts())
  return run === undefined ? facts : [...facts, ...knownOfRun(await store.read(run), tool)]
}
