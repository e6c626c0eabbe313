/*
 * Runs a whole skill without changing anything. Reads are performed; changes run on ports that only remember them, or
 * are predicted. Owns: what stands in for the world. Does not own: the overlay of files (an adapter, handed in).
 */
import { deedWords } from '../gate/deed-card.ts'
import { openItemWords } from '../gate/open-items.ts'
import type { Contract } from '../terms/contract.ts'
import type { DeedCard, Decision } from '../terms/decision.ts'
import type { Entry, Outcome, PersonAnswer, Question } from '../terms/journal.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import type { Person, RunStore, ToolPorts } from '../terms/ports.ts'
import type { Tool } from '../terms/tool.ts'
import { hashDeed } from '../terms/hash.ts'
import { exampleValue } from './example-value.ts'
import type { Rest } from './drive.ts'
import { openIn } from './run-end.ts'
import { Runner } from './runner.ts'
import { VirtualClock } from './virtual-clock.ts'
import type { SkillText, World } from './world.ts'

export interface Rehearsal {
  /** Every change, in order, as it would happen. */
  readonly deeds: readonly PredictedDeed[]
  /** Deeds that the gate would deny. */
  readonly denied: readonly { readonly path: string; readonly tool: string; readonly input: JsonObject; readonly because: string }[]
  /** What the contract requires and the run would not do, in words. */
  readonly open: readonly string[]
  readonly outcome: Outcome | 'waiting' | 'paused'
  readonly output: Json
  readonly because: string | null
  /** Questions that were answered by assumption. */
  readonly assumed: readonly { readonly path: string; readonly words: string }[]
  readonly entries: readonly Entry[]
  /** The hashes of the deeds: what one approval of this rehearsal covers. */
  readonly envelope: readonly string[]
  /** SHA-256 of the envelope, to approve it by. */
  readonly hash: string
}

export interface PredictedDeed {
  readonly path: string
  readonly tool: string
  readonly input: JsonObject
  readonly words: string
  readonly hash: string
  /** A reversal would be known. */
  readonly undoable: boolean
  /** Would be asked about in a run without an approved rehearsal. */
  readonly asks: DeedCard | undefined
  readonly decision: Decision
  readonly failed: string | undefined
}

export interface RehearseOptions {
  readonly skill: SkillText
  readonly input: JsonObject
  /** Ports whose changes are only remembered. */
  readonly ports: ToolPorts
  /** What the run is to be held to; left out: the contract of the world. */
  readonly contract?: Contract
  /** Where the journal of the rehearsal goes; plain memory, as a rule. */
  readonly store: RunStore
  /** Answers to forms and confirms by state; a confirm is taken as yes and a form as its example otherwise. */
  readonly answers?: { readonly [state: string]: PersonAnswer }
  /** Nothing is read either: an example stands for what every tool answers. For texts that nobody accepted yet. */
  readonly examples?: true
  readonly onEntry?: (entry: Entry) => void
}

/** Gives what a run would do. The clock of the run jumps over waits. */
export async function rehearse(world: World, options: RehearseOptions): Promise<Rehearsal> {
  const clock = new VirtualClock(world.clock.now())
  const assumed: Assumed = []
  const asked = new Map<string, DeedCard>()
  const inner: World = {
    ...world,
    clock,
    store: options.store,
    ports: { ...options.ports, clock },
    tools: { ...world.tools, tool: (name) => (options.examples === true ? exampleOf : rehearsed)(world.tools.tool(name), asked), evidence: (name) => (options.examples === true ? exampleOf : same)(world.tools.evidence(name)), alwaysAsk: (name) => world.tools.alwaysAsk(name) },
    person: assumingPerson(options, assumed, asked, (name) => world.tools.tool(name)?.class === 'read'),
    model: { local: true, answer: async (_question, _given, schema) => ({ value: exampleValue(schema) }) },
    keepGrant: () => {},
  }
  const { skill, input, contract, onEntry } = options
  const handle = await new Runner(inner).start({ skill, input, mode: 'rehearse', ...(contract !== undefined && { contract }), onIdle: () => clock.jump(), ...(onEntry !== undefined && { onEntry }) })
  const rest = await handle.rest
  const entries = await options.store.read(handle.run)
  return summary(world, entries, rest, assumed, asked)
}

type Assumed = { path: string; words: string }[]

/** A tool that changes nothing: what it does on remembered ports, what it predicts, or an example of its answer. */
function rehearsed(tool: Tool | undefined, asked: ReadonlyMap<string, DeedCard>): Tool | undefined {
  if (tool?.class === 'read') return readUnlessAsked(tool, asked)
  return tool === undefined || tool.rehearse === 'overlay' ? tool : exampleOf(tool)
}

const same = (tool: Tool | undefined): Tool | undefined => tool

/** A tool that answers what it predicts, or an example, and meets nothing. */
function exampleOf(tool: Tool | undefined): Tool | undefined {
  if (tool === undefined) return undefined
  const predict = tool.rehearse === 'overlay' ? undefined : tool.rehearse
  const { prepare: _prepare, check: _check, ...rest } = tool
  return { ...rest, perform: async (input) => (predict === undefined ? exampleValue(tool.output) : predict(input)) }
}

/** What asks each time is not read on a yes that nobody gave: an example stands for it. */
function readUnlessAsked(tool: Tool, asked: ReadonlyMap<string, DeedCard>): Tool {
  return { ...tool, perform: async (input, call) => (asked.get(hashDeed(tool.name, input))?.onlyOnce === true ? exampleValue(tool.output) : tool.perform(input, call)) }
}

function assumingPerson(options: RehearseOptions, assumed: Assumed, asked: Map<string, DeedCard>, isRead: (tool: string) => boolean): Person {
  return {
    ask: async (question, { path }) => {
      const given = answerFor(options.answers, path.slice(path.lastIndexOf('/') + 1))
      const card = question.kind === 'form' ? null : question.card
      const isKept = card?.onlyOnce === true && isRead(card.tool)
      if (card !== null && (isKept || question.kind === 'approve')) asked.set(card.hash, card)
      if (card !== null && isKept) assumed.push({ path, words: `"${card.words}" asks each time, so an example stands for what it gives.` })
      if (question.kind === 'approve') return { kind: 'yes', span: 'once' }
      if (given !== undefined) return given
      assumed.push({ path, words: assumption(question) })
      return question.kind === 'confirm' ? { kind: 'yes', span: 'once' } : { kind: 'filled', values: exampleForm(question) }
    },
  }
}

/** A state may be called as something that every object has. */
function answerFor(answers: RehearseOptions['answers'], state: string): PersonAnswer | undefined {
  return answers !== undefined && Object.hasOwn(answers, state) ? answers[state] : undefined
}

function assumption(question: Exclude<Question, { kind: 'approve' }>): string {
  return question.kind === 'confirm' ? `"${question.text}" is answered with yes.` : `"${question.text}" is filled with example values.`
}

function exampleForm(question: Extract<Question, { kind: 'form' }>): JsonObject {
  return Object.fromEntries(Object.entries(question.form).map(([field, schema]) => [field, exampleValue(schema)]))
}

function summary(world: World, entries: readonly Entry[], { status, state }: Rest, assumed: Rehearsal['assumed'], asked: ReadonlyMap<string, DeedCard>): Rehearsal {
  const failures = new Map<number, string>()
  const undoable = new Set<number>()
  for (const entry of entries) {
    if (entry.kind !== 'tool-answered') continue
    if (entry.failure !== undefined) failures.set(entry.call, entry.failure.message)
    if (entry.failure === undefined && entry.undo !== null) undoable.add(entry.call)
  }
  const deeds: PredictedDeed[] = []
  for (const entry of entries) {
    if (entry.kind !== 'tool-called' || world.tools.tool(entry.tool)?.class === 'read') continue
    const { tool, input, path, decision, sequence } = entry
    const hash = hashDeed(tool, input)
    const known = world.tools.tool(tool)
    const words = known === undefined ? tool : deedWords(input, known)
    deeds.push({ path, tool, input, words, hash, undoable: undoable.has(sequence), asks: asked.get(hash), decision, failed: failures.get(sequence) })
  }
  const denied = entries.flatMap((entry) => (entry.kind === 'effect-denied' ? [{ path: entry.path, tool: entry.tool, input: entry.input, because: entry.decision.because }] : []))
  const ended = entries.findLast((entry) => entry.kind === 'run-ended')
  const envelope = deeds.filter((deed) => deed.failed === undefined).map((deed) => deed.hash)
  const output = ended?.kind === 'run-ended' ? ended.output : null
  const because = ended?.kind === 'run-ended' ? ended.because : null
  const open = openIn(state, (name) => world.tools.tool(name)).map(openItemWords)
  return { deeds, denied, open, outcome: status, output, because, assumed, entries, envelope, hash: hashDeed('rehearsal', [...envelope].sort()) }
}
