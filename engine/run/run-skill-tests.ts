/*
 * Runs the tests inside a skill file. Tools answer as the test says, the gate and everything else is the real one; no
 * deed is done. Owns: the world of a test. Does not own: judging (judge-test.ts).
 */
import { compileSkill } from '../compile/compile-skill.ts'
import type { Machine } from '../compile/machine.ts'
import { parseTime } from '../expression/parse-time.ts'
import type { Policy } from '../gate/policy.ts'
import { ToolError, type Tool } from '../terms/tool.ts'
import type { Entry, PersonAnswer, Question } from '../terms/journal.ts'
import { hashText } from '../terms/hash.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { noLabels } from '../terms/label.ts'
import type { Person, RunStore, ToolPorts } from '../terms/ports.ts'
import type { JsonSchema } from '../terms/json.ts'
import type { Skill, SkillTest, State } from '../terms/skill.ts'
import { completeValue } from './complete-value.ts'
import { exampleValue } from './example-value.ts'
import { judgeTest } from './judge-test.ts'
import { Runner } from './runner.ts'
import { VirtualClock } from './virtual-clock.ts'
import type { SkillText, World } from './world.ts'

export interface TestResult {
  readonly name: string
  readonly passed: boolean
  /** What differs from what the test expects, a sentence each. */
  readonly problems: readonly string[]
  readonly entries: readonly Entry[]
}

export interface TestSurroundings {
  readonly world: World
  /** Gives a fresh journal and ports that touch nothing, for each test. */
  readonly fresh: () => { readonly store: RunStore; readonly ports: ToolPorts }
}

const defaultNow = Date.UTC(2026, 0, 1)

export async function runSkillTests(skill: Skill, text: SkillText, surroundings: TestSurroundings): Promise<readonly TestResult[]> {
  const results: TestResult[] = []
  for (const test of skill.tests) results.push(await runSkillTest(skill, text, test, surroundings))
  return results
}

export async function runSkillTest(skill: Skill, text: SkillText, test: SkillTest, { world, fresh }: TestSurroundings): Promise<TestResult> {
  const problems: string[] = []
  const script = new Script(test, problems)
  const { store, ports } = fresh()
  const clock = new VirtualClock((test.now === undefined ? undefined : parseTime(test.now)) ?? defaultNow)
  const events = [...test.events]
  const inner: World = {
    ...world,
    clock,
    store,
    ports: { ...ports, clock },
    tools: { tool: (name) => script.tool(world.tools.tool(name)), alwaysAsk: (name) => world.tools.alwaysAsk(name), evidence: (name) => script.evidence(world.tools.evidence(name), name) },
    skills: { find: async (name) => script.skill(name, skill) ?? world.skills.find(name) },
    machine: (source) => script.machine(source) ?? world.machine(source),
    person: script.person(),
    model: { local: true, answer: async (_question, _given, schema) => ({ value: script.think() ?? exampleValue(schema) }) },
    policy: denying(test.deny),
    grants: [],
    contract: undefined,
    accepted: () => true,
    keepGrant: () => {},
  }
  try {
    const handle = await new Runner(inner).start({
      skill: text,
      input: test.given,
      mode: 'test',
      onEntry: (entry) => script.note(entry),
      onIdle: (run) => {
        const event = events.shift()
        if (event !== undefined) run.send(event.event, event.data, noLabels)
        return event !== undefined || clock.jump()
      },
    })
    const rest = await handle.rest
    const entries = await store.read(handle.run)
    problems.push(...judgeTest(test, entries, rest))
    return { name: test.name, passed: problems.length === 0, problems, entries }
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
    return { name: test.name, passed: false, problems, entries: [] }
  }
}

function denying(tools: readonly string[]): Policy {
  return { rules: tools.map((tool) => ({ answer: 'deny', tool, skill: undefined, with: {}, because: 'The test denies it.', until: undefined })), expires: 60_000 }
}

/** What a test says in place of the world: by the name of the state first, then of the tool or skill. */
class Script {
  private readonly test: SkillTest
  private readonly problems: string[]
  private readonly used = new Map<string, number>()
  private readonly standIns = new Map<string, Machine>()
  /** The states of the calls so far, by key: several may be under way. */
  private readonly callers = new Map<string, string>()
  private thinking: string | undefined

  constructor(test: SkillTest, problems: string[]) {
    this.test = test
    this.problems = problems
  }

  /** The entry comes right before the call. */
  note(entry: Entry): void {
    if (entry.kind === 'tool-called') this.callers.set(entry.key, stateOf(entry.path))
    if (entry.kind === 'model-asked') this.thinking = stateOf(entry.path)
  }

  tool(tool: Tool | undefined): Tool | undefined {
    if (tool === undefined) return undefined
    const { prepare: _prepare, check: _check, ...rest } = tool
    return { ...rest, perform: async (_input, { key }) => this.answer(tool, this.callers.get(key)), errors: { ...tool.errors, ...this.errors } }
  }

  evidence(tool: Tool | undefined, name: string): Tool | undefined {
    if (tool === undefined) return undefined
    const { evidence } = tool
    const given = this.take(name)
    return { ...tool, output: {}, perform: async () => ({ [evidence?.value ?? 'value']: given === undefined ? true : given }) }
  }

  private answer(tool: Tool, state: string | undefined): Json {
    const given = this.take(state) ?? this.take(tool.name)
    if (given === undefined) return exampleValue(tool.output)
    const error = errorOf(given)
    if (error !== undefined) throw new ToolError(error.code, error.message)
    return completeValue(given, tool.output)
  }

  /** Codes that the test answers with, so that they count as declared. */
  private get errors(): { readonly [code: string]: string } {
    const errors = Object.values(this.test.answers).flat().map((one) => errorOf(one as Json))
    return Object.fromEntries(errors.flatMap((error) => (error === undefined ? [] : [[error.code, error.message]])))
  }

  /** The next answer under a name; the last one of a list again and again. */
  private take(name: string | undefined): Json | undefined {
    if (name === undefined || !Object.hasOwn(this.test.answers, name)) return undefined
    const given = this.test.answers[name] as Json
    if (!Array.isArray(given) || given.length < 2) return Array.isArray(given) && given.length === 1 ? (given[0] as Json) : given
    const index = this.used.get(name) ?? 0
    this.used.set(name, index + 1)
    return given[Math.min(index, given.length - 1)] as Json
  }

  /** A sub-skill that the test answers for is a machine that ends with the answer. */
  skill(name: string, parent: Skill): SkillText | undefined {
    const given = this.take(name)
    if (given === undefined) return undefined
    const text = `${name} ${this.standIns.size}`
    this.standIns.set(text, compileSkill(standIn(name, given, inputsOf(parent.states))))
    return { name, text, hash: hashText(text) }
  }

  machine(text: string): Machine | undefined {
    return this.standIns.get(text)
  }

  think(): Json | undefined {
    return this.take(this.thinking)
  }

  person(): Person {
    return { ask: async (question, { path }) => this.personAnswer(question, stateOf(path)) }
  }

  private personAnswer(question: Question, state: string): PersonAnswer {
    const given = Object.hasOwn(this.test.person, state) ? (this.test.person[state] as Json) : undefined
    if (given === undefined && question.kind === 'approve') return { kind: 'yes', span: 'once' }
    if (given === undefined) this.problems.push(`The test does not say what the person answers in "${state}".`)
    if (given === 'yes' || given === true) return { kind: 'yes', span: 'once' }
    if (given === 'expires') return { kind: 'expired' }
    if (given === undefined || given === 'no' || given === false || typeof given !== 'object' || given === null || Array.isArray(given)) return { kind: 'no' }
    return { kind: 'filled', values: given as JsonObject }
  }
}

function stateOf(path: string): string {
  const state = path.slice(path.lastIndexOf('/') + 1)
  return state.endsWith('_item') ? state.slice(0, -'_item'.length) : state
}

function errorOf(given: Json): { readonly code: string; readonly message: string } | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return undefined
  const { error } = given as JsonObject
  if (typeof error !== 'object' || error === null || Object.keys(given).length !== 1) return undefined
  const { code, message } = error as JsonObject
  return typeof code === 'string' ? { code, message: typeof message === 'string' ? message : code } : undefined
}

const nowhere = { start: 0, end: 0 }

function standIn(name: string, given: Json, inputs: { readonly [name: string]: JsonSchema }): Skill {
  const error = errorOf(given)
  const output = { kind: 'literal' as const, value: given, range: nowhere }
  const activity = error === undefined ? { kind: 'end' as const, outcome: 'done' as const, output, because: undefined, evidence: undefined } : { kind: 'end' as const, outcome: 'failed' as const, output: undefined, because: { ...output, value: error.message }, evidence: undefined }
  const nothing = { set: {}, raise: [], cancel: [] }
  const state: State = { name: 'answer', nameRange: nowhere, range: nowhere, title: undefined, note: undefined, disabled: false, if: undefined, activity, next: undefined, timeout: undefined, retry: undefined, catch: [], undo: undefined, on: [], after: [], always: [], entry: nothing, exit: nothing }
  return { name, title: name, description: '', examples: [], inputs, vars: {}, uses: [], limits: { steps: 100, time: undefined, stepsWritten: true }, start: 'answer', states: [state], tests: [] }
}

/** Every input that the skill under test hands to a sub-skill, of any kind. */
function inputsOf(states: readonly State[]): { readonly [input: string]: JsonSchema } {
  const inputs: Record<string, JsonSchema> = {}
  const walk = (list: readonly State[]): void => {
    for (const { activity } of list) {
      if (activity.kind === 'run') for (const input of Object.keys(activity.with)) inputs[input] = { default: null }
      if (activity.kind === 'each') walk(activity.body)
      if (activity.kind === 'states') walk(activity.states)
      if (activity.kind === 'together') walk(activity.branches)
    }
  }
  walk(states)
  return inputs
}
