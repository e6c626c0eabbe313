import { canonicalJson, isGroup, plainValue, type State } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { pathOf } from '../rules/state-path.ts'
import { nodeAt } from '../rules/way-place.ts'
import { graphOf } from './graph-of.ts'
import type { Graph, GraphEdge, GraphNode } from './graph.ts'

/** What became of a part of the picture. */
export type Change = 'added' | 'removed' | 'changed' | 'same'

/** The picture of an update: what was and what is, in one graph, each part with what became of it. */
export interface GraphDifference {
  readonly graph: Graph
  /** By id of the node. */
  readonly states: ReadonlyMap<string, Change>
  /** By id of the edge; those that are gone have ids of their own. */
  readonly ways: ReadonlyMap<string, Change>
}

/** Gives what an update changes, in one picture. A state is changed when its own lines, read without layout, are. */
export function graphDifference(before: SkillView, after: SkillView): GraphDifference {
  const old = graphOf(before, [])
  const now = graphOf(after, [])
  const states = new Map<string, Change>()
  const oldNodes = new Map(old.nodes.map((node) => [node.id, node]))
  for (const node of now.nodes) {
    const was = oldNodes.get(node.id)
    states.set(node.id, was === undefined ? 'added' : isSame(was, node) && contentOf(before, node.id) === contentOf(after, node.id) ? 'same' : 'changed')
  }
  for (const { id } of old.nodes) if (!states.has(id)) states.set(id, 'removed')
  const { edges, ways } = compareWays(old.edges, now.edges)
  return { graph: { nodes: inOrder(withGone(old.nodes, now.nodes)), edges }, states, ways }
}

/** Puts what is gone behind what it stood behind. What lay in a state that holds none any more lies beside it. */
function withGone(old: readonly GraphNode[], now: readonly GraphNode[]): readonly GraphNode[] {
  const here = new Map(now.map((node) => [node.id, node]))
  const behind = new Map<string | undefined, GraphNode[]>()
  let last: string | undefined
  for (const node of old) {
    if (here.has(node.id)) {
      last = node.id
      continue
    }
    const holder = node.parent === undefined ? undefined : here.get(node.parent)
    const gone = holder === undefined || holder.group ? node : { ...node, parent: holder.parent }
    const list = behind.get(last)
    if (list === undefined) behind.set(last, [gone])
    else list.push(gone)
  }
  return [...(behind.get(undefined) ?? []), ...now.flatMap((node) => [node, ...(behind.get(node.id) ?? [])])]
}

function isSame(a: GraphNode, b: GraphNode): boolean {
  return a.parent === b.parent && a.kind === b.kind && a.branch === b.branch
}

/** A state as it is written, without layout, comments and the states in it. */
function contentOf(view: SkillView, id: string): string {
  const state = view.flow.states.get(id)
  const node = state === undefined ? undefined : nodeAt(view, pathOf(view, state))
  if (node?.kind !== 'map') return node === undefined ? '' : canonicalJson(plainValue(node))
  const isInner = (key: string): boolean => isGroup(state?.state as State) && (key === 'states' || key === 'together')
  return JSON.stringify(node.entries.filter(({ key }) => !isInner(key)).map(({ key, value }) => [key, canonicalJson(plainValue(value))]).sort(([one = ''], [other = '']) => (one < other ? -1 : 1)))
}

function compareWays(old: readonly GraphEdge[], now: readonly GraphEdge[]): { readonly edges: readonly GraphEdge[]; readonly ways: ReadonlyMap<string, Change> } {
  const ways = new Map<string, Change>()
  const left = new Map<string, GraphEdge[]>()
  for (const edge of old) left.set(meaningOf(edge), [...(left.get(meaningOf(edge)) ?? []), edge])
  const fresh: GraphEdge[] = []
  for (const edge of now) {
    if (left.get(meaningOf(edge))?.shift() === undefined) fresh.push(edge)
    else ways.set(edge.id, 'same')
  }
  const ended = [...left.values()].flat()
  for (const edge of fresh) {
    const at = ended.findIndex((other) => other.from === edge.from && other.to === edge.to && other.why === edge.why)
    if (at >= 0) ended.splice(at, 1)
    ways.set(edge.id, at >= 0 ? 'changed' : 'added')
  }
  const gone = ended.map((edge) => ({ ...edge, id: `before ${edge.id}` }))
  for (const { id } of gone) ways.set(id, 'removed')
  return { edges: [...now, ...gone], ways }
}

function meaningOf({ from, to, why, label }: GraphEdge): string {
  return JSON.stringify([from, to, why, label])
}

/** Puts groups before what they hold. */
function inOrder(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const done = new Set<string>()
  const ordered: GraphNode[] = []
  const put = (node: GraphNode): void => {
    if (done.has(node.id)) return
    done.add(node.id)
    const holder = node.parent === undefined ? undefined : byId.get(node.parent)
    if (holder !== undefined) put(holder)
    ordered.push(node)
  }
  for (const node of nodes) put(node)
  return ordered
}
