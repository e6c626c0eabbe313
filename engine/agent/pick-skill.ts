/* Picks a skill and fills its inputs without a model: words are laid on the examples of the skills, values are read by their schemas. */
import type { JsonObject, Json } from '../terms/json.ts'
import { alignEffort, alignPattern, mostLikeness, type Alignment, type SlotReader } from './align-pattern.ts'
import { leastConfidence, surenessOfBelief, surenessOfLikeness } from './sureness.ts'
import type { KnownName } from './match-names.ts'
import { knownFor, valueReader, type Surroundings, type ValueFound, type ValueReader } from './read-value.ts'
import type { SkillCard } from './skill-card.ts'
import type { SkillLibrary } from './skill-library.ts'
import { timeCutter } from './time-beside.ts'
import { negation } from './words/little-words.ts'
import { keysOf, wordsOf, type Word } from './words-of.ts'

/** A skill that comes in question, with what could be read for its inputs. */
export interface Candidate {
  readonly skill: string
  /** From 0 to 1: how often such a pick is right. */
  readonly confidence: number
  readonly inputs: JsonObject
  /** Required inputs that the words do not give. */
  readonly missing: readonly string[]
  /** Inputs for which several names fit equally well. */
  readonly unclear: { readonly [input: string]: readonly KnownName[] }
}

/**
 * What came of some words. `ask`: one question to the person settles it: which of some skills, which of some names, or what
 * value. `usedModel` is there to be shown: a person should know that no model read the words.
 */
export type Picked =
  | { readonly kind: 'picked'; readonly usedModel: boolean; readonly pick: Candidate; readonly others: readonly Candidate[] }
  | { readonly kind: 'none'; readonly usedModel: boolean; readonly because: string; readonly others: readonly Candidate[] }
  | { readonly kind: 'ask'; readonly usedModel: boolean; readonly question: PickQuestion; readonly others: readonly Candidate[] }

export type PickQuestion =
  | { readonly about: 'skill'; readonly text: string; readonly of: readonly Candidate[] }
  | { readonly about: 'input'; readonly text: string; readonly pick: Candidate; readonly input: string; readonly choices: readonly Json[] }

/* A second one this near to the first, or as good as the same where the first is almost sure, leaves it open which is meant. */
const closeShare = 0.85
const sameShare = 0.995
const candidates = 30
/** What is found under another word is a little less sure. */
const rewordedShare = 0.95
const mostSentences = 4
const mostWords = 120
/* What one text may cost: steps of laying it on examples, and stretches of words that are read. Beyond, the examples as a whole decide. */
const mostSteps = 1_000_000
const mostReadings = 20_000
const sentenceEnd = /[.!?;]\s+|[。！？；]/u

/** Gives the skill that the words ask for, or why there is none, or the one question that is open. Deterministic. */
export function pickSkill(words: string, library: SkillLibrary, surroundings: Surroundings): Picked {
  if (wordsOf(words).length > mostWords) return { kind: 'none', usedModel: false, because: `More than ${mostWords} words are not read without a model.`, others: [] }
  const ranked = rankSkills(words, library, surroundings)
  const others = ranked.slice(1, 6)
  const [first, second] = ranked
  if (first === undefined || first.confidence < leastConfidence) return { kind: 'none', usedModel: false, because: noneWords(first, words), others: ranked.slice(0, 5) }
  const close = first.confidence * (first.confidence < 0.9 ? closeShare : sameShare)
  if (second !== undefined && second.confidence > close && isAsFilled(second, first)) {
    const of = ranked.filter((one) => one.confidence > close && isAsFilled(one, first)).slice(0, 4)
    return { kind: 'ask', usedModel: false, question: { about: 'skill', text: `Which one is meant: ${of.map(({ skill }) => library.card(skill)?.title ?? skill).join(' or ')}?`, of }, others }
  }
  const question = openQuestion(first, library)
  return question === undefined ? { kind: 'picked', usedModel: false, pick: first, others } : { kind: 'ask', usedModel: false, question, others }
}

function noneWords(first: Candidate | undefined, words: string): string {
  return first === undefined && negation.test(words) ? 'These words say what not to do, and no skill here is for that.' : 'No skill here is like these words.'
}

/** Of two that are near each other, the one that can run is meant rather than the one that lacks something. */
function isAsFilled(one: Candidate, first: Candidate): boolean {
  return one.missing.length <= first.missing.length
}

/** The one question that a candidate leaves open: a name that is not clear goes before a value that is missing. */
export function openQuestion(pick: Candidate, library: SkillLibrary): PickQuestion | undefined {
  const title = library.card(pick.skill)?.title ?? pick.skill
  for (const [input, choices] of Object.entries(pick.unclear)) {
    const names = choices.map(({ names }) => names[0] ?? '')
    return { about: 'input', text: `${title}: which one is meant, ${names.slice(0, 6).join(' or ')}?`, pick, input, choices: choices.map(({ value }) => value) }
  }
  const input = pick.missing[0]
  if (input === undefined) return undefined
  const schema = library.card(pick.skill)?.inputs[input]
  return { about: 'input', text: `${title}: what is "${schema?.title ?? schema?.description ?? input.replaceAll('_', ' ')}"?`, pick, input, choices: schema?.enum ?? [] }
}

/** Gives the skills that the words may ask for, most likely first. A sentence alone may say it, with more said around it. */
export function rankSkills(words: string, library: SkillLibrary, surroundings: Surroundings): readonly Candidate[] {
  const best = new Map<string, Candidate>()
  const sentences = words.split(sentenceEnd).filter((sentence) => sentence.trim() !== '')
  const texts = sentences.length > 1 && sentences.length <= mostSentences ? [words, ...sentences] : [words]
  for (const text of texts) {
    for (const candidate of rankText(text, negation.test(words), library, surroundings)) if (candidate.confidence > (best.get(candidate.skill)?.confidence ?? -1)) best.set(candidate.skill, candidate)
  }
  for (const { text, word } of library.synonyms.reworded(words)) {
    for (const found of rankText(text, negation.test(words), library, surroundings)) {
      const confidence = found.confidence * rewordedShare
      if (confidence > (best.get(found.skill)?.confidence ?? -1) && !holdsWord(found.inputs, word)) best.set(found.skill, { ...found, confidence })
    }
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || a.missing.length - b.missing.length || (a.skill < b.skill ? -1 : 1))
}

/** A value is what the person said, never the word that stands for theirs. */
function holdsWord(inputs: JsonObject, word: string): boolean {
  return JSON.stringify(inputs).includes(word)
}

function rankText(words: string, isNegated: boolean, library: SkillLibrary, surroundings: Surroundings): readonly Candidate[] {
  const said = wordsOf(words).slice(0, mostWords)
  const heard: Heard = { said, keys: library.synonyms.heard(said.map(({ key }) => key)), read: sharedReader(words, said, surroundings), steps: mostSteps }
  const likely = library.examples.likely(words)
  const beliefs = new Map(likely.map(({ name, belief }, place) => [name, surenessOfBelief(belief, belief - (likely[place === 0 ? 1 : 0]?.belief ?? 0))]))
  const found = new Set([...beliefs.keys(), ...withAndWithoutNames(words, said, surroundings).flatMap((text) => library.index.search(text, candidates).map(({ name }) => name))])
  return [...found].flatMap((name) => {
    const card = library.card(name)
    if (card === undefined || (isNegated && !card.examples.some((example) => negation.test(example)))) return []
    return [withOnlyOnes(candidateOf(card, library, heard, beliefs.get(name) ?? 0), card, surroundings)]
  })
}

/** The words, and what was said beside names: names are values, and say little about which skill is meant. */
function withAndWithoutNames(words: string, said: readonly Word[], { known }: Surroundings): readonly string[] {
  const keys = new Set(known.flatMap(({ names, groups = [] }) => [...names, ...groups]).flatMap((name) => keysOf(name)))
  const beside = said.filter(({ key }) => !keys.has(key))
  return beside.length === said.length ? [words] : [words, beside.map(({ text }) => text).join(' ')]
}

/** The words as the examples of all skills are laid on them. */
interface Heard {
  readonly said: readonly Word[]
  readonly keys: ReadonlySet<string>
  readonly read: (card: SkillCard) => SlotReader
  /** How many steps are left. */
  steps: number
}

function candidateOf(card: SkillCard, library: SkillLibrary, heard: Heard, sure: number): Candidate {
  const read = heard.read(card)
  const isSame = (a: string, b: string): number => library.synonyms.likeness(a, b)
  let best: Alignment | undefined
  for (const pattern of library.patterns(card.name)) {
    if (mostLikeness(pattern, heard.keys) <= (best?.likeness ?? 0)) continue
    heard.steps -= alignEffort(heard.said.length, pattern)
    if (heard.steps < 0) break
    const alignment = alignPattern(heard.said, pattern, read, isSame)
    if (best === undefined || alignment.likeness > best.likeness) best = alignment
  }
  return filled(card, best?.values ?? new Map(), Math.max(sure, surenessOfLikeness(best?.likeness ?? 0)))
}

function filled(card: SkillCard, values: ReadonlyMap<string, ValueFound>, confidence: number): Candidate {
  const inputs: { [name: string]: Json } = Object.create(null) as { [name: string]: Json }
  const unclear: { [name: string]: readonly KnownName[] } = Object.create(null) as { [name: string]: readonly KnownName[] }
  for (const [input, { value, choices }] of values) {
    if (choices === undefined) inputs[input] = value
    else unclear[input] = choices
  }
  const missing = Object.keys(card.inputs).filter((input) => card.inputs[input]?.default === undefined && !values.has(input))
  return { skill: card.name, confidence, inputs: { ...inputs }, missing, unclear: { ...unclear } }
}

/** Where nothing was named and there is only one that could be meant, it is meant. */
function withOnlyOnes(candidate: Candidate, card: SkillCard, surroundings: Surroundings): Candidate {
  const inputs: { [name: string]: Json } = { ...candidate.inputs }
  const missing = candidate.missing.filter((input) => {
    const schema = card.inputs[input] ?? {}
    const known = knownFor(input, schema, surroundings)
    const only = known[0]
    if (only === undefined || known.length > 1 || only.open === true) return true
    inputs[input] = schema.type === 'array' ? [only.value] : only.value
    return false
  })
  return { ...candidate, inputs, missing }
}

/** Reads each stretch of words once for each kind of input, whatever skill asks. */
function sharedReader(words: string, said: readonly Word[], surroundings: Surroundings): (card: SkillCard) => SlotReader {
  const readers = new Map<string, SpanReader>()
  const cuts = timeCutter(words)
  let left = mostReadings
  const readerFor = (card: SkillCard, input: string): SpanReader | undefined => {
    const schema = Object.hasOwn(card.inputs, input) ? card.inputs[input] : undefined
    if (schema === undefined) return undefined
    const key = `${input} ${JSON.stringify(schema)}`
    const reader = readers.get(key) ?? { read: valueReader(input, schema, surroundings), isFree: schema.type === 'string' && schema.format === undefined && schema.enum === undefined, known: new Map() }
    readers.set(key, reader)
    return reader
  }
  return (card) => {
    const own = new Map(Object.keys(card.inputs).map((input) => [input, readerFor(card, input)]))
    return (input, start, end) => {
      const reader = own.get(input)
      const place = start * 1000 + end
      if (reader !== undefined && !reader.known.has(place) && left-- > 0) reader.known.set(place, reader.isFree && cuts(said[start]?.start ?? 0, said[end - 1]?.end ?? 0) ? undefined : reader.read(words.slice(said[start]?.start, said[end - 1]?.end)))
      return reader?.known.get(place)
    }
  }
}

interface SpanReader {
  readonly read: ValueReader
  /** It takes any text. */
  readonly isFree: boolean
  readonly known: Map<number, ValueFound | undefined>
}
