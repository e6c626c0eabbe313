import ELK from 'elkjs/lib/elk-api.js'
import workerAddress from 'elkjs/lib/elk-worker.min.js?url'
import type { LayoutNode } from '../graph/layout-input.ts'
import type { LayoutResult, Point } from '../graph/place-nodes.ts'

/** Where ELK led a way, in the places of the whole picture, and where its label lies. */
export interface Route {
  readonly points: readonly Point[]
  readonly label: Point | undefined
}

export interface Layout {
  readonly nodes: LayoutResult
  readonly routes: ReadonlyMap<string, Route>
}

interface Answer extends LayoutResult {
  readonly edges?: readonly {
    readonly id: string
    readonly sections?: readonly { readonly startPoint: Point; readonly endPoint: Point; readonly bendPoints?: readonly Point[] }[]
    readonly labels?: readonly { readonly x?: number; readonly y?: number; readonly width?: number; readonly height?: number }[]
  }[]
}

/** Ways back go round their states instead of into their feet; labels lie on their way. */
const routing = {
  'elk.layered.feedbackEdges': 'true',
  'elk.spacing.edgeNode': '24',
  'elk.spacing.edgeEdge': '16',
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '14',
}
const inline = { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' }
/** What stands before the words of a label. */
const iconWidth = 20
/** Many states are laid out with less care, in less time. */
const quick = { 'elk.layered.thoroughness': '2', 'elk.layered.nodePlacement.strategy': 'LINEAR_SEGMENTS' }
const many = 300

let elk: InstanceType<typeof ELK> | undefined

/** Gives the places of all nodes and ways, worked out in a worker. Rejects when ELK can not lay it out. */
export async function layOut(input: LayoutNode, states: number): Promise<Layout> {
  elk ??= new ELK({ workerUrl: workerAddress })
  const options = { ...input.layoutOptions, ...routing, ...(states > many && quick) }
  const asked: unknown = { id: input.id, children: childrenOf(input), edges: edgesOf(input), layoutOptions: options }
  const answer = (await elk.layout(asked as Parameters<typeof elk.layout>[0])) as unknown as Answer
  return { nodes: answer, routes: new Map((answer.edges ?? []).flatMap((edge) => routeOf(edge))) }
}

/** States beside each other begin at the same height. */
function childrenOf({ children = [] }: LayoutNode): LayoutNode[] {
  return children.map((child) => ({ ...child, layoutOptions: { ...child.layoutOptions, 'elk.alignment': 'TOP' }, children: childrenOf(child) }))
}

function edgesOf({ edges = [] }: LayoutNode) {
  return edges.map(({ labels, ...edge }) => ({ ...edge, ...(labels !== undefined && { labels: labels.map((label) => ({ ...label, width: label.width + iconWidth, layoutOptions: inline })) }) }))
}

function routeOf({ id, sections, labels }: NonNullable<Answer['edges']>[number]): [string, Route][] {
  const [section] = sections ?? []
  if (section === undefined) return []
  const [label] = labels ?? []
  const middle = label?.x === undefined || label.y === undefined ? undefined : { x: label.x + (label.width ?? 0) / 2, y: label.y + (label.height ?? 0) / 2 }
  return [[id, { points: [section.startPoint, ...(section.bendPoints ?? []), section.endPoint], label: middle }]]
}
