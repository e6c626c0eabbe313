import type { KeptElements, ReadPath } from '../terms/expression.ts'
import { type ExpressionNode, type NodeOf, partsOf } from './syntax.ts'

/** Where the variables of macros come from: a path, or null for a value that was made on the way. */
type Origins = ReadonlyMap<string, ReadPath | null>

/** By the tree: equal texts share one, and the checker and the compiler both ask. */
const known = new WeakMap<ExpressionNode, readonly ReadPath[]>()

/** Gives the paths that an expression reads, each once, in the order of the text. */
export function readsOf(node: ExpressionNode): readonly ReadPath[] {
  const before = known.get(node)
  if (before !== undefined) return before
  const found = new Map<string, ReadPath>()
  note(node, new Map(), found)
  const reads = [...found.values()]
  known.set(node, reads)
  return reads
}

/**
 * Gives where the elements of a list come from, and what chose them; `undefined` unless each of them is taken as it is from one
 * path of plain names. Whatever makes an element anew, or takes some of two lists, is none of that kind.
 */
export function keptElements(node: ExpressionNode): KeptElements | undefined {
  if (node.kind !== 'macro') {
    const from = isChain(node) ? pathOf(node, new Map(), new Map()) : undefined
    return from == null || from.includes('*') ? undefined : { from, by: [] }
  }
  const inner = keepers.has(node.macro) ? keptElements(node.list) : undefined
  if (inner === undefined) return undefined
  const found = new Map<string, ReadPath>()
  const inside = new Map([[node.item, [...inner.from, '*']]])
  if (node.test !== undefined) note(node.test, inside, found)
  note(node.body, inside, found)
  return { from: inner.from, by: [...inner.by, ...found.values()] }
}

/** Macros that give elements of their list as they are. */
const keepers: ReadonlySet<string> = new Set(['filter', 'sort', 'distinct'])

/** Adds what a node reads and gives the path its value comes from, if it comes from one. */
function note(node: ExpressionNode, origins: Origins, found: Map<string, ReadPath>): ReadPath | null {
  const path = pathOf(node, origins, found)
  if (path !== undefined) {
    if (path !== null && path.length > 0) found.set(JSON.stringify(path), path)
    return path
  }
  switch (node.kind) {
    case 'macro':
      return noteMacro(node, origins, found)
    case 'bind':
      return note(node.body, new Map(origins).set(node.name, note(node.value, origins, found)), found)
    default:
      for (const part of partsOf(node)) note(part, origins, found)
      return null
  }
}

/** Gives the path of a chain of fields that starts at a name; null when it starts at a made value; undefined for no chain. */
function pathOf(node: ExpressionNode, origins: Origins, found: Map<string, ReadPath>): ReadPath | null | undefined {
  if (node.kind === 'name') {
    if (origins.has(node.name)) return origins.get(node.name)
    return node.name === 'now' ? null : [node.name]
  }
  if (node.kind !== 'field' && node.kind !== 'index') return undefined
  const of = pathOf(node.of, origins, found) ?? (isChain(node.of) ? null : note(node.of, origins, found))
  if (node.kind === 'field') return of === null ? null : [...of, node.name]
  if (node.index.kind === 'literal' && typeof node.index.value === 'string') return of === null ? null : [...of, node.index.value]
  note(node.index, origins, found)
  return of === null ? null : [...of, '*']
}

function isChain(node: ExpressionNode): boolean {
  return node.kind === 'name' || node.kind === 'field' || node.kind === 'index'
}

function noteMacro(node: NodeOf<'macro'>, origins: Origins, found: Map<string, ReadPath>): ReadPath | null {
  const list = note(node.list, origins, found)
  const inside = new Map(origins).set(node.item, list === null ? null : [...list, '*'])
  if (node.test !== undefined) note(node.test, inside, found)
  note(node.body, inside, found)
  return keepers.has(node.macro) ? list : null
}
