import type { Change, GraphDifference } from '../graph/graph-difference.ts'
import type { Graph, GraphEdge, GraphNode } from '../graph/graph.ts'
import type { KindLook } from './kind-look.ts'

/** Gives, for a reader who does not see the picture, what a state does and where its ways lead; beside an earlier text what became of each. */
export function describeNode(node: GraphNode, look: KindLook, ways: readonly GraphEdge[], titles: ReadonlyMap<string, string>, difference?: GraphDifference): string {
  const change = difference?.states.get(node.id) ?? 'same'
  const faults = node.faults.length === 0 ? '' : `${node.faults.length === 1 ? 'One fault' : `${node.faults.length} faults`}: ${node.faults.map(({ message }) => message).join(' ')}`
  const parts = [
    `${node.title}, ${look.words}`,
    change === 'same' ? '' : changeWords[change],
    node.disabled ? 'Disabled' : '',
    node.words,
    node.condition === undefined ? '' : `Only when ${node.condition}`,
    node.note ?? '',
    faults,
    leadWords(ways, titles, difference),
  ]
  return parts.filter((part) => part !== '').map((part) => (/[.!?]$/u.test(part) ? part : `${part}.`)).join(' ')
}

const changeWords = { added: 'Added', changed: 'Changed', removed: 'Removed' } as const

function leadWords(ways: readonly GraphEdge[], titles: ReadonlyMap<string, string>, difference: GraphDifference | undefined): string {
  if (ways.length === 0) return 'No way leads on'
  return `Leads to ${ways.map((way) => wayWords(way, titles, difference?.ways.get(way.id))).join('; ')}`
}

/** Gives a way in words: its target, when it is taken, what became of it. */
export function wayWords({ to, label, finishes }: GraphEdge, titles: ReadonlyMap<string, string>, change: Change = 'same'): string {
  const target = finishes ? `the end of ${titles.get(to) ?? to}` : (titles.get(to) ?? to)
  return [target, label, change === 'same' ? '' : `(${change})`].filter((part) => part !== '').join(', ').replace(', (', ' (')
}

/** Gives the ways of each state, in the order in which they are looked at. */
export function waysByState(graph: Graph): ReadonlyMap<string, readonly GraphEdge[]> {
  const ways = new Map<string, GraphEdge[]>()
  for (const edge of graph.edges) {
    const list = ways.get(edge.from)
    if (list === undefined) ways.set(edge.from, [edge])
    else list.push(edge)
  }
  return ways
}

export function titlesOf(graph: Graph): ReadonlyMap<string, string> {
  return new Map(graph.nodes.map(({ id, title }) => [id, title]))
}
