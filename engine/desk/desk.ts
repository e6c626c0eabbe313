/*
 * What a person does with skills and runs, in one place: `chela serve` speaks it over HTTP, and a page without a server has it
 * in itself. Owns: the operations and the shape of their answers. Does not own: what carries them (serve/, editor/link/).
 * Always true: D1 arguments and answers are plain JSON; D2 nothing here does a deed but through a Runner; D3 a text runs only
 * when the person accepted the report of this very text.
 */
import type { ReportDifference } from '../check/report-difference.ts'
import type { Rehearsal } from '../run/rehearse.ts'
import type { RunView } from '../run/run-view.ts'
import type { WayLook } from '../run/why-not.ts'
import type { TestResult } from '../run/run-skill-tests.ts'
import type { SkillSummary } from '../check/world.ts'
import type { Entry, PersonAnswer, Question } from '../terms/journal.ts'
import type { Contract } from '../terms/contract.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { EgressView } from '../terms/egress.ts'
import type { MemoryView } from '../terms/memory.ts'
import type { ModelView, WantedSettings } from '../terms/model-settings.ts'
import type { RunRecord, RunStatus } from '../terms/ports.ts'
import type { Report } from '../terms/report.ts'
import type { Kept, SkillEntry, SkillFile } from '../terms/skill-store.ts'
import type { DeedInWords } from './deeds-in-words.ts'
import type { AskMore, Proposal, Revision } from './proposal.ts'
import type { ToolFacts } from './tool-facts.ts'

/** What kind of engine this is, and what is amiss in its set-up. */
export interface DeskFacts {
  readonly place: 'machine' | 'browser'
  readonly version: string
  /** A model is connected; null: none. */
  readonly model: string | null
  /** Sentences about tool files, the policy and accounts that could not be read. */
  readonly faults: readonly string[]
}

export interface SkillListing extends SkillEntry {
  readonly title: string
  readonly description: string
  readonly examples: readonly string[]
  /** What the checker must know to check a `run:` of it. */
  readonly summary: SkillSummary | null
  readonly hash: string
  readonly accepted: boolean
  /** It has errors: it can be opened and mended, not run. */
  readonly faulty: boolean
  readonly tests: number
  /** The tools it names, in their order in the file. */
  readonly tools: readonly string[]
}

/** What a text may do, in data and in words, and what is new beside what the person accepted last under this name. */
export interface ReportView {
  /** The text itself first, then those it runs inside. Empty when the text has errors. */
  readonly texts: readonly {
    readonly skill: string
    readonly hash: string
    readonly accepted: boolean
    readonly report: Report
    readonly words: readonly string[]
    /** What rules of the policy spare it from being asked about, a sentence each. */
    readonly rules: readonly string[]
    readonly changed: ReportDifference | null
    readonly changedWords: readonly string[]
    /** The text accepted last under this name, for a difference of the files; null: none, or it is not kept. */
    readonly before: string | null
  }[]
}

export interface StartRequest {
  readonly text: string
  readonly input: JsonObject
  /** What the person wants, as they saw and changed it. It holds for every deed of the run. */
  readonly contract?: Contract
  /** The hashes of the deeds of a rehearsal that is approved with the start. */
  readonly envelope?: readonly string[]
  /** Stop after each activity, as `step` does. */
  readonly stepping?: boolean
}

/** A yes that is kept until it is revoked or its time is over. */
export interface StandingGrant {
  readonly id: string
  readonly tool: string
  /** "file.move with "to" inside /home/a/Pictures". */
  readonly words: string
  /** The name of the skill, where its text was accepted here, and the SHA-256 of the one text it holds for. */
  readonly skill: string | null
  readonly hash: string
  readonly given: number
  readonly until: number | null
}

/** A question that waits for the person. */
export interface OpenAsk {
  readonly run: string
  readonly skill: string
  readonly ask: number
  readonly path: string
  readonly question: Question
}

/** What happens while one looks on. `entry`: only of the run that is followed. */
export type News =
  | { readonly kind: 'skills'; readonly ids: readonly string[] }
  | { readonly kind: 'run'; readonly record: RunRecord }
  | { readonly kind: 'asks'; readonly asks: readonly OpenAsk[] }
  | { readonly kind: 'entry'; readonly run: string; readonly entry: Entry }

/** A change for a fork: the recorded value of the entry `sequence`, put in by the person. */
export interface ForkRequest {
  readonly run: string
  readonly at: number
  readonly change?: { readonly sequence: number; readonly value: Json }
  readonly stepping?: boolean
}

export interface Desk {
  facts(): Promise<DeskFacts>
  tools(): Promise<readonly ToolFacts[]>

  skills(): Promise<readonly SkillListing[]>
  read(id: string): Promise<SkillFile | null>
  save(id: string, text: string, base: string | null): Promise<Kept>
  keepBeside(id: string, sidecar: Json): Promise<void>
  move(id: string, to: string, base: string): Promise<Kept>
  remove(id: string, base: string): Promise<{ readonly removed: true } | { readonly conflict: SkillFile | null } | { readonly refused: string }>

  report(text: string): Promise<ReportView>
  /** Accepts the reports of the texts with these hashes, as they were shown by `report` of this text. */
  accept(text: string, hashes: readonly string[]): Promise<void>
  /** Takes it back that the text of this hash was accepted: it starts no more, and what runs of it are under way do nothing more. One that was not accepted changes nothing. */
  unaccept(hash: string): Promise<void>
  test(text: string): Promise<readonly TestResult[]>
  /** Reads for real and changes nothing; the text must be accepted all the same. */
  rehearse(text: string, input: JsonObject, answers?: { readonly [state: string]: PersonAnswer }, contract?: Contract): Promise<Rehearsal>

  /** Gives what a sentence asks for: a skill with its inputs and the contract, or what is still open. Runs nothing. */
  ask(words: string, more?: AskMore): Promise<Proposal>
  /** Gives what a model would change in a text for the words, in pieces. Writes nothing. Throws ChelaError `no-model`. */
  revise(text: string, words: string): Promise<Revision>

  /** Throws ChelaError `not-accepted` with the `hashes` of the texts whose reports are still to be accepted. */
  start(request: StartRequest): Promise<{ readonly run: string }>
  runs(filter?: { readonly skill?: string; readonly status?: RunStatus; readonly limit?: number }): Promise<readonly RunRecord[]>
  entries(run: string, after?: number): Promise<readonly Entry[]>
  /** The text that a run is pinned to. */
  runText(run: string): Promise<string | null>
  /** A run as it stood after its entry `at`; after the last one, where that is left out. */
  view(run: string, at?: number): Promise<RunView>
  /** The ways out of a state as they were looked at last, up to the entry `at`. `path` is that of the state in the view. */
  whyNot(run: string, at: number, path: string): Promise<readonly WayLook[]>
  /** The deeds that were called or denied in the entries `asked`, at most 500 of them, in the words of their tools. */
  deedWords(run: string, asked: readonly number[]): Promise<readonly DeedInWords[]>
  asks(): Promise<readonly OpenAsk[]>
  /** Throws ChelaError `invalid-answer` and leaves the question open, or says why it is closed: `ask-answered`, `ask-expired`, `ask-closed`. */
  answer(run: string, ask: number, answer: PersonAnswer): Promise<void>
  pause(run: string): Promise<void>
  resume(run: string): Promise<void>
  step(run: string): Promise<void>
  cancel(run: string): Promise<void>
  undo(run: string): Promise<void>
  settle(run: string, happened: boolean, output?: Json): Promise<void>
  send(run: string, event: string, data: JsonObject): Promise<void>
  /** Puts another contract, of the same words, in the place of the one that a run was started with. */
  changeContract(run: string, contract: Contract): Promise<void>
  fork(request: ForkRequest): Promise<{ readonly run: string }>

  policy(): Promise<{ readonly text: string; readonly hash: string }>
  savePolicy(text: string, base: string): Promise<{ readonly saved: string } | { readonly conflict: string } | { readonly refused: string }>
  /** Words of the person that stand for one another when a skill is looked for; with faults none of them counts. */
  synonyms(): Promise<{ readonly text: string; readonly hash: string; readonly faults: readonly string[] }>
  saveSynonyms(text: string, base: string): Promise<{ readonly saved: string } | { readonly conflict: string } | { readonly refused: string }>
  /** What the person said "always" to, the newest first. */
  grants(): Promise<readonly StandingGrant[]>
  /** Takes such a yes back: from now on the same deed asks again. One that is no longer there changes nothing. */
  revoke(grant: string): Promise<void>

  model(): Promise<ModelView>
  /** A key that is given is kept for this endpoint; none is ever given back. Throws ChelaError `bad-model` or `bad-key`. */
  chooseModel(wanted: WantedSettings, key?: string): Promise<ModelView>
  /** Asks the model a few small questions and keeps what it can do. Throws ChelaError `no-model`. */
  tryModel(): Promise<ModelView>
  forgetModel(): Promise<ModelView>
  /** What was sent to models that are not local, newest first, to the letter: since this desk was opened, or all that is kept. */
  egress(limit?: number): Promise<EgressView>
  /** Keeps it on disk from now on, or removes what was kept. */
  keepEgress(keep: boolean): Promise<EgressView>

  /** What is remembered of the person, with how each fact came to be known. Throws ChelaError `memory-damaged`. */
  memory(): Promise<MemoryView>
  /** The person says it: it replaces what was there, and a mark that others wrote it is gone. `hidden`: it is private. Throws ChelaError `bad-fact`. */
  rememberFact(key: string, value: Json, hidden?: boolean): Promise<MemoryView>
  forgetFact(key: string): Promise<MemoryView>
  /** Opens an encrypted memory until it is locked or this engine ends. Throws ChelaError `wrong-passphrase`. */
  unlockMemory(passphrase: string): Promise<MemoryView>
  lockMemory(): Promise<MemoryView>
  /** Sets or changes the passphrase; null takes the encryption away. `current` is needed where there is one. */
  protectMemory(passphrase: string | null, current?: string): Promise<MemoryView>

  /** Calls back with what happens from now on, and the entries of the followed run after `after`; gives the way to stop. */
  watch(news: (news: News) => void, follow?: { readonly run: string; readonly after: number }): () => void
}
