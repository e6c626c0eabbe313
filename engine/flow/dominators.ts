/**
 * Gives the immediate dominator of every node that `root` reaches, by the algorithm of Lengauer and Tarjan (1979, the
 * simple version): the last node that every path from the root passes. The root has itself; an unreached node has -1.
 *
 * O(edges · log nodes) for any graph, and without calls that nest.
 */
export function dominators(leaving: readonly (readonly number[])[], root: number): Int32Array {
  const tree = walk(leaving, root)
  const { order, number, parent, arriving } = tree
  const size = leaving.length
  const semi = number.slice()
  const forest: Forest = { ancestor: new Int32Array(size).fill(-1), label: Int32Array.from({ length: size }, (_, node) => node), semi }
  const dominator = new Int32Array(size).fill(-1)
  const buckets = new Map<number, number[]>()
  for (let index = order.length - 1; index > 0; index--) {
    const node = order[index]!
    for (const source of arriving[node]!) semi[node] = Math.min(semi[node]!, semi[best(forest, source)]!)
    const holder = order[semi[node]!]!
    const bucket = buckets.get(holder)
    if (bucket === undefined) buckets.set(holder, [node])
    else bucket.push(node)
    const above = parent[node]!
    forest.ancestor[node] = above
    for (const waiting of buckets.get(above) ?? []) {
      const candidate = best(forest, waiting)
      dominator[waiting] = semi[candidate]! < semi[waiting]! ? candidate : above
    }
    buckets.delete(above)
  }
  for (let index = 1; index < order.length; index++) {
    const node = order[index]!
    if (dominator[node] !== order[semi[node]!]) dominator[node] = dominator[dominator[node]!]!
  }
  dominator[root] = root
  return dominator
}

interface Walk {
  /** Reached nodes in the order a depth-first walk finds them, and the place of each in it. */
  readonly order: readonly number[]
  readonly number: Int32Array
  readonly parent: Int32Array
  /** Reached nodes with an edge to a node. */
  readonly arriving: readonly (readonly number[])[]
}

function walk(leaving: readonly (readonly number[])[], root: number): Walk {
  const order: number[] = []
  const number = new Int32Array(leaving.length).fill(-1)
  const parent = new Int32Array(leaving.length).fill(-1)
  const arriving: number[][] = leaving.map(() => [])
  const open: (readonly [node: number, from: number])[] = [[root, -1]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, from] = next
    if (from !== -1) arriving[node]!.push(from)
    if (number[node] !== -1) continue
    number[node] = order.length
    parent[node] = from
    order.push(node)
    for (const target of leaving[node]!) open.push([target, node])
  }
  return { order, number, parent, arriving }
}

interface Forest {
  readonly ancestor: Int32Array
  readonly label: Int32Array
  readonly semi: Int32Array
}

/** Gives the node with the least semidominator on the way up from `node`, and shortens that way for the next time. */
function best(forest: Forest, node: number): number {
  const { ancestor, label, semi } = forest
  if (ancestor[node] === -1) return label[node]!
  const path: number[] = []
  for (let at = node; ancestor[ancestor[at]!] !== -1; at = ancestor[at]!) path.push(at)
  for (let at = path.pop(); at !== undefined; at = path.pop()) {
    const above = ancestor[at]!
    if (semi[label[above]!]! < semi[label[at]!]!) label[at] = label[above]!
    ancestor[at] = ancestor[above]!
  }
  return label[node]!
}
