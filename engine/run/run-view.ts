/*
 * A run at one of its entries, as plain JSON for whoever looks at it. Owns: what is shown, and that it is bounded. Does not own:
 * what happened (the entries), when states were entered and left (state-record.ts).
 */
import type { Machine } from '../compile/machine.ts'
import { varsSlot } from '../compile/scope.ts'
import { cellAt, cellLabels } from '../compile/values.ts'
import type { Contract } from '../terms/contract.ts'
import type { ActivityEffect } from '../terms/effect.ts'
import type { Entry, ForkPoint, Outcome } from '../terms/journal.ts'
import type { Json, JsonObject } from '../terms/json.ts'
import { joinLabels, noLabels, type Labels } from '../terms/label.ts'
import type { RunStatus } from '../terms/ports.ts'
import { applyEntry } from './apply-entry.ts'
import type { EntryOf, Timer } from './run-parts.ts'
import { RunState } from './run-state.ts'
import type { LoadedRun } from './runner.ts'
import { shownValue, type ShownValue } from './shown-value.ts'
import { namesOf, StateRecords, type StateRecord } from './state-record.ts'

/** How much is shown: characters of one value, and states. */
export interface ViewLimits {
  readonly characters: number
  readonly states: number
}

export interface RunView {
  readonly run: string
  readonly skill: string
  readonly hash: string
  readonly forkedFrom: ForkPoint | null
  /** The last entry that was applied, and its time in milliseconds since 1970. */
  readonly at: number
  readonly time: number
  readonly status: RunStatus
  /** The paths of the states that are active, those around others first. */
  readonly active: readonly string[]
  /** In the order in which they were entered first. Of too many, the active ones and the last ones. */
  readonly states: readonly StateView[]
  readonly statesLeftOut: number
  readonly vars: { readonly [name: string]: ShownValue }
  readonly asks: readonly { readonly ask: number; readonly path: string; readonly question: ShownValue }[]
  readonly timers: readonly TimerView[]
  /** When the next timer goes off; null: none does. */
  readonly due: number | null
  readonly unknown: { readonly call: number; readonly because: string } | null
  /** The contract that the run is held to now, and what was done, a line each; null: it has none. */
  readonly intent: { readonly contract: Contract; readonly ledger: readonly string[] } | null
  readonly end: { readonly outcome: Outcome; readonly because: string | null; readonly output: ShownValue; readonly failure: ShownValue | null } | null
}

export interface StateView {
  readonly path: string
  readonly state: string
  /** The name of the skill that it stands in. */
  readonly skill: string
  readonly active: boolean
  readonly entered: number
  readonly firstEntered: number
  readonly lastEntered: number
  /** Milliseconds in it altogether, up to the time of the view. */
  readonly duration: number
  readonly tries: number
  /** What its activity was given, as it was called. */
  readonly input: ShownValue | null
  readonly output: ShownValue | null
  readonly failure: ShownValue | null
  readonly each: { readonly total: number; readonly done: number } | null
}

export interface TimerView {
  readonly kind: 'after' | 'event' | 'retry' | 'timeout' | 'limit'
  /** The state that waits, or the event that is to come. */
  readonly name: string
  readonly path: string
  readonly at: number
}

/** Gives a run as it stood after the entry `at`; after the last one, where that is left out. */
export function runView({ state: { run }, machines, entries }: LoadedRun, at: number = entries.length, limits: Partial<ViewLimits> = {}): RunView {
  const { characters = 2000, states: most = 1000 } = limits
  const before = entries.slice(0, at)
  const records = new StateRecords()
  const state = new RunState(run, (hash) => machines.get(hash) as Machine, records)
  for (const entry of before) {
    applyEntry(state, entry)
    if (entry.kind === 'run-forked') records.standStill(state.passed)
  }
  const shown = (value: Json, labels: Labels = noLabels, untrusted?: readonly string[]): ShownValue => shownValue(value, characters, labels, untrusted)
  const called = inputsOf(before)
  const over = before.find(({ kind }) => kind === 'run-cancelled' || kind === 'run-ended')
  const views = pickStates([...records.byPath.values()], most).map((record) => viewOf(record, over?.time ?? state.time, over !== undefined, called, shown))
  const timers = [...state.timers.values()].map(timerView).sort((a, b) => a.at - b.at)
  const ended = before.findLast((entry) => entry.kind === 'run-ended')
  return {
    run,
    skill: state.started?.skill ?? '',
    hash: state.started?.hash ?? '',
    forkedFrom: state.started?.forkedFrom ?? null,
    at: state.sequence,
    time: state.time,
    status: statusOf(state),
    active: over !== undefined ? [] : state.frames().flatMap((frame) => [...namesOf(frame.snapshot)].map((name) => frame.path + name)).slice(0, most),
    states: views,
    statesLeftOut: records.byPath.size - views.length,
    vars: varsOf(state, shown),
    asks: [...state.asks.values()].slice(0, most).map(({ entry }) => ({ ask: entry.sequence, path: entry.path, question: shown(entry.question as unknown as Json) })),
    timers: timers.slice(0, most),
    due: timers[0]?.at ?? null,
    unknown: state.unknown ?? null,
    intent: state.contract === undefined ? null : { contract: state.contract, ledger: state.ledger.words() },
    end: ended?.kind === 'run-ended' ? endView(ended, state, shown) : null,
  }
}

type Show = (value: Json, labels?: Labels, untrusted?: readonly string[]) => ShownValue

function viewOf(record: StateRecord, now: number, isOver: boolean, called: ReadonlyMap<number, JsonObject>, shown: Show): StateView {
  const { path, state, skill, entered, first, last, since, spent, activity, output, failure, each } = record
  return {
    path,
    state,
    skill,
    active: since !== undefined && !isOver,
    entered,
    firstEntered: first,
    lastEntered: last,
    duration: spent + (since === undefined ? 0 : now - since),
    tries: activity?.attempt ?? 0,
    input: activity === undefined ? null : inputView(activity.effect, called.get(activity.id), shown),
    output: output === undefined ? null : shown(output.value, output.labels, output.untrusted),
    failure: failure === null ? null : shown(failure),
    each: each === undefined ? null : { ...each },
  }
}

/** By activity: the exact arguments of its last call, defaults and whole paths included. */
function inputsOf(entries: readonly Entry[]): ReadonlyMap<number, JsonObject> {
  return new Map(entries.flatMap((entry) => ((entry.kind === 'tool-called' && entry.undoes === undefined) || entry.kind === 'skill-started' ? [[entry.activity, entry.input] as const] : [])))
}

function inputView(effect: ActivityEffect, called: JsonObject | undefined, shown: Show): ShownValue | null {
  switch (effect.kind) {
    case 'call':
      return shown(called ?? effect.deed.input, allOf(effect.deed.origins))
    case 'run':
      return shown(called ?? effect.input, allOf(effect.origins))
    case 'think':
      return shown({ question: effect.question, given: effect.given }, effect.labels)
    case 'ask':
    case 'confirm':
      return shown({ text: effect.text }, effect.labels)
    case 'each':
      return shown(effect.items, effect.labels, effect.untrusted.map((path) => `*.${path}`))
    case 'evidence':
      return null
  }
}

function allOf(origins: { readonly [name: string]: Labels }): Labels {
  return Object.values(origins).reduce(joinLabels, noLabels)
}

function pickStates(records: readonly StateRecord[], most: number): readonly StateRecord[] {
  if (records.length <= most) return records
  const last = new Set([...records].sort((a, b) => Number(b.since !== undefined) - Number(a.since !== undefined) || b.last - a.last).slice(0, most))
  return records.filter((record) => last.has(record))
}

function varsOf(state: RunState, shown: Show): { readonly [name: string]: ShownValue } {
  const cell = state.root === undefined ? undefined : cellAt(state.root.snapshot.position.context.values, varsSlot)
  return Object.fromEntries(Object.entries((cell?.value ?? {}) as JsonObject).map(([name, value]) => [name, shown(value, cellLabels(cell, [name]))]))
}

/** Names of delays: `xstate.after.delay.3.pause`, `chela.raise.later#1`; one raised without an id has none to show. */
function timerView(timer: Timer): TimerView {
  const { at } = timer
  if (timer.kind === 'limit') return { kind: 'limit', name: '', path: '', at }
  if (timer.kind !== 'machine') return { kind: timer.kind, name: timer.activity.effect.state, path: timer.activity.path, at }
  const waiting = /^xstate\.after\.[^.]+\.\d+\.(?<state>.+?)(?:\$again)?$/u.exec(timer.name)?.groups?.['state']
  if (waiting !== undefined) return { kind: 'after', name: waiting, path: timer.frame.path + waiting, at }
  const id = /^chela\.raise\.(?<id>[^#]+)#/u.exec(timer.name)?.groups?.['id'] ?? ''
  return { kind: 'event', name: id, path: timer.frame.path, at }
}

function statusOf({ undone, outcome, unknown, paused, asks }: RunState): RunStatus {
  if (outcome !== undefined) return undone ? 'undone' : outcome
  if (unknown !== undefined) return 'unknown'
  if (paused) return 'paused'
  return asks.size > 0 ? 'waiting' : 'running'
}

function endView({ outcome, because, output, failure }: EntryOf<'run-ended'>, { end }: RunState, shown: Show): RunView['end'] {
  return { outcome, because: because === null ? null : (shown(because).value as string), output: shown(output, end?.output.labels, end?.output.untrusted), failure: failure === undefined ? null : shown(failure as unknown as Json) }
}
