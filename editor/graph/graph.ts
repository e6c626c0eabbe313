/*
 * The picture of a skill as plain data. A projection: rebuilt from the text after each change, never written back.
 * Always true: ids are keys of states, so that they stay the same while their names do; every edge leads between nodes
 * that are there; nothing here holds markup.
 */
import type { ActivityKind, Range, Severity, WayKind } from '../../engine/index.ts'

export interface Graph {
  /** A group stands before what lies in it. */
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

export interface GraphNode {
  /** The key of the state, or the name of the start or the end. */
  readonly id: string
  readonly name: string
  readonly kind: ActivityKind | 'start' | 'finish'
  /** The title of the state, or its name in words. */
  readonly title: string
  /** What it does, in plain words on one line. */
  readonly words: string
  /** The tool or skill it calls. */
  readonly uses: string | undefined
  /** The group that holds it; `undefined` at the top. */
  readonly parent: string | undefined
  /** It can hold others: states, each with states, together. */
  readonly group: boolean
  /** It is one of the branches of a together. */
  readonly branch: boolean
  /** It does its work once per element. */
  readonly repeats: boolean
  /** Entering it leads to where it was last left. */
  readonly history: 'shallow' | 'deep' | undefined
  readonly disabled: boolean
  readonly condition: string | undefined
  readonly note: string | undefined
  readonly faults: readonly NodeFault[]
  readonly range: Range
}

export interface NodeFault {
  readonly severity: Severity
  readonly code: string
  readonly message: string
}

export interface GraphEdge {
  /** Stays the same while its state keeps its name and no way of its kind comes or goes before it. */
  readonly id: string
  readonly from: string
  readonly to: string
  readonly why: WayKind
  /** In words; empty where the kind says it all. */
  readonly label: string
  readonly condition: string | undefined
  /** From a group to its first states. */
  readonly enters: boolean
  /** From a state inside a group to the group itself, which then goes on. */
  readonly finishes: boolean
  readonly range: Range
}
