/*
 * What a model writes: a new skill as a draft, or changes of one as pieces. Owns: that each text is checked and tried by its own
 * tests before a person sees it, and where drafts lie. Always true: (W1) what is written is a draft: not accepted, not picked, not
 * run; (W2) a file of the person is written over only where they say so (keep-over.ts).
 */
import { composeSkill, longestText, type Composed } from '../agent/compose-skill.ts'
import { computeReport } from '../check/report.ts'
import { differenceWords, reportDifference } from '../check/report-difference.ts'
import { reportWords } from '../check/report-words.ts'
import { parseDocument } from '../document/parse-document.ts'
import { setValue } from '../document/set-value.ts'
import { exampleValue } from '../run/example-value.ts'
import { rehearse } from '../run/rehearse.ts'
import { runSkillTests } from '../run/run-skill-tests.ts'
import type { World } from '../run/world.ts'
import { ChelaError } from '../terms/failure.ts'
import { ModelError, type Model } from '../terms/ports.ts'
import { positionAt } from '../terms/position.ts'
import type { SkillStore } from '../terms/skill-store.ts'
import { applyEdits } from '../terms/text-edit.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import type { DeskParts, DeskShelf } from './desk-parts.ts'
import { pictureWords } from './picture-words.ts'
import { pinnedTexts } from './pinned-texts.ts'
import type { Proposal, Revision } from './proposal.ts'
import { draftsFolder, SkillCards } from './skill-cards.ts'
import { textPieces } from './text-pieces.ts'
import { toolSearch } from './tool-search.ts'

export interface WriteParts {
  readonly world: World
  readonly shelf: DeskShelf
  readonly skills: Pick<SkillStore, 'list' | 'read' | 'write'>
  readonly toolbox: Pick<Toolbox, 'all'>
  readonly quiet: DeskParts['quiet']
}

type Written = Extract<Proposal, { readonly kind: 'written' }>

/** Milliseconds that the model may take for one text. */
const writeTime = 300_000
const mostTests = 20
const mostNames = 100
const mostDeeds = 50

/** Lets the model write a skill for the words, and keeps it as a draft where it is sound. Throws ChelaError `no-model`. */
export async function writeSkill(parts: WriteParts, cards: SkillCards, words: string): Promise<Written> {
  const composed = await compose(parts, cards, words, (text) => faultsOf(parts, text))
  const asked = { words, usedModel: true, modelFault: null, kind: 'written' as const, rounds: composed.rounds }
  if (composed.faults.length > 0) return { ...asked, id: null, text: composed.text, faults: composed.faults, may: [], would: [], canRehearse: false }
  const { id, text, refused } = await keepDraft(parts, cards, composed.text)
  return { ...asked, id, text, faults: refused === null ? [] : [refused], ...(await trialOf(parts, text)) }
}

/** Lets the model change a text as the words say, and gives what it changed in pieces. Writes nothing. Throws ChelaError `no-model`. */
export async function reviseSkill(parts: WriteParts, cards: SkillCards, before: string, words: string): Promise<Revision> {
  if (before.length > longestText) throw new ChelaError('too-large', 'The skill is too long for a model to change: more than 64 KiB.', { help: 'Change it by hand.' })
  const { tests = [] } = parts.shelf.load(before).skill ?? {}
  const check = async (text: string): Promise<readonly string[]> => [...nameFaults(parts, before, text), ...(await faultsOf(parts, text, tests.length > 0))]
  const { text, faults, rounds } = await compose(parts, cards, words, check, before)
  const pieces = textPieces(before, text)
  return { words, text, pieces, faults, ...(await trialOf(parts, text)), ...differenceOf(parts, before, text), rounds }
}

/** What the pieces that a person took come to. */
export type TakenRevision = Pick<Revision, 'text' | 'faults' | 'may' | 'changes' | 'picture' | 'would' | 'canRehearse'>

/** Checks a text of which the person took some pieces. Writes nothing. */
export async function takeRevision(parts: WriteParts, before: string, text: string): Promise<TakenRevision> {
  await parts.shelf.renew()
  const faults = [...nameFaults(parts, before, text), ...(await faultsOf(parts, text, false))]
  return { text, faults, ...(await trialOf(parts, text)), ...differenceOf(parts, before, text) }
}

/** Where a draft is; `id` is null where it could not be kept, which `refused` says in a sentence. */
interface KeptDraft {
  readonly id: string | null
  readonly text: string
  readonly refused: string | null
}

/** Keeps a sound text as a draft of a name of its own. */
export async function keepAsDraft(parts: WriteParts, text: string): Promise<KeptDraft> {
  const cards = new SkillCards(parts)
  await cards.renew()
  return keepDraft(parts, cards, text)
}

function nameFaults({ shelf }: WriteParts, before: string, text: string): readonly string[] {
  const [name, now] = [shelf.load(before).skill?.name, shelf.load(text).skill?.name]
  return name === undefined || now === undefined || now === name ? [] : [`The name of the skill must stay "${name}".`]
}

async function compose(parts: WriteParts, cards: SkillCards, words: string, check: (text: string) => Promise<readonly string[]>, before?: string): Promise<Composed> {
  const { model } = parts.world
  if (model === undefined) throw new ChelaError('no-model', 'No language model is connected, so nothing can be written.', { help: 'Connect one in the settings, or with "chela model set".' })
  const composed = await told(model, (asked) => composeSkill({ words, check, search: toolSearch(parts.toolbox, cards.library), model: asked, signal: () => AbortSignal.timeout(writeTime), ...(before !== undefined && { before }) }))
  if (composed === undefined) throw new ChelaError('invalid-answer', 'The model wrote no skill.', { help: 'Say it in other words, or draw the skill yourself.' })
  return composed
}

async function told<T>(model: Model, doing: (model: Model) => Promise<T>): Promise<T> {
  try {
    return await doing(model)
  } catch (error) {
    if (error instanceof ModelError) throw new ChelaError(error.code, error.message, error.code === 'no-model' ? { help: 'Look whether it runs and which address is set: in the settings, or with "chela model show".' } : {})
    throw error
  }
}

/** What keeps a text from being a draft: faults of the checker, or tests of its own that fail. */
async function faultsOf(parts: WriteParts, text: string, needsTest = true): Promise<readonly string[]> {
  const { skill, hash, diagnostics } = parts.shelf.load(text)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (skill === undefined || errors.length > 0) {
    return errors.map(({ message, range }) => {
      const { line, column } = positionAt(text, range.start)
      return `Line ${line}, column ${column}: ${message}`
    })
  }
  if (skill.tests.length > mostTests) return [`A skill has at most ${mostTests} tests.`]
  if (skill.tests.length === 0 && needsTest) return ['The skill has no test.']
  const results = await runSkillTests(skill, { name: skill.name, hash, text }, { world: parts.world, fresh: parts.quiet })
  return results.filter(({ passed }) => !passed).map(({ name, problems }) => `The test "${name}" fails: ${problems.join(' ')}`)
}

/** What a person looks at before they take a text. */
async function trialOf(parts: WriteParts, text: string): Promise<Pick<Revision, 'may' | 'would' | 'canRehearse'>> {
  return { may: mayOf(parts, text), would: await wouldDo(parts, text), canRehearse: readsHarmless(parts, text) }
}

/** Of a text with faults nothing can be compared. */
function differenceOf({ shelf }: WriteParts, before: string, after: string): Pick<Revision, 'changes' | 'picture'> {
  const old = shelf.load(before)
  const now = shelf.load(after)
  if (old.skill === undefined || now.skill === undefined) return { changes: [], picture: [] }
  const [was, is] = [computeReport(old.skill, shelf.reportWorld, old.hash), computeReport(now.skill, shelf.reportWorld, now.hash)]
  return { changes: differenceWords(reportDifference(was, is)), picture: pictureWords(old.skill, now.skill) }
}

function mayOf({ shelf }: WriteParts, text: string): readonly string[] {
  const { skill, hash } = shelf.load(text)
  return skill === undefined ? [] : pinnedTexts(shelf, skill, hash).flatMap(({ report }) => reportWords(report))
}

/** A rehearsal reads for real: only what is not private and reaches no network may be read as a matter of course. */
function readsHarmless({ shelf, world }: WriteParts, text: string): boolean {
  const { skill, hash } = shelf.load(text)
  if (skill === undefined) return false
  return pinnedTexts(shelf, skill, hash).every(({ report }) => report.unknown.length === 0 && !report.thinks && report.lines.every(({ tool: name }) => {
    const tool = world.tools.tool(name)
    return tool !== undefined && (tool.class !== 'read' || (tool.personal === undefined && tool.private === undefined && tool.network !== true && tool.network.length === 0))
  }))
}

/** The deeds of a rehearsal that meets nothing: nobody has accepted what the text may read. */
async function wouldDo(parts: WriteParts, text: string): Promise<readonly string[]> {
  const { skill, hash } = parts.shelf.load(text)
  if (skill === undefined) return []
  const input = Object.fromEntries(Object.entries(skill.inputs).map(([name, schema]) => [name, exampleValue(schema)]))
  try {
    const { deeds } = await rehearse(parts.world, { skill: { name: skill.name, hash, text }, input, ...parts.quiet(), examples: true })
    return deeds.slice(0, mostDeeds).map(({ words }) => words)
  } catch (error) {
    // Examples do not fit every schema; the report and the tests stand all the same.
    if (error instanceof ChelaError) return []
    throw error
  }
}

/** Keeps W2: where a name is taken, the draft gets another. */
async function keepDraft(parts: WriteParts, cards: SkillCards, text: string): Promise<KeptDraft> {
  const name = parts.shelf.load(text).skill?.name ?? 'draft'
  for (let count = 1; count <= mostNames; count++) {
    const free = count === 1 ? name : `${name.slice(0, 58)}-${count}`
    if (cards.isTaken(free)) continue
    const named = count === 1 ? text : renamed(text, free)
    const kept = await parts.skills.write(`${draftsFolder}/${free}`, named, null)
    if ('kept' in kept) return { id: kept.kept.id, text: kept.kept.text, refused: null }
    if ('refused' in kept) return { id: null, text, refused: `It could not be kept: ${kept.refused}` }
  }
  return { id: null, text, refused: `It could not be kept: its name, and ${mostNames - 1} made of it, are taken.` }
}

function renamed(text: string, name: string): string {
  const result = setValue(parseDocument(text), ['name'], { json: name })
  return 'edits' in result ? applyEdits(text, result.edits) : text
}
