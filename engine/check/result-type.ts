import { anyType, listType, nullType, numberType, textType, truthType, typeOfLiteral, unionType } from '../expression/static-type.ts'
import type { Json, JsonSchema } from '../terms/json.ts'
import type { Activity, ActivityKind, State, Template } from '../terms/skill.ts'
import type { World } from './world.ts'

/** Kinds of activity that leave no result behind. */
const resultless: readonly ActivityKind[] = ['pass', 'rest', 'choose', 'wait', 'wait-until', 'set', 'history', 'end']

export function hasResult(state: State): boolean {
  return !resultless.includes(state.activity.kind) || state.catch.some((taken) => taken.keep !== undefined)
}

/** Gives the type of the result of a state: what its activity gives, or what a catch keeps instead. */
export function resultType(state: State, world: World): JsonSchema {
  const kept = state.catch.map((taken) => taken.keep).filter((keep) => keep !== undefined)
  const own = activityType(state.activity, world)
  if (kept.length === 0 || own === anyType) return own
  const types = [own, ...kept.map(templateType)]
  return types.includes(anyType) ? anyType : { anyOf: types }
}

function activityType(activity: Activity, world: World): JsonSchema {
  switch (activity.kind) {
    case 'call':
      return world.tools(activity.tool)?.output ?? anyType
    case 'ask':
      return { type: 'object', properties: activity.form, additionalProperties: false }
    case 'confirm':
      return truthType
    case 'think':
      return activity.answer
    case 'each':
      return listType(activity.single && activity.body[0] !== undefined ? resultType(activity.body[0], world) : anyType)
    case 'together':
      return { type: 'object', properties: Object.fromEntries(activity.branches.map((branch) => [branch.name, resultType(branch, world)])), additionalProperties: false }
    default:
      return anyType
  }
}

/** Gives the type of a value as far as it can be told without evaluating it. */
export function templateType(template: Template): JsonSchema {
  switch (template.kind) {
    case 'literal':
      return valueType(template.value)
    case 'expression':
      return anyType
    case 'text':
      return textType
    case 'list':
      return listType(unionType(template.items.map(templateType)))
    case 'object':
      return { type: 'object', properties: Object.fromEntries(Object.entries(template.fields).map(([name, field]) => [name, templateType(field)])), additionalProperties: false }
  }
}

export function valueType(value: Json): JsonSchema {
  if (Array.isArray(value)) return value.length === 0 ? listType(anyType) : listType(unionType(value.map((item: Json) => valueType(item))))
  if (value === null || typeof value !== 'object') return typeOfLiteral(value)
  return { type: 'object', properties: Object.fromEntries(Object.entries(value).map(([name, field]) => [name, valueType(field as Json)])), additionalProperties: false }
}

const failureType: JsonSchema = {
  type: 'object',
  properties: { code: textType, message: textType, state: unionType([textType, nullType]), tool: unionType([textType, nullType]), facts: { type: 'object' } },
  additionalProperties: false,
}
const eventType: JsonSchema = { type: 'object', properties: { name: textType, data: anyType }, additionalProperties: false }

/** The types of the names that mean the same everywhere; `index` is there in an `each` only. */
export const fixedTypes = { intent: anyType, memory: anyType, error: failureType, event: eventType, index: numberType }
