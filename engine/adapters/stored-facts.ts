/* How facts are written as JSON text, and read from what anybody may have written there. */
import type { Json, JsonObject } from '../terms/json.ts'
import type { Label, Labels } from '../terms/label.ts'
import { saidByPerson, type Fact, type FactAbout, type FactSource } from '../terms/memory.ts'

/** By name. */
export type Facts = Map<string, Fact>

/** Gives facts as one JSON object by name; what goes without saying is left out. */
export function writeFacts(facts: Facts): JsonObject {
  return Object.fromEntries([...facts.values()].map(({ key, value, ...about }) => [key, { value, ...written(about) }]))
}

/** Gives facts from such an object; undefined where it has another shape. A name of the object machinery is left out. */
export function readFacts(value: Json | undefined): Facts | undefined {
  if (!isObject(value)) return undefined
  const facts: Facts = new Map()
  for (const [key, stored] of Object.entries(value)) {
    if (key === '__proto__') continue
    const fact = isObject(stored) && Object.hasOwn(stored, 'value') ? readFact(key, stored) : undefined
    if (fact === undefined) return undefined
    facts.set(key, fact)
  }
  return facts
}

/** Gives facts that were written as plain values by name, by a person. */
export function plainFacts(values: JsonObject): Facts {
  return new Map(Object.entries(values).filter(([key]) => key !== '__proto__').map(([key, value]) => [key, { key, value, ...saidByPerson }]))
}

function written({ time, source, private: hidden, foreign }: FactAbout): JsonObject {
  return {
    ...(time !== null && { time: new Date(time).toISOString() }),
    ...(source.kind === 'run' && { source: { run: source.run, skill: source.skill, how: source.how } }),
    ...(hidden && { private: true }),
    ...(foreign.length > 0 && { foreign: foreign.map(({ source: from }) => from) }),
  }
}

function readFact(key: string, stored: JsonObject): Fact | undefined {
  const { value, time, source, private: hidden, foreign } = stored
  const from = readSource(source)
  const labels = readForeign(foreign)
  const at = time === undefined ? null : typeof time === 'string' ? Date.parse(time) : NaN
  if (from === undefined || labels === undefined || Number.isNaN(at) || (hidden !== undefined && typeof hidden !== 'boolean')) return undefined
  return { key, value: value as Json, time: at, source: from, private: hidden === true, foreign: labels }
}

function readSource(source: Json | undefined): FactSource | undefined {
  if (source === undefined) return { kind: 'person' }
  if (!isObject(source)) return undefined
  const { run, skill, how } = source
  if (typeof run !== 'string' || typeof skill !== 'string' || (how !== 'said' && how !== 'confirmed' && how !== 'noted')) return undefined
  return { kind: 'run', run, skill, how }
}

function readForeign(foreign: Json | undefined): Labels | undefined {
  if (foreign === undefined) return []
  if (!Array.isArray(foreign) || !foreign.every((from): from is string => typeof from === 'string')) return undefined
  return foreign.map((source): Label => ({ trust: 'untrusted', source }))
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
