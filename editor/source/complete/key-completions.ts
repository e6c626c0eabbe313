import type { JsonSchema } from '../../../engine/index.ts'
import type { Completion } from './completion.ts'
import type { WrittenMap } from './flow-place.ts'
import { isList, keysOf, nests, type SchemaKey } from './key-schema.ts'
import { allStates, argumentsOf, events, fieldsOf, inputsOf, skillNames, toolNames } from './listed.ts'
import { plainOf, type PathWalk } from './path-walk.ts'
import type { Surroundings } from './surroundings.ts'
import { typeWords } from './type-words.ts'

/** How keys are written where the cursor is. */
export interface KeyLayout {
  /** Spaces before the keys of this map; undefined: inside brackets. */
  readonly indent: string | undefined
  /** A colon stands behind the cursor already. */
  readonly hasColon: boolean
}

/** Gives the keys that may be written in the map that a walk ends at. */
export function keyCompletions(around: Surroundings, walk: PathWalk, own: WrittenMap, layout: KeyLayout): readonly Completion[] {
  const fixed = keysOf(walk.shapes, (key) => own.has(key)).map((key) => keyCompletion(key, layout))
  const named = namedKeys(around, walk)
    .filter(({ label }) => !own.has(label))
    .map((one) => ({ ...one, insert: layout.hasColon ? one.label : `${one.insert?.replace(/:\s*$/, '') ?? one.label}: ` }))
  return [...fixed, ...named]
}

function keyCompletion({ key, shapes, description }: SchemaKey, { indent, hasColon }: KeyLayout): Completion {
  const isNested = indent !== undefined && nests(shapes)
  const below = isNested ? `\n${indent}  ${isList(shapes) ? '- ' : ''}` : ' '
  const standard = shapes.find(({ node }) => node.default !== undefined)?.node.default
  return { label: key, kind: 'key', info: description, insert: hasColon ? key : `${key}:${below}`, ...(standard !== undefined && { detail: `left out: ${String(standard)}` }) }
}

/** Gives the keys that no schema of the language knows: arguments, variables, events, tools. */
function namedKeys(around: Surroundings, { steps, shapes }: PathWalk): readonly Completion[] {
  const last = steps.at(-1)
  const within = steps.findLastIndex(({ key }) => key === 'with')
  if (within >= 0) return argumentKeys(around, steps[within]?.beside, steps.slice(within + 1).map(({ key }) => key))
  if (last === undefined) return []
  const isIn = (name: string): boolean => last.holder.some((shape) => shape.name === name)
  if (isIn('skill') && last.key === 'uses') return [...toolNames(around), ...skillNames(around)]
  if (shapes.some(({ name }) => name === 'bounds')) return boundKeys(around, last.key)
  if (last.key === 'set') return variableKeys(around.skill.vars)
  if (isIn('state') && last.key === 'on') return events(around)
  if (isIn('test')) return testKeys(around, last.key)
  if (steps.at(-2)?.key === 'calls') return [...toolNames(around), ...skillNames(around)]
  if (steps.at(-3)?.key === 'calls') return argumentKeys(around, new Map([['call', last.key]]), [])
  return []
}

function argumentKeys({ tools, skills }: Surroundings, beside: WrittenMap | undefined, deeper: readonly string[]): readonly Completion[] {
  const tool = tools.get(plainOf(beside?.get('call')) ?? '')
  if (tool !== undefined) return deeper.length === 0 ? argumentsOf(tool) : deeperFields(tool.input, deeper)
  const inputs = skills.get(plainOf(beside?.get('run')) ?? '')?.summary?.inputs
  return inputs !== undefined && deeper.length === 0 ? inputsOf(inputs) : []
}

function deeperFields(schema: JsonSchema, path: readonly string[]): readonly Completion[] {
  const inside = schemaAt(schema, path)
  return inside === undefined ? [] : fieldsOf(inside, {})
}

/** Gives the schema that a path of keys (`-`: an element) leads to. */
export function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  let at: JsonSchema | undefined = schema
  for (const key of path) {
    if (key === '-') at = at?.items
    else at = at?.properties !== undefined && Object.hasOwn(at.properties, key) ? at.properties[key] : typeof at?.additionalProperties === 'object' ? at.additionalProperties : undefined
  }
  return at
}

function boundKeys({ tools }: Surroundings, tool: string): readonly Completion[] {
  const control = tools.get(tool)?.control ?? {}
  return Object.entries(control).map(([label, kind]) => ({ label, kind: 'argument', detail: `names a ${kind}`, info: 'Where it may point: a text or a list of texts; expressions may read the inputs.' }))
}

function variableKeys(vars: { readonly [name: string]: JsonSchema }): readonly Completion[] {
  return Object.entries(vars).map(([label, type]) => ({ label, kind: 'name', detail: typeWords(type), ...(type.description !== undefined && { info: type.description }) }))
}

function testKeys(around: Surroundings, key: string): readonly Completion[] {
  if (key === 'given') return inputsOf(around.skill.inputs)
  if (key === 'person') return allStates(around, ({ state }) => state.activity.kind === 'ask' || state.activity.kind === 'confirm')
  if (key !== 'answers') return []
  const called = new Set([...around.flow.states.values()].map(({ state }) => (state.activity.kind === 'call' ? state.activity.tool : '')))
  return [...toolNames(around).filter(({ label }) => called.has(label)), ...allStates(around, ({ state }) => ['call', 'run', 'think'].includes(state.activity.kind))]
}
