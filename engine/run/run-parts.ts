/*
 * The parts of a run as it stands: frames (a machine with its snapshot), open activities, what these hold inside, timers.
 * Changed by run-state.ts alone.
 */
import type { Machine } from '../compile/machine.ts'
import type { Env } from '../compile/scope.ts'
import type { ActivityEffect } from '../terms/effect.ts'
import type { Failure } from '../terms/failure.ts'
import type { Entry } from '../terms/journal.ts'
import type { Json } from '../terms/json.ts'
import type { Labels } from '../terms/label.ts'
import type { Snapshot, Step } from './step.ts'

export interface Frame {
  readonly id: number
  readonly machine: Machine
  readonly env: Env
  /** Where the frame stands, for people: `""`, `move[3]/`, `backup/`. */
  readonly path: string
  /** The activity of the frame above that waits for this one; undefined for the skill of the run. */
  readonly parent: number | undefined
  /** The number of the element, from 0. */
  readonly index: number
  readonly skill: { readonly name: string; readonly hash: string; readonly own?: true }
  /** The person had accepted the report of this text when the skill began. */
  readonly accepted: boolean
  /** How many skills lie above this one. */
  readonly depth: number
  /** By state: the hash of the deed that the person was shown in a confirm and said yes to. */
  readonly shown: Map<string, string>
  snapshot: Snapshot
}

export interface Activity {
  readonly id: number
  readonly frame: Frame
  readonly effect: ActivityEffect
  readonly path: string
  /** `ready`: the runner has to take it up; the others say what it waits for. */
  status: 'ready' | 'taken' | 'calling' | 'asking' | 'pausing' | 'inside'
  attempt: number
  /** What a tool is told to know the deed by: the same for every try. */
  key: string | undefined
  /** Milliseconds to add to the times in the effect: how long ago the run was left that this one is a fork of. */
  delay: number
  /** The model was lost while it was asked. */
  stalled: boolean
  /** The sequence number of the open `tool-called`, `person-asked` or `model-asked` entry. */
  open: number | undefined
  readonly inside: Inside | undefined
}

/** The elements of an `each`, or the one frame of a sub-skill. */
export interface Inside {
  next: number
  running: number
  /** Elements are being begun right now. */
  filling: boolean
  labels: Labels
  /** The untrusted parts of the results, as paths into the list of them. */
  readonly untrusted: Set<string>
  readonly results: Json[]
  readonly frames: Set<Frame>
}

export type Timer =
  | { readonly kind: 'machine'; readonly id: number; readonly at: number; readonly frame: Frame; readonly name: string }
  | { readonly kind: 'retry'; readonly id: number; readonly at: number; readonly activity: Activity }
  /** The `timeout:` of an activity that is no call. */
  | { readonly kind: 'timeout'; readonly id: number; readonly at: number; readonly activity: Activity }
  | { readonly kind: 'limit'; readonly id: number; readonly at: number }

export interface CallRecord {
  readonly entry: Extract<Entry, { kind: 'tool-called' }>
  readonly activity: Activity | undefined
}

export type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { kind: Kind }>

/** Gives the machine of a skill text by its hash. The runner has loaded it before the entry that needs it is applied. */
export type MachineOf = (hash: string) => Machine

/** Is told of what happens inside a run while its entries are applied. It only looks on. `before`: none for a first step. */
export interface RunWatcher {
  stepped(frame: Frame, before: Snapshot | undefined, step: Step): void
  /** A try of it failed, where there is a failure. */
  changed?(activity: Activity, what: 'opened' | 'element-done' | Failure): void
  /** A machine was left, whether it had ended or not. */
  left?(frame: Frame): void
}
