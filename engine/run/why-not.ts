/*
 * Why a way out of a state was taken or not: the conditions as they were looked at, with the values that decided. Owns: finding
 * them again by replay. Does not own: which ways there are (ways-out.ts), how they are looked at (chart-step.ts).
 */
import type { ChartWay, CodeArguments } from '../compile/chart.ts'
import { isInternalEvent } from '../compile/builder.ts'
import type { Machine } from '../compile/machine.ts'
import { bindingsOf, type MachineScope } from '../compile/scope.ts'
import { compileExpression } from '../expression/compile-expression.ts'
import { ExpressionFault } from '../terms/expression.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { joinLabels, noLabels, type Labels } from '../terms/label.ts'
import type { Range } from '../terms/position.ts'
import { applyEntry } from './apply-entry.ts'
import type { Lookout } from './chart-step.ts'
import type { Frame } from './run-parts.ts'
import { RunState } from './run-state.ts'
import type { LoadedRun } from './runner.ts'
import { shownValue, type ShownValue } from './shown-value.ts'
import { watchWays } from './step.ts'
import { nodesOf, waysOut, type WayKind, type WayOut } from './ways-out.ts'

/** One way, as it was looked at last. */
export interface WayLook {
  readonly kind: WayKind
  /** For `on` the event that the way waits for; empty otherwise. */
  readonly event: string
  readonly codes: readonly string[]
  /** The states it leads to; none: it stays, or goes on to what follows. */
  readonly to: readonly string[]
  /** Its condition, and where that, or else the whole way, stands in the file. */
  readonly text: string | null
  readonly range: Range | null
  /** `not-looked`: an earlier way was taken, or nothing came that it waits for. `fault`: its condition could not be worked out. */
  readonly answer: 'taken' | 'did-not-hold' | 'fault' | 'not-looked'
  readonly fault: string | null
  /** The entry by which it was looked at, and the time. */
  readonly at: number | null
  readonly time: number | null
  /** What its condition read, with the value and where that came from. */
  readonly values: readonly { readonly path: string; readonly shown: ShownValue }[]
}

interface Look {
  readonly way: ChartWay
  readonly held: boolean
  readonly given: CodeArguments
  readonly at: number
  readonly time: number
}

/**
 * Gives the ways of a state as they were looked at last, up to the entry `at`. `path` names the state with the way to it, such as
 * `move[3]/put`. Throws ChelaError for a state that no machine of the run has.
 */
export function whyNot(loaded: LoadedRun, at: number, path: string, characters = 2000): WayLook[] {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const { looks, machine } = looksAt(loaded, at, path, name)
  const state = machine?.states.get(name)
  if (machine === undefined || state === undefined) throw new ChelaError('unknown-state', `The run has no state "${path}".`)
  const outs = waysOut(state)
  return outs.map((out) => lookOf(out, looks.findLast((look) => isOf(look, out, outs)), machine, characters))
}

/** Replays the run and keeps the last look at each way; a list that is looked at anew is forgotten first. */
function looksAt({ state, machines, entries }: LoadedRun, at: number, path: string, name: string): { readonly looks: readonly Look[]; readonly machine: Machine | undefined } {
  const nodes = new Set(nodesOf(name))
  const lists = new Map<unknown, Look[]>()
  let fresh: Omit<Look, 'at' | 'time'>[] = []
  let machine: Machine | undefined
  const stepped = (frame: Frame): void => {
    const seen = fresh
    fresh = []
    if (frame.path + name !== path || !frame.machine.states.has(name)) return
    machine = frame.machine
    for (const look of seen) keep(lists, { ...look, at: run.sequence, time: frame.machine.register.now })
  }
  const run = new RunState(state.run, (hash) => machines.get(hash) as Machine, { stepped })
  const watch: Lookout = (way, given, held) => void (nodes.has(way.source.id) && fresh.push({ way, given, held }))
  watchWays(watch, () => entries.slice(0, at).forEach((entry) => applyEntry(run, entry)))
  return { looks: [...lists.values()].flat(), machine: machine ?? machineWith(name, [...machines.values()]) }
}

function keep(lists: Map<unknown, Look[]>, look: Look): void {
  const { source } = look.way
  const list = source.always.includes(look.way) ? source.always : [...source.on.values()].find((ways) => ways.includes(look.way))
  const known = lists.get(list) ?? []
  lists.set(list, known.some(({ way }) => way === look.way) ? [look] : [...known, look])
}

function machineWith(state: string, machines: readonly Machine[]): Machine | undefined {
  for (const machine of machines) {
    if (machine.states.has(state)) return machine
    const bodies = [...machine.activities.values()].flatMap(({ body }) => body ?? [])
    const found = machineWith(state, bodies)
    if (found !== undefined) return found
  }
  return undefined
}

/** A way with a condition is known by that; one without by its list, where it can only be the first without. */
function isOf({ way }: Look, out: WayOut, outs: readonly WayOut[]): boolean {
  if (out.key !== undefined) return way.range === out.key
  if (way.range !== undefined || 'state' in way.params || way.source.id.includes('$')) return false
  const { on, always } = way.source
  const list = ({ kind, name }: WayOut): readonly ChartWay[] | undefined => {
    if (kind === 'on') return on.get(name.startsWith('done.') ? `xstate.done.state.${name.slice('done.'.length)}` : name)
    return kind === 'after' ? [...on].filter(([event]) => event.startsWith('xstate.after.'))[Number(name)]?.[1] : always
  }
  return list(out)?.includes(way) === true && outs.find((one) => one.key === undefined && list(one) === list(out)) === out
}

function lookOf(out: WayOut, look: Look | undefined, machine: Machine, characters: number): WayLook {
  const { kind, name, codes, condition, range, to } = out
  const scope = look === undefined ? undefined : scopeOf(look)
  const read = scope === undefined || condition === undefined ? undefined : reading(condition.text, machine, scope, characters)
  const error = kind === 'catch' && scope !== undefined ? [errorValue(scope, characters)] : []
  const isFault = look?.held === false && read?.fault !== undefined && fitsCode(codes, scope)
  return {
    kind,
    event: kind === 'on' ? name : '',
    codes,
    to,
    text: condition?.text ?? null,
    range: condition?.range ?? range ?? null,
    answer: look === undefined ? 'not-looked' : look.held ? 'taken' : isFault ? 'fault' : 'did-not-hold',
    fault: isFault ? (read?.fault ?? null) : null,
    at: look?.at ?? null,
    time: look?.time ?? null,
    values: [...error, ...(read?.values.filter(({ path }) => error.length === 0 || path !== 'error') ?? [])],
  }
}

/** The scope in which the condition was looked at. */
function scopeOf({ given: { context, event }, time }: Look): MachineScope {
  const named = event.data !== undefined && !isInternalEvent(event.type) ? { name: event.type, data: event.data } : undefined
  return { now: time, values: context.values, env: context.env, event: named, error: event.error, result: undefined }
}

function fitsCode(codes: readonly string[], scope: MachineScope | undefined): boolean {
  return codes.length === 0 || codes.includes(scope?.error?.code ?? '')
}

function errorValue({ error }: MachineScope, characters: number): WayLook['values'][number] {
  return { path: 'error', shown: shownValue(error === undefined ? null : (error as unknown as JsonObject), characters) }
}

/** What a condition reads, and the sentence that says why it could not be worked out. */
function reading(text: string, machine: Machine, scope: MachineScope, characters: number): { readonly values: WayLook['values']; readonly fault: string | undefined } {
  const bindings = bindingsOf(machine.slots)
  try {
    const expression = compileExpression(text, bindings)
    const values = new Map<string, { readonly value: Json; readonly labels: Labels }>()
    for (const [name = '', ...rest] of expression.reads) {
      const binding = bindings(name)
      const { value, steps } = reach((binding?.value(scope) ?? null) as Json, rest)
      const path = [name, ...steps].join('.')
      values.set(path, { value, labels: joinLabels(values.get(path)?.labels ?? noLabels, binding?.labels(scope, rest) ?? noLabels) })
    }
    return { values: [...values].map(([path, { value, labels }]) => ({ path, shown: shownValue(value, characters, labels) })), fault: faultOf(() => expression.evaluate(scope)) }
  } catch (fault) {
    if (!(fault instanceof ExpressionFault)) throw fault
    return { values: [], fault: fault.message }
  }
}

function faultOf(work: () => Json): string | undefined {
  try {
    work()
    return undefined
  } catch (fault) {
    if (!(fault instanceof ExpressionFault)) throw fault
    return fault.message
  }
}

/** What a path leads to, as far as it does: the whole list where any of its elements may be meant. */
function reach(from: Json, path: readonly string[]): { readonly value: Json; readonly steps: readonly string[] } {
  let value = from
  for (const [index, step] of path.entries()) {
    if (step === '*') return { value, steps: path.slice(0, index) }
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return { value: null, steps: path.slice(0, index + 1) }
    value = (value as JsonObject)[step] as Json
  }
  return { value, steps: path }
}
