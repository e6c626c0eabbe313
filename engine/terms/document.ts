import type { Diagnostic } from './diagnostic.ts'
import type { Range } from './position.ts'

/**
 * A YAML text as a positioned tree. Anchors are resolved: an alias is the very node it names, so the tree may share
 * nodes but has no cycle. `root` is the best that could be read also when there are faults.
 */
export interface Document {
  readonly text: string
  readonly root: DocumentNode | undefined
  readonly diagnostics: readonly Diagnostic[]
}

export type DocumentNode = MapNode | ListNode | ScalarNode

export interface MapNode {
  readonly kind: 'map'
  readonly range: Range
  readonly flow: boolean
  readonly entries: readonly MapEntry[]
}

export interface MapEntry {
  readonly key: string
  readonly keyRange: Range
  readonly value: DocumentNode
  /** From the key to the end of the value. */
  readonly range: Range
}

export interface ListNode {
  readonly kind: 'list'
  readonly range: Range
  readonly flow: boolean
  readonly items: readonly DocumentNode[]
}

export interface ScalarNode {
  readonly kind: 'scalar'
  /** With its quotes or block header. */
  readonly range: Range
  readonly value: null | boolean | number | string
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded'
}
