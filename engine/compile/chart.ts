/*
 * The nodes of a machine linked for stepping: parents, targets and code instead of names. Owns: the shape of a chart.
 * Made by link-chart.ts from the very JSON that the XState machine is made of; stepped by run/chart-step.ts.
 */
import type { Json } from '../terms/json.ts'
import type { Failure } from '../terms/failure.ts'
import type { Labelled, Labels } from '../terms/label.ts'
import type { Range } from '../terms/position.ts'
import type { MachineContext } from './machine-context.ts'
import type { Values } from './values.ts'

export interface ChartEvent {
  readonly type: string
  readonly data?: Labelled<Json>
  readonly result?: Labelled<Json>
  readonly state?: string
  readonly error?: Failure
  /** Of the error, where it came from outside of the machine. */
  readonly labels?: Labels
}

export interface CodeArguments {
  readonly context: MachineContext
  readonly event: ChartEvent
}

export type Parameters = { readonly [name: string]: unknown }

/** What an action does. `effect` is for whoever takes the step: entering, starting, stopping and ending. */
export type ActionCode =
  | { readonly kind: 'change'; change(values: Values, given: CodeArguments): Values }
  | { readonly kind: 'raise'; event(given: CodeArguments, params: Parameters): ChartEvent; readonly id?: string; delay?(given: CodeArguments): number }
  | { readonly kind: 'cancel'; readonly id: string }
  | { readonly kind: 'effect' }

export type GuardCode = (given: CodeArguments, params: Parameters) => boolean

/** The code of a machine by the names that its nodes use. */
export interface Codes {
  readonly actions: Map<string, ActionCode>
  readonly guards: Map<string, GuardCode>
  /** Where the condition of a guard stands in the file, or the `catch` that it belongs to. */
  readonly ranges: Map<string, Range>
  /** Milliseconds. */
  readonly delays: Map<string, (given: CodeArguments) => number>
}

export interface ChartAction {
  readonly type: string
  readonly code: ActionCode
  readonly params: Parameters
}

export interface ChartWay {
  readonly source: ChartNode
  readonly targets: readonly ChartNode[]
  readonly guard: GuardCode | undefined
  readonly params: Parameters
  /** Of its condition, or its `catch`: the very range of the skill. Undefined: it has none. */
  readonly range: Range | undefined
  readonly actions: readonly ChartAction[]
  readonly reenter: boolean
  /** Where it leads, worked out once for a way that meets no history. */
  plan?: { readonly domain: ChartNode; readonly enter: readonly ChartNode[] }
}

export interface ChartNode {
  readonly id: string
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'history'
  readonly parent: ChartNode | undefined
  readonly depth: number
  /** Its number in document order, and that of the last node inside it. */
  readonly order: number
  last: number
  readonly children: ChartNode[]
  initial: ChartNode | undefined
  /** Of a history node: how deep it remembers, and where it leads the first time. */
  readonly history: 'shallow' | 'deep' | undefined
  defaults: readonly ChartNode[]
  readonly entry: ChartAction[]
  readonly exit: ChartAction[]
  readonly on: Map<string, ChartWay[]>
  /** Descriptors that end in `*`, longest first. */
  wild: readonly { readonly prefix: string; readonly ways: readonly ChartWay[] }[]
  readonly always: ChartWay[]
}

export interface Chart {
  readonly root: ChartNode
  readonly byId: ReadonlyMap<string, ChartNode>
}

export function isInside(node: ChartNode, outer: ChartNode): boolean {
  return node.order > outer.order && node.order <= outer.last
}
