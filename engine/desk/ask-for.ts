/*
 * From a sentence to a proposal: picks a skill, fills its inputs, drafts the contract. Owns: the order of that, and when a
 * model is asked. Does not own: how each is done (agent/). Always true: (A1) nothing runs and nothing is accepted here; (A2)
 * where no model is connected, or it fails, the fixed rules go on alone and it is said.
 */
import { draftContract, idleLimits, type PossibleDeed } from '../agent/draft-contract.ts'
import { fillInputs, type Filled, type Reference } from '../agent/fill-inputs.ts'
import { narrowContract } from '../agent/narrow-contract.ts'
import { pickSkill, rankSkills, type Candidate, type Picked } from '../agent/pick-skill.ts'
import { pickWithModel } from '../agent/pick-with-model.ts'
import { readLimits } from '../agent/read-limits.ts'
import type { Surroundings } from '../agent/read-value.ts'
import { fillDefaults } from '../expression/fill-defaults.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Contract } from '../terms/contract.ts'
import type { JsonObject } from '../terms/json.ts'
import { isOwnWord } from '../terms/memory.ts'
import { ModelError, type Model } from '../terms/ports.ts'
import type { Desk } from './desk.ts'
import { possibleDeeds } from './possible-deeds.ts'
import type { AskMore, OtherSkill, Proposal, ProposedInput, ProposedSkill } from './proposal.ts'
import { SkillCards } from './skill-cards.ts'
import { reviseSkill, writeSkill, type WriteParts } from './write-skill.ts'

/** The model is looked at with each question: the person may choose another in between. */
export type AskParts = WriteParts

/** A pick with at least this confidence needs no model. */
const sureEnough = 0.9
/** A pick with less, and without a model, is a guess: the person is asked whether it is meant. */
const guessBelow = 0.7
/** Milliseconds that the model may take for one question. */
const modelTime = 120_000
const longest = 4000

/** Gives what proposes something for a sentence. It keeps the library that it read from question to question. */
export function openAsking(parts: AskParts): Pick<Desk, 'ask' | 'revise'> {
  const cards = new SkillCards(parts)
  const renew = async (words: string): Promise<void> => {
    if (words.trim() === '' || words.length > longest) throw new ChelaError('invalid-input', words.trim() === '' ? 'There are no words.' : `The words are longer than ${longest} characters.`, { help: 'Say in a sentence what is to be done.' })
    await parts.shelf.renew()
    await cards.renew()
  }
  return {
    ask: async (words, more = {}) => {
      await renew(words)
      return more.write === true ? writeSkill(parts, cards, words) : new Asking(parts, cards, words, more).proposal()
    },
    revise: async (text, words) => {
      await renew(words)
      return reviseSkill(parts, cards, text, words)
    },
  }
}

class Asking {
  readonly #parts: AskParts
  readonly #cards: SkillCards
  readonly #words: string
  readonly #more: AskMore
  /** Undefined from the moment on when it failed. */
  #model: Model | undefined
  #usedModel = false
  #modelFault: string | null = null

  constructor(parts: AskParts, cards: SkillCards, words: string, more: AskMore) {
    this.#parts = parts
    this.#cards = cards
    this.#words = words
    this.#more = more
    this.#model = parts.world.model
  }

  async proposal(): Promise<Proposal> {
    const { skill: name } = this.#more
    if (name !== undefined) return this.#fill(await this.#candidate(name), 'You chose it.', [])
    const picked = await this.#pick()
    if (picked.kind === 'none') return { ...this.#asked(), kind: 'none', because: picked.because, others: this.#others(picked.others), canWrite: this.#model !== undefined }
    if (picked.kind === 'ask' && picked.question.about === 'skill') return { ...this.#asked(), kind: 'which', question: picked.question.text, candidates: this.#others(picked.question.of) }
    const pick = picked.kind === 'picked' ? picked.pick : picked.question.about === 'input' ? picked.question.pick : undefined
    if (pick === undefined) throw new TypeError('A question is about a skill or an input.')
    if (!picked.usedModel && pick.confidence < guessBelow) {
      const candidates = this.#others([pick, ...picked.others])
      return { ...this.#asked(), kind: 'which', question: `Nothing fits these words well. Is "${candidates[0]?.title ?? pick.skill}" meant?`, candidates }
    }
    return this.#fill(pick, picked.usedModel ? 'The model chose it among the skills that are like these words.' : 'Its examples and its description are like these words.', picked.others)
  }

  #wish(): string {
    return readLimits(this.#words).wish
  }

  #surroundings(): Surroundings {
    return { moment: { now: this.#parts.world.clock.now(), zone: new Intl.DateTimeFormat().resolvedOptions().timeZone }, known: [] }
  }

  async #pick(): Promise<Picked> {
    const surroundings = this.#surroundings()
    const sure = pickSkill(this.#wish(), this.#cards.library, surroundings)
    if (sure.kind === 'picked' && sure.pick.confidence >= sureEnough) return sure
    const candidates = rankSkills(this.#wish(), this.#cards.library, surroundings)
    return (await this.#withModel((model, signal) => pickWithModel(this.#words, candidates, this.#cards.library, model, signal))) ?? sure
  }

  async #candidate(name: string): Promise<Candidate> {
    if ((await this.#cards.card(name)) === undefined) throw new ChelaError('unknown-skill', `There is no skill "${name}" that can run.`)
    const found = rankSkills(this.#wish(), this.#cards.library, this.#surroundings()).find(({ skill }) => skill === name)
    return found ?? { skill: name, confidence: 1, inputs: {}, missing: [], unclear: {} }
  }

  async #fill(pick: Candidate, why: string, others: readonly Candidate[]): Promise<Proposal> {
    const card = await this.#cards.card(pick.skill)
    const file = await this.#cards.file(pick.skill)
    const { skill, hash } = file === undefined ? {} : this.#parts.shelf.load(file.text)
    if (card === undefined || file === undefined || skill === undefined || hash === undefined) throw new ChelaError('unknown-skill', `The skill "${pick.skill}" was changed just now.`, { help: 'Ask again.' })
    const proposed: ProposedSkill = { id: file.id, name: pick.skill, title: card.title, text: file.text, hash }
    const given = this.#more.inputs ?? {}
    const read: JsonObject = { ...pick.inputs, ...given }
    const references = await this.#references()
    const fixed = await fillInputs({ words: this.#words, card, read, references, signal: AbortSignal.timeout(modelTime) })
    const filled = fixed.missing.length === 0 ? fixed : ((await this.#withModel((model, signal) => fillInputs({ words: this.#words, card, read, references, model, signal }))) ?? fixed)
    const inputs = inputsOf(filled, given, skill.inputs)
    const [first] = filled.missing
    if (first !== undefined) {
      const choices = Object.hasOwn(pick.unclear, first.input) ? (pick.unclear[first.input] ?? []).map(({ value }) => value) : []
      const fields = Object.fromEntries(filled.missing.map(({ input }) => [input, skill.inputs[input] ?? {}]))
      return { ...this.#asked(), kind: 'missing', skill: proposed, question: first.fault === undefined ? first.question : `${first.question} (${first.fault})`, field: first.input, fields, choices, inputs }
    }
    const possible = possibleDeeds(skill, this.#parts.world.machine(file.text), fillDefaults(skill.inputs, filled.inputs), this.#parts.shelf.reportWorld)
    const contract = await this.#narrowed(draftContract(this.#words, possible, this.#parts.world.clock.now()), possible)
    return { ...this.#asked(), kind: 'picked', skill: proposed, why, confidence: pick.confidence, inputs, contract, idle: idleLimits(this.#words, contract, possible), others: this.#others(others) }
  }

  /** What the person said or confirmed before may be meant by the words; what others wrote is never taken for an input unasked. */
  async #references(): Promise<readonly Reference[]> {
    const { memory } = this.#parts.world.ports
    const facts = await (async () => memory.facts())().catch(noneWhileLocked)
    return facts.filter(isOwnWord).map((fact) => ({ name: `memory.${fact.key}`, words: fact.key.replaceAll('_', ' '), value: fact.value, fact }))
  }

  /** The model that read the words for the pick reads them for the contract too; words that need none stay here. */
  async #narrowed(contract: Contract, possible: readonly PossibleDeed[]): Promise<Contract> {
    if (!this.#usedModel) return contract
    const narrow = await this.#withModel(async (model, signal) => ({ usedModel: true, contract: await narrowContract(contract, possible, model, signal) }))
    return narrow?.contract ?? contract
  }

  /** Keeps A2. Undefined: there is no model, or it failed. */
  async #withModel<T extends { readonly usedModel: boolean }>(doing: (model: Model, signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    if (this.#model === undefined) return undefined
    try {
      const answer = await doing(this.#model, AbortSignal.timeout(modelTime))
      this.#usedModel ||= answer.usedModel
      return answer
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      this.#model = undefined
      this.#modelFault = error.message
      return undefined
    }
  }

  #asked(): { readonly words: string; readonly usedModel: boolean; readonly modelFault: string | null } {
    return { words: this.#words, usedModel: this.#usedModel, modelFault: this.#modelFault }
  }

  #others(candidates: readonly Candidate[]): readonly OtherSkill[] {
    return candidates.slice(0, 5).map(({ skill, confidence }) => ({ name: skill, title: this.#cards.library.card(skill)?.title ?? skill, confidence }))
  }
}

function inputsOf({ inputs, from }: Filled, given: JsonObject, fields: { readonly [name: string]: { readonly default?: JsonObject[string] } }): readonly ProposedInput[] {
  return Object.entries(fields).flatMap(([name, schema]): readonly ProposedInput[] => {
    if (Object.hasOwn(given, name) && Object.hasOwn(inputs, name)) return [{ name, value: given[name] ?? null, from: 'person' }]
    const filled = Object.hasOwn(inputs, name) ? inputs[name] : undefined
    const source = from[name]
    if (filled !== undefined && source !== undefined) return [{ name, value: filled, from: typeof source === 'string' ? source : { memory: source.reference.replace(/^memory\./, '') } }]
    return schema.default === undefined ? [] : [{ name, value: schema.default, from: 'default' }]
  })
}

function noneWhileLocked(error: unknown): readonly never[] {
  if (error instanceof ChelaError && (error.code === 'memory-locked' || error.code === 'wrong-passphrase')) return []
  throw error
}
