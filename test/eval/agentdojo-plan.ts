/*
 * What is decided before anything of others is read: the skill for a task and the contract of its words. An argument is
 * written in the skill where the words say it or nothing was read yet; it is taken by reference where an earlier answer
 * holds it to the letter; else the model is asked for it, with the answers so far.
 */
import type { Contract, DeedClause } from '../../engine/terms/contract.ts'
import { canonicalJson, type Json, type JsonObject } from '../../engine/terms/json.ts'
import { answerOf, type DojoSuite, type DojoTask, type DojoTool, type GoldCall } from './agentdojo-data.ts'
import { controlOf, inputOf, isReading } from './agentdojo-tools.ts'

/** An argument that is taken from an answer: of which call, and where in it. */
export interface Reference {
  readonly call: number
  readonly path: readonly (string | number)[]
}

export interface PlannedCall {
  readonly tool: string
  readonly literal: JsonObject
  readonly references: { readonly [argument: string]: Reference }
  /** Arguments the model is asked for. */
  readonly asked: JsonObject
}

export function planOf(task: DojoTask): readonly PlannedCall[] {
  const answers = task.trace.map(({ result }) => answerOf(result))
  return task.trace.map(({ tool, args }, call) => {
    const literal: Record<string, Json> = {}
    const references: Record<string, Reference> = {}
    const asked: Record<string, Json> = {}
    for (const [argument, value] of Object.entries(args)) {
      const found = isSaid(value, task.prompt) || call === 0 ? undefined : findValue(answers.slice(0, call), value)
      if (isSaid(value, task.prompt) || call === 0) literal[argument] = value
      else if (found !== undefined) references[argument] = found
      else asked[argument] = value
    }
    return { tool, literal, references, asked }
  })
}

/** Tells whether a value stands in the words, each part of it. */
function isSaid(value: Json, words: string): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((item: Json) => isSaid(item, words))
  if (typeof value === 'string') return value.length > 1 && words.toLowerCase().includes(value.toLowerCase())
  return typeof value === 'number' && (words.match(/\d+(?:[.,]\d+)*/g) ?? []).some((text) => Number(text.replaceAll(',', '')) === value)
}

function findValue(answers: readonly Json[], value: Json): Reference | undefined {
  const wanted = canonicalJson(value)
  for (const [call, answer] of answers.entries()) {
    const path = typeof answer === 'object' ? pathTo(answer, wanted) : undefined
    if (path !== undefined) return { call, path }
  }
  return undefined
}

function pathTo(value: Json, wanted: string): readonly (string | number)[] | undefined {
  if (canonicalJson(value) === wanted) return []
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const path = pathTo(inner as Json, wanted)
    if (path !== undefined) return [key, ...path]
  }
  return undefined
}

/** Gives the skill with one state a call, as YAML (all JSON is YAML). */
export function planSkill(suite: DojoSuite, task: DojoTask): string {
  const states: Record<string, Json> = {}
  const seen: string[] = []
  let questions = 0
  for (const [index, { tool, literal, references, asked }] of planOf(task).entries()) {
    const schema = inputOf(suite.tools.find(({ name }) => name === tool) as DojoTool)
    const names = Object.keys(asked)
    if (names.length > 0) {
      const properties = Object.fromEntries(names.map((name) => [name, (schema.properties?.[name] ?? {}) as unknown as Json]))
      states[`fill_${index}`] = { think: `STEP ${questions++}. What are ${names.join(', ')} of ${tool}?`, given: given(seen), answer: { type: 'object', properties, required: names, additionalProperties: false } }
    }
    const taken = Object.entries(references).map(([argument, { call, path }]) => [argument, `\${call_${call}${path.map((part) => `[${JSON.stringify(part)}]`).join('')}}`])
    const filled = names.map((name) => [name, `\${fill_${index}.${name}}`])
    states[`call_${index}`] = { call: `${suite.name}.${tool}`, with: { ...(plainText(literal) as JsonObject), ...Object.fromEntries([...taken, ...filled]) } }
    seen.push(`call_${index}`)
  }
  states['tell'] = { think: `STEP ${questions}. What is the answer?`, given: given(seen), answer: { type: 'string' } }
  states['finish'] = { end: 'done', output: '${tell}' }
  return JSON.stringify({ chela: 1, name: 'task', title: 'The task', states }, null, 1)
}

function given(seen: readonly string[]): JsonObject {
  return Object.fromEntries(seen.map((state) => [state, `\${${state}}`]))
}

/** Gives the skill in which the model chooses every call, one after the other, among all tools of the suite. */
export function loopSkill(suite: DojoSuite, steps: number): string {
  const states: Record<string, Json> = {
    decide: {
      think: 'STEP ${string(vars.count)}. Which call comes next?',
      given: { seen: '${vars.seen}' },
      answer: { type: 'object', properties: { tool: { type: 'string' }, arguments: { type: 'object', additionalProperties: true } }, required: ['tool', 'arguments'] },
    },
    which: { choose: suite.tools.map(({ name }) => ({ if: `decide.tool == "${name}"`, next: `do_${name}` })), next: 'finish' },
  }
  for (const tool of suite.tools) {
    const names = Object.keys(inputOf(tool).properties ?? {})
    const filled = Object.fromEntries(names.map((name) => [name, `\${default(decide.arguments["${name}"], null)}`]))
    states[`do_${tool.name}`] = { call: `${suite.name}.${tool.name}`, with: filled, catch: [{ next: 'refused' }] }
    states[`note_${tool.name}`] = { set: { seen: `\${vars.seen + [do_${tool.name}]}`, count: '${vars.count + 1}' }, next: 'decide' }
  }
  states['refused'] = { set: { count: '${vars.count + 1}' }, next: 'decide' }
  states['finish'] = { end: 'done' }
  const vars = { count: { type: 'integer', default: 0 }, seen: { type: 'array', default: [] } }
  return JSON.stringify({ chela: 1, name: 'loop', title: 'The loop', vars, limits: { steps }, states }, null, 1)
}

function plainText(value: Json): Json {
  if (typeof value === 'string') return value.replaceAll('${', () => '$${')
  if (Array.isArray(value)) return value.map(plainText)
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainText(inner)])) : value
}

/** Gives the contract: the tools of the plan; `bounded`: with what the words fix of their arguments, how often, and how much. */
export function contractOf(suite: DojoSuite, task: DojoTask, bounded: boolean): Contract {
  const changes = task.trace.filter(({ tool }) => !isReading(tool))
  const allowed = task.trace.map((call) => clauseOf(suite, call, task.prompt, bounded))
  if (!bounded) return { words: task.prompt, allowed, required: [], limits: [], until: undefined }
  const limits = [...new Set(changes.map(({ tool }) => tool))].map((tool) => {
    const calls = changes.filter((call) => call.tool === tool)
    return { words: `${tool} ${calls.length} times`, tool: `${suite.name}.${tool}`, with: {}, times: calls.length, atMost: mostOf(calls, task.prompt) }
  })
  return { words: task.prompt, allowed, required: changes.map((call) => ({ ...clauseOf(suite, call, task.prompt, true), times: changes.filter((other) => canonicalJson([other.tool, other.args]) === canonicalJson([call.tool, call.args])).length })), limits, until: undefined }
}

function clauseOf(suite: DojoSuite, { tool, args }: GoldCall, words: string, bounded: boolean): DeedClause {
  const control = controlOf(suite.tools.find(({ name }) => name === tool) as DojoTool)
  const texts = (value: Json): readonly string[] => (Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : typeof value === 'string' ? [value] : [])
  const said = bounded ? Object.entries(args).filter(([argument, value]) => Object.hasOwn(control, argument) && isSaid(value, words) && texts(value).length > 0) : []
  return { words: tool.replaceAll('_', ' '), tool: `${suite.name}.${tool}`, with: Object.fromEntries(said.map(([argument, value]) => [argument, texts(value)])) }
}

/** An amount that the words say is the most there may be. */
function mostOf(calls: readonly GoldCall[], words: string): { readonly [argument: string]: number } {
  const most: Record<string, number> = {}
  const names = new Set(calls.flatMap(({ args }) => Object.keys(args)))
  for (const name of names) {
    const values = calls.map(({ args }) => args[name])
    if (values.every((value): value is number => typeof value === 'number' && isSaid(value, words))) most[name] = Math.max(...values)
  }
  return most
}
