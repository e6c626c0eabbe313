/*
 * The names an expression may use and how each is read. Owns: name → Binding. Does not own: evaluation (expression/).
 * Always true: a scope is only read, never changed, by an expression.
 */
import type { Binding, Bindings, Scope } from '../terms/expression.ts'
import type { Failure } from '../terms/failure.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { joinLabels, noLabels, type Labelled, type Labels } from '../terms/label.ts'
import { toldLabels } from '../terms/memory.ts'
import { cellAt, cellLabels, fieldLabels, type Cell, type Values } from './values.ts'

/** What stays the same for a machine from its start to its end. */
export interface Env {
  readonly input: JsonObject
  /** By input name. */
  readonly origins: { readonly [name: string]: Labels }
  readonly intent: JsonObject
  readonly memory: JsonObject
  /** By fact, for those that the person did not say. */
  readonly memoryLabels?: { readonly [fact: string]: Labels }
  /** The labels of the choices around this machine that led to it. */
  readonly because: Labels
  /** In the body of an `each`: the element and its number from 0. */
  readonly item: Cell | undefined
  readonly index: number
  /** In the body of an `each`: the scope of the machine around it when the element began. */
  readonly outer: MachineScope | undefined
}

export interface MachineScope extends Scope {
  readonly now: number
  readonly values: Values
  readonly env: Env
  readonly event: { readonly name: string; readonly data: Labelled<Json> } | undefined
  /** The failure a `catch` looks at; otherwise the one last caught, in its slot. */
  readonly error: Failure | undefined
  /** The answer of the tool, in an `undo:`. */
  readonly result: Labelled<Json> | undefined
}

/** Where each name of one machine lies. `error` and `vars` have the first two slots. */
export interface Slots {
  readonly byState: ReadonlyMap<string, number>
  /** The result of the machine itself. */
  readonly result: number
  /** The name of the element, in a body. */
  readonly item: string | undefined
  readonly outer: Slots | undefined
}

export const errorSlot = 0
export const varsSlot = 1
export const firstStateSlot = 2


const fixed: { readonly [name: string]: Binding<MachineScope> } = {
  input: {
    value: (scope) => scope.env.input,
    labels: (scope, path) => fieldLabels(scope.env.origins, path[0]),
  },
  intent: { value: (scope) => scope.env.intent, labels: () => toldLabels },
  memory: { value: (scope) => scope.env.memory, labels: (scope, path) => memoryLabels(scope.env, path[0]) },
  vars: {
    value: (scope) => cellAt(scope.values, varsSlot)?.value ?? {},
    labels: (scope, path) => cellLabels(cellAt(scope.values, varsSlot), path),
  },
  error: {
    value: (scope) => scope.error ?? cellAt(scope.values, errorSlot)?.value ?? null,
    labels: (scope) => cellAt(scope.values, errorSlot)?.labels ?? noLabels,
  },
  event: {
    value: (scope) => (scope.event === undefined ? null : { name: scope.event.name, data: scope.event.data.value }),
    labels: (scope) => scope.event?.data.labels ?? noLabels,
  },
  result: {
    value: (scope) => scope.result?.value ?? null,
    labels: (scope, path) => cellLabels(scope.result, path),
  },
}

/** Of the one fact that is read; of all, where it is not known which one it is. */
function memoryLabels({ memoryLabels: own = {} }: Env, fact: string | undefined): Labels {
  if (fact !== undefined && fact !== '*' && Object.hasOwn(own, fact)) return own[fact] as Labels
  return joinLabels(toldLabels, fact === undefined || fact === '*' ? fieldLabels(own, undefined) : noLabels)
}

/** Gives the bindings of the expressions of one machine; outer names of a body are read through `env.outer`. */
export function bindingsOf(slots: Slots): Bindings<MachineScope> {
  return (name) => {
    const slot = slots.byState.get(name)
    if (slot !== undefined) return slotBinding(slot)
    if (slots.item !== undefined && name === slots.item) return itemBinding
    if (slots.item !== undefined && name === 'index') return indexBinding
    if (slots.outer !== undefined && (name === 'vars' || !Object.hasOwn(fixed, name))) return outerBinding(slots.outer, name)
    return Object.hasOwn(fixed, name) ? fixed[name] : undefined
  }
}

function slotBinding(slot: number): Binding<MachineScope> {
  return {
    value: (scope) => cellAt(scope.values, slot)?.value ?? null,
    labels: (scope, path) => cellLabels(cellAt(scope.values, slot), path),
  }
}

const itemBinding: Binding<MachineScope> = {
  value: (scope) => scope.env.item?.value ?? null,
  labels: (scope, path) => cellLabels(scope.env.item, path),
}

const indexBinding: Binding<MachineScope> = { value: (scope) => scope.env.index, labels: () => noLabels }

function outerBinding(outer: Slots, name: string): Binding<MachineScope> | undefined {
  const binding = bindingsOf(outer)(name)
  if (binding === undefined) return undefined
  return {
    value: (scope) => (scope.env.outer === undefined ? null : binding.value(scope.env.outer)),
    labels: (scope, path) => (scope.env.outer === undefined ? noLabels : binding.labels(scope.env.outer, path)),
  }
}
