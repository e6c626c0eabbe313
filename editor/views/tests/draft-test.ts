import { canReach, exampleValue, type FlowState, type Json, type JsonObject, type Skill, type ToolFacts } from '../../../engine/index.ts'
import type { Picture } from '../../session/picture.ts'
import { readInput, startingInputs, type Words } from '../../fields/read-inputs.ts'

type Good = NonNullable<Picture['good']>
type Tools = ReadonlyMap<string, ToolFacts>

/** What a new test is to show. */
export type TestAim = { readonly kind: 'passes' } | { readonly kind: 'fails'; readonly tool: string } | { readonly kind: 'denied'; readonly tool: string } | { readonly kind: 'state'; readonly state: string }

/** A test as the form has it: inputs in words, all other values in JSON, as the person writes them. */
export interface TestDraft {
  readonly name: string
  readonly given: Words
  readonly answers: Words
  readonly person: Words
  readonly deny: readonly string[]
  readonly end: string
  readonly output: string
  readonly calls: string
  readonly states: string
}

interface DraftPlaces {
  /** Tools and skills that are called, and states that ask the model. */
  readonly answers: readonly string[]
  /** States that ask the person. */
  readonly person: readonly string[]
  readonly tools: readonly string[]
}

/** Gives what a test can answer for: in the whole skill, or on the shortest way to one state. */
export function draftPlaces({ skill, flow }: Good, state?: string): DraftPlaces {
  const passed = state === undefined ? undefined : passedStates(skill, state)
  const all = [...flow.states.values()].filter(({ key }) => passed === undefined || passed.has(key))
  const tools = unique(all.flatMap(({ state: one }) => (one.activity.kind === 'call' ? [one.activity.tool] : [])))
  const skills = unique(all.flatMap(({ state: one }) => (one.activity.kind === 'run' && one.activity.skill.kind === 'literal' ? [String(one.activity.skill.value)] : [])))
  return { tools, answers: [...tools, ...skills, ...namesOf(all, 'think')], person: [...namesOf(all, 'confirm'), ...namesOf(all, 'ask')] }
}

/** Gives a test that is filled in as far as it can be: example inputs and answers, a yes to each question. */
export function draftTest(good: Good, tools: Tools, aim: TestAim): TestDraft {
  const { skill, flow } = good
  const places = draftPlaces(good, aim.kind === 'state' ? aim.state : undefined)
  const needed = Object.entries(skill.inputs).flatMap(([name, schema]) => (schema.default === undefined ? [[name, exampleValue(schema)] as const] : []))
  const answers = places.answers.map((name) => [name, json(aim.kind === 'fails' && name === aim.tool ? failureOf(tools.get(name)) : exampleAnswer(name, flow, tools))] as const)
  const person = places.person.map((name) => [name, json(exampleOfPerson(name, flow))] as const)
  return {
    name: nameOf(aim),
    given: { ...Object.fromEntries(Object.keys(skill.inputs).map((name) => [name, ''])), ...startingInputs(Object.fromEntries(needed.map(([name]) => [name, skill.inputs[name] ?? {}])), Object.fromEntries(needed)) },
    answers: Object.fromEntries(answers),
    person: Object.fromEntries(person),
    deny: aim.kind === 'denied' ? [aim.tool] : [],
    end: '',
    output: '',
    calls: '',
    states: aim.kind === 'state' ? aim.state : '',
  }
}

/** Gives the cases that no test of a skill covers: a tool that fails, a deed that the gate denies. */
export function missingAims({ skill, flow }: Good, tools: Tools): readonly TestAim[] {
  const called = unique([...flow.states.values()].flatMap(({ state }) => (state.activity.kind === 'call' ? [state.activity.tool] : [])))
  const failing = called.find((tool) => Object.keys(tools.get(tool)?.errors ?? {}).length > 0)
  const denied = called.find((tool) => tools.get(tool)?.class !== 'read')
  const aims: TestAim[] = []
  if (skill.tests.length === 0) aims.push({ kind: 'passes' })
  if (failing !== undefined && !skill.tests.some(({ answers }) => Object.values(answers).some(holdsError))) aims.push({ kind: 'fails', tool: failing })
  if (denied !== undefined && !skill.tests.some(({ deny }) => deny.length > 0)) aims.push({ kind: 'denied', tool: denied })
  return aims
}

/** Gives the test that a draft says, or what is wrong in which of its fields. Empty fields are left out. */
export function readDraft(draft: TestDraft, inputs: Skill['inputs']): { readonly test: JsonObject } | { readonly faults: { readonly [field: string]: string } } {
  const faults: { [field: string]: string } = {}
  const read = (field: string, written: string): Json | undefined => {
    if (written.trim() === '') return undefined
    try {
      return JSON.parse(written) as Json
    } catch {
      faults[field] = 'Write this as JSON: a text in quotes, [1, 2] or { "a": 1 }.'
      return undefined
    }
  }
  const given = Object.fromEntries(Object.entries(inputs).flatMap(([name, schema]) => {
    const written = draft.given[name] ?? ''
    const value = written.trim() === '' ? { value: undefined } : readInput(schema, written)
    if ('fault' in value) faults[`given ${name}`] = value.fault
    return 'fault' in value || value.value === undefined ? [] : [[name, value.value] as const]
  }))
  const group = (kind: 'answers' | 'person'): JsonObject => Object.fromEntries(Object.entries(draft[kind]).flatMap(([name, written]) => {
    const value = read(`${kind} ${name}`, written)
    return value === undefined ? [] : [[name, value] as const]
  }))
  if (draft.name.trim() === '') faults['name'] = 'A test needs a name.'
  const [answers, person] = [group('answers'), group('person')]
  const [output, calls] = [read('output', draft.output), read('calls', draft.calls)]
  const states = draft.states.split(/[\s,]+/).filter((state) => state !== '')
  const expect = { ...(draft.end !== '' && { end: draft.end }), ...(output !== undefined && { output }), ...(calls !== undefined && { calls }), ...(states.length > 0 && { states }) }
  if (Object.keys(expect).length === 0) faults['end'] = 'Say what is expected: how it ends, what it puts out, what it calls or where it comes.'
  if (Object.keys(faults).length > 0) return { faults }
  const some = (name: string, value: JsonObject): JsonObject => (Object.keys(value).length === 0 ? {} : { [name]: value })
  return { test: { name: draft.name.trim(), ...some('given', given), ...some('answers', answers), ...some('person', person), ...(draft.deny.length > 0 && { deny: draft.deny }), expect } }
}

/** Gives what a test is to show, in words. */
export function nameOf(aim: TestAim): string {
  if (aim.kind === 'fails') return `goes on when ${aim.tool} fails`
  if (aim.kind === 'denied') return `goes on when ${aim.tool} is denied`
  return aim.kind === 'state' ? `comes to ${aim.state}` : 'does what it says'
}

function passedStates(skill: Skill, state: string): ReadonlySet<string> {
  const reached = canReach(skill, state)
  return new Set([state, ...(reached.possible ? reached.ways.flatMap(({ from, to }) => [from, to]) : [])])
}

function exampleAnswer(name: string, flow: Good['flow'], tools: Tools): Json {
  const facts = tools.get(name)
  if (facts !== undefined) return exampleValue(facts.output)
  const activity = stateNamed(flow, name)?.state.activity
  return activity?.kind === 'think' ? exampleValue(activity.answer) : {}
}

function exampleOfPerson(name: string, flow: Good['flow']): Json {
  const activity = stateNamed(flow, name)?.state.activity
  if (activity?.kind !== 'ask') return 'yes'
  return Object.fromEntries(Object.entries(activity.form).map(([field, schema]) => [field, exampleValue(schema)]))
}

function failureOf(facts: ToolFacts | undefined): Json {
  const [code, message] = Object.entries(facts?.errors ?? {})[0] ?? ['failed', 'It failed.']
  return { error: { code, message } }
}

function holdsError(answer: Json): boolean {
  const all = Array.isArray(answer) ? (answer as readonly Json[]) : [answer]
  return all.some((one) => typeof one === 'object' && one !== null && !Array.isArray(one) && Object.hasOwn(one, 'error'))
}

function stateNamed(flow: Good['flow'], name: string): FlowState | undefined {
  return [...flow.states.values()].find((one) => one.name === name)
}

function namesOf(states: readonly FlowState[], kind: string): readonly string[] {
  return states.filter(({ state }) => state.activity.kind === kind).map(({ name }) => name)
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}

function json(value: Json): string {
  return JSON.stringify(value)
}
