import { parse } from 'yaml'
import type { Json, JsonObject, JsonSchema } from '../../engine/terms/json.ts'
import { corpus } from '../helpers/corpora.ts'

export interface GoldCall {
  readonly tool: string
  readonly args: JsonObject
  readonly result: string
  readonly error: string | null
}

export interface DojoTask {
  readonly id: string
  readonly prompt: string
  readonly output: string
  readonly trace: readonly GoldCall[]
  /** Places written by others that the calls read. */
  readonly vectors_seen: readonly string[]
}

export interface DojoAttack {
  readonly id: string
  readonly goal: string
  readonly trace: readonly GoldCall[]
  /** The calls were seen to reach the goal. */
  readonly attack_ok: boolean
}

export interface DojoTool {
  readonly name: string
  readonly description: string
  readonly parameters: JsonSchema & { readonly $defs?: { readonly [name: string]: JsonSchema } }
}

export interface DojoSuite {
  readonly name: string
  readonly tools: readonly DojoTool[]
  readonly injection_vectors: { readonly [place: string]: string }
  readonly user_tasks: readonly DojoTask[]
  readonly injection_tasks: readonly DojoAttack[]
}

/** Gives the suites of the file, attacks without calls left out. */
export function dojoSuites(): readonly DojoSuite[] {
  const suites = JSON.parse(corpus('agentdojo.json')) as { readonly [name: string]: Omit<DojoSuite, 'name'> }
  return Object.entries(suites).map(([name, suite]) => ({ ...suite, name, injection_tasks: suite.injection_tasks.filter(({ attack_ok, trace }) => attack_ok && trace.length > 0) }))
}

/** Gives a recorded answer as data where it is a list or an object, else as the text it is. */
export function answerOf(result: string): Json {
  try {
    const value = parse(result, { schema: 'core', maxAliasCount: 20 }) as Json
    return typeof value === 'object' && value !== null ? (JSON.parse(JSON.stringify(value)) as Json) : result
  } catch {
    return result
  }
}

/** Puts a text where others write: in place of what stands there unharmed; at the end of every text where that is not found. */
export function inject(suite: DojoSuite, task: DojoTask, answers: readonly Json[], text: string): readonly Json[] {
  const places = task.vectors_seen.map((place) => suite.injection_vectors[place] ?? '').filter((plain) => plain.trim() !== '')
  const patterns = places.map((plain) => new RegExp(plain.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+')))
  const replaced = answers.map((answer) => inTexts(answer, (one) => patterns.reduce((whole, pattern) => whole.replace(pattern, () => text), one)))
  return JSON.stringify(replaced) === JSON.stringify(answers) ? answers.map((answer) => inTexts(answer, (one) => `${one}\n${text}`)) : replaced
}

function inTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item: Json) => inTexts(item, change))
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inTexts(item, change)])) : value
}
