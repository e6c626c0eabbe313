/*
 * From a sentence to a proposal: picks a skill, fills its inputs, drafts the contract. Owns: the order of that, and when a
 * model is asked. Does not own: how each is done (agent/). Always true: (A1) nothing runs and nothing is accepted here; (A2)
 * where no model is connected, or it fails, the fixed rules go on alone and it is said.
 */
import { draftContract, idleLimits, type PossibleDeed } from '../agent/draft-contract.ts'
import { fillInputs, type Filled, type Reference } from '../agent/fill-inputs.ts'
import { pickSkill, rankSkills, type Candidate, type Picked } from '../agent/pick-skill.ts'
import { pickWithModel } from '../agent/pick-with-model.ts'
import type { KnownName } from '../agent/match-names.ts'
import { readLimits } from '../agent/read-limits.ts'
import type { Surroundings } from '../agent/read-value.ts'
import type { SkillCard } from '../agent/skill-card.ts'
import { fillDefaults } from '../expression/fill-defaults.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Contract } from '../terms/contract.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { isOwnWord, type Fact } from '../terms/memory.ts'
import { ModelError, type Model } from '../terms/ports.ts'
import type { Skill } from '../terms/skill.ts'
import { chooseTools } from './choose-tools.ts'
import { knownNames } from './known-names.ts'
import { narrowUnseen } from './narrow-unseen.ts'
import { neededWays, questionOfWays } from './needed-inputs.ts'
import { leastFit, looksWith, openWork, placesForWork, toolsForWork } from './open-work.ts'
import { possibleDeeds } from './possible-deeds.ts'
import type { AskMore, OtherSkill, Proposal, ProposedLoop, ProposedSkill } from './proposal.ts'
import { proposedInputs, rememberedFor, unseenValues } from './proposed-inputs.ts'
import { cardOf, type SkillCards } from './skill-cards.ts'
import { toolFinder } from './tool-search.ts'
import type { WriteParts } from './write-skill.ts'

/** A text that is proposed, with what is known of its inputs. */
interface Plan {
  readonly proposed: ProposedSkill
  readonly skill: Skill
  readonly card: SkillCard
  readonly read: JsonObject
  readonly choices: { readonly [input: string]: readonly Json[] }
  readonly why: string
  readonly confidence: number
  readonly others: readonly Candidate[]
  readonly loop: ProposedLoop | null
}

/** A pick with at least this confidence needs no model. */
const sureEnough = 0.9
/** A pick with less, and without a model, is a guess: the person is asked whether it is meant. */
const guessBelow = 0.7
/** Milliseconds that the model may take for one question. */
const modelTime = 120_000

/** One sentence of the person. Made for one proposal. */
export class Asking {
  readonly #parts: WriteParts
  readonly #cards: SkillCards
  readonly #words: string
  readonly #more: AskMore
  /** Undefined from the moment on when it failed. */
  #model: Model | undefined
  #usedModel = false
  #modelFault: string | null = null
  /** What the person said or confirmed before; what others wrote is never taken for an input unasked. */
  #facts: readonly Fact[] = []
  #names: readonly KnownName[] = []

  constructor(parts: WriteParts, cards: SkillCards, words: string, more: AskMore) {
    this.#parts = parts
    this.#cards = cards
    this.#words = words
    this.#more = more
    this.#model = parts.world.model
  }

  async proposal(): Promise<Proposal> {
    const { world } = this.#parts
    this.#facts = (await (async () => world.ports.memory.facts())().catch(noneWhileLocked)).filter(isOwnWord)
    this.#names = await knownNames(this.#words, this.#facts, world)
    if (this.#more.loop === true) return this.#work()
    const { skill: name } = this.#more
    if (name !== undefined) return this.#fill(await this.#candidate(name), 'It was named, so no other was looked for.', [])
    const picked = await this.#pick()
    if (picked.kind === 'none') return this.#none(picked.because, picked.others)
    if (picked.kind === 'ask' && picked.question.about === 'skill') return { ...this.#asked(), kind: 'which', question: picked.question.text, candidates: this.#others(picked.question.of), canLoop: this.#canLoop() }
    const pick = picked.kind === 'picked' ? picked.pick : picked.question.about === 'input' ? picked.question.pick : undefined
    if (pick === undefined) throw new TypeError('A question is about a skill or an input.')
    if (!picked.usedModel && pick.confidence < guessBelow) {
      const candidates = this.#others([pick, ...picked.others])
      return { ...this.#asked(), kind: 'which', question: `Nothing fits these words well. Is "${candidates[0]?.title ?? pick.skill}" meant?`, candidates, canLoop: this.#canLoop() }
    }
    return this.#fill(pick, picked.usedModel ? 'The model chose it among the skills that are like these words.' : 'Its examples and its description are like these words.', picked.others)
  }

  #wish(): string {
    return readLimits(this.#words).wish
  }

  #surroundings(): Surroundings {
    return { moment: { now: this.#parts.world.clock.now(), zone: new Intl.DateTimeFormat().resolvedOptions().timeZone }, known: this.#names }
  }

  async #pick(): Promise<Picked> {
    const surroundings = this.#surroundings()
    const sure = pickSkill(this.#wish(), this.#cards.library, surroundings)
    if (sure.kind === 'picked' && sure.pick.confidence >= sureEnough) return sure
    const candidates = rankSkills(this.#wish(), this.#cards.library, surroundings)
    return (await this.#withModel((model, signal) => pickWithModel(this.#words, candidates, this.#cards.library, model, signal))) ?? sure
  }

  #none(because: string, others: readonly Candidate[]): Proposal {
    return { ...this.#asked(), kind: 'none', because, others: this.#others(others), canWrite: this.#model !== undefined, canLoop: this.#canLoop() }
  }

  #canLoop(): boolean {
    return this.#model !== undefined && this.#toolsFound().length > 0
  }

  async #candidate(name: string): Promise<Candidate> {
    if ((await this.#cards.card(name)) === undefined) throw new ChelaError('unknown-skill', `There is no skill "${name}" that can run.`, { help: 'Name one of the skills that are here, without faults.' })
    const found = rankSkills(this.#wish(), this.#cards.library, this.#surroundings()).find(({ skill }) => skill === name)
    return found ?? { skill: name, confidence: 1, inputs: {}, missing: [], unclear: {} }
  }

  async #fill(pick: Candidate, why: string, others: readonly Candidate[]): Promise<Proposal> {
    const card = await this.#cards.card(pick.skill)
    const file = await this.#cards.file(pick.skill)
    const { skill, hash } = file === undefined ? {} : this.#parts.shelf.load(file.text)
    if (card === undefined || file === undefined || skill === undefined || hash === undefined) throw new ChelaError('unknown-skill', `The skill "${pick.skill}" was changed just now.`, { help: 'Ask again.' })
    const proposed: ProposedSkill = { id: file.id, name: pick.skill, title: card.title, text: file.text, hash }
    const choices = Object.fromEntries(Object.entries(pick.unclear).map(([input, names]) => [input, names.map(({ value }) => value)]))
    return this.#propose({ proposed, skill, card, read: pick.inputs, choices, why, confidence: pick.confidence, others, loop: null })
  }

  #toolsFound(): ReturnType<typeof toolsForWork> {
    return toolsForWork(this.#words, toolFinder(this.#parts.toolbox, leastFit), (name) => this.#parts.world.tools.tool(name))
  }

  /** Does without a skill: a machine that asks a model before each deed, with no more tools and places than the words ask for. */
  async #work(): Promise<Proposal> {
    if (this.#model === undefined) throw new ChelaError('no-model', 'No language model is connected, so nothing can be done step by step.', { help: 'Connect one in the settings, or with "chela model set".' })
    const found = this.#toolsFound()
    const chosen = found.length === 0 ? undefined : await this.#withModel(async (model, signal) => ({ usedModel: true, tools: await chooseTools(this.#words, found, model, signal) }))
    const given = Object.entries(this.#more.inputs ?? {}).flatMap(([name, value]) => (/^place(?:_\d)?$/.test(name) && typeof value === 'string' ? [value] : []))
    const places = given.length > 0 ? given : placesForWork(this.#words, this.#names)
    const work = openWork({ words: this.#words, tools: chosen?.tools ?? found.slice(0, 8), look: this.#parts.world.tools.tool(looksWith), places, isTaken: (name) => this.#cards.isTaken(name) })
    const { skill, hash } = work === undefined ? {} : this.#parts.shelf.load(work.text)
    if (work === undefined || skill === undefined || hash === undefined) return this.#none('No tool here can do what these words ask for.', [])
    return this.#propose({
      proposed: { id: null, name: work.name, title: skill.title || work.name, text: work.text, hash },
      skill,
      card: cardOf(work.name, skill),
      read: work.inputs,
      choices: { place: this.#names.flatMap(({ kind, value }) => (kind === 'path' ? [value] : [])).slice(0, 6) },
      why: 'No skill does this: a model decides one deed at a time, with these tools and inside this contract.',
      confidence: 0,
      others: [],
      loop: { tools: work.tools.map(({ name, title }) => ({ name, title })) },
    })
  }

  /** Fills the inputs, and drafts the contract for them; or asks for the first that is missing. */
  async #propose({ proposed, skill, card, read: found, choices, why, confidence, others, loop }: Plan): Promise<Proposal> {
    const given = this.#more.inputs ?? {}
    const machine = this.#parts.world.machine(proposed.text)
    const waysWith = (values: JsonObject): readonly (readonly string[])[] => neededWays(skill, machine, fillDefaults(skill.inputs, values), this.#parts.shelf.reportWorld)
    const filled = await this.#filled(card, { ...found, ...given }, waysWith)
    const inputs = proposedInputs(filled, given, skill.inputs, { words: this.#words, names: this.#names, facts: this.#facts })
    const ways = filled.missing.length > 0 ? [] : waysWith(filled.inputs)
    const open = openFields(card, filled, ways)
    if (open !== undefined) {
      const remembered = rememberedFor(Object.keys(open.fields), skill.inputs, this.#facts)
      return { ...this.#asked(), kind: 'missing', skill: proposed, ...open, choices: Object.hasOwn(choices, open.field) ? (choices[open.field] ?? []) : [], ways, inputs, remembered, loop }
    }
    const possible = possibleDeeds(skill, machine, fillDefaults(skill.inputs, filled.inputs), this.#parts.shelf.reportWorld)
    const contract = await this.#narrowed(draftContract(this.#words, possible, this.#parts.world.clock.now()), possible, unseenValues(inputs))
    const remembered = rememberedFor(inputs.flatMap(({ name, from }) => (from === 'default' ? [name] : [])), skill.inputs, this.#facts, true)
    return { ...this.#asked(), kind: 'picked', skill: proposed, why, confidence, inputs, contract, idle: idleLimits(this.#words, contract, possible), others: this.#others(others), remembered, loop }
  }

  /** Asks a model only for what the words and the facts do not give. */
  async #filled(card: SkillCard, read: JsonObject, waysWith: (values: JsonObject) => readonly unknown[]): Promise<Filled> {
    const references = this.#facts.map((fact): Reference => ({ name: `memory.${fact.key}`, words: fact.key.replaceAll('_', ' '), value: fact.value, fact }))
    const fixed = await fillInputs({ words: this.#words, card, read, references, signal: AbortSignal.timeout(modelTime) })
    if (fixed.missing.length === 0 && waysWith(fixed.inputs).length === 0) return fixed
    return (await this.#withModel((model, signal) => fillInputs({ words: this.#words, card, read, references, model, signal }))) ?? fixed
  }

  /** The model that read the words for the pick reads them for the contract too; words that need none stay here. */
  async #narrowed(contract: Contract, possible: readonly PossibleDeed[], unseen: readonly string[]): Promise<Contract> {
    if (!this.#usedModel) return contract
    const narrow = await this.#withModel(async (model, signal) => ({ usedModel: true, contract: await narrowUnseen(contract, possible, unseen, model, signal) }))
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

/** What is still to be given: all inputs that are missing, or one way of those that stand for one another. */
function openFields(card: SkillCard, { missing }: Filled, ways: readonly (readonly string[])[]): Pick<Extract<Proposal, { readonly kind: 'missing' }>, 'question' | 'field' | 'fields'> | undefined {
  const [first] = missing
  const names = first === undefined ? [...new Set(ways.flat())] : missing.map(({ input }) => input)
  const [field] = names
  if (field === undefined) return undefined
  const fields = Object.fromEntries(names.map((name) => [name, card.inputs[name] ?? {}]))
  if (first === undefined) return { question: questionOfWays(card.title, ways, card.inputs), field, fields }
  return { question: first.fault === undefined ? first.question : `${first.question} (${first.fault})`, field, fields }
}

function noneWhileLocked(error: unknown): readonly never[] {
  if (error instanceof ChelaError && (error.code === 'memory-locked' || error.code === 'wrong-passphrase')) return []
  throw error
}
