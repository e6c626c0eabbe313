/* Where ways of a chart lead: what they leave, what they enter, which of two wins. */
import { isInside, type ChartNode, type ChartWay } from '../compile/chart.ts'

/** What each history node remembers. */
export type History = ReadonlyMap<ChartNode, readonly ChartNode[]>

/** `domain`: the innermost node that stays active all through; `enter` in document order. */
export interface Plan {
  readonly domain: ChartNode
  readonly enter: readonly ChartNode[]
}

/** Gives where a way leads; undefined for one without a target, which leaves and enters nothing. */
export function planOf(way: ChartWay, history: History): Plan | undefined {
  if (way.targets.length === 0) return undefined
  if (way.plan !== undefined) return way.plan
  const seen = { history: false }
  const targets = way.targets.flatMap((target) => resolve(target, history, seen))
  const domain = domainOf(way, targets)
  const enter = new Set<ChartNode>()
  for (const target of targets) {
    const stays = target === way.source && target === domain
    if (!stays) enter.add(target)
    addInside(target, enter, history, seen)
  }
  for (const target of targets) addAround(target, domain, enter, history, seen)
  const plan = { domain, enter: [...enter].sort((a, b) => a.order - b.order) }
  if (!seen.history) way.plan = plan
  return plan
}

/** Gives the active nodes that the ways leave, in document order. */
export function exitedBy(plans: readonly (Plan | undefined)[], active: readonly ChartNode[]): readonly ChartNode[] {
  return active.filter((node) => plans.some((plan) => plan !== undefined && isInside(node, plan.domain)))
}

/** Of ways that would leave the same node, one further inside wins over one around it, and an earlier one over a later. */
export function removeConflicts(ways: readonly ChartWay[], active: readonly ChartNode[], history: History): readonly ChartWay[] {
  const kept: ChartWay[] = []
  for (const way of ways) {
    const mine = exitedBy([planOf(way, history)], active)
    const rivals = kept.filter((other) => exitedBy([planOf(other, history)], active).some((node) => mine.includes(node)))
    if (rivals.some((other) => !isInside(way.source, other.source))) continue
    for (const rival of rivals) kept.splice(kept.indexOf(rival), 1)
    kept.push(way)
  }
  return kept
}

/** Whether a node has come to its end: a group in a final node, a parallel node in all its regions. */
export function isComplete(node: ChartNode, active: readonly ChartNode[]): boolean {
  if (node.kind === 'compound') return node.children.some((child) => child.kind === 'final' && active.includes(child))
  if (node.kind === 'parallel') return node.children.every((child) => child.kind === 'history' || isComplete(child, active))
  return node.kind === 'final'
}

function resolve(target: ChartNode, history: History, seen: { history: boolean }): readonly ChartNode[] {
  if (target.kind !== 'history') return [target]
  seen.history = true
  return history.get(target) ?? target.defaults.flatMap((one) => resolve(one, history, seen))
}

function domainOf(way: ChartWay, targets: readonly ChartNode[]): ChartNode {
  const { source } = way
  if (!way.reenter && targets.every((target) => target === source || isInside(target, source))) return source
  let domain = (targets[0] as ChartNode).parent
  while (domain !== undefined && ![...targets, source].every((node) => isInside(node, domain as ChartNode))) domain = domain.parent
  return domain ?? rootOf(source)
}

function rootOf(node: ChartNode): ChartNode {
  let root = node
  while (root.parent !== undefined) root = root.parent
  return root
}

/** What is entered by default inside a node that is entered. */
function addInside(node: ChartNode, enter: Set<ChartNode>, history: History, seen: { history: boolean }): void {
  if (node.kind === 'compound' && node.initial !== undefined) {
    for (const first of resolve(node.initial, history, seen)) {
      enter.add(first)
      addInside(first, enter, history, seen)
      addAround(first, node, enter, history, seen)
    }
  } else if (node.kind === 'parallel') addRegions(node, enter, history, seen)
}

/** What lies between a target and the domain, with the other regions of parallel nodes on the way. */
function addAround(target: ChartNode, domain: ChartNode, enter: Set<ChartNode>, history: History, seen: { history: boolean }): void {
  if (!isInside(target, domain)) return
  for (let node = target.parent; node !== undefined && node !== domain; node = node.parent) enter.add(node)
  for (let node = target.parent; node !== undefined; node = node.parent) {
    if (node.kind === 'parallel' && (node === domain || isInside(node, domain))) addRegions(node, enter, history, seen)
    if (node === domain) break
  }
}

function addRegions(node: ChartNode, enter: Set<ChartNode>, history: History, seen: { history: boolean }): void {
  for (const child of node.children) {
    if (child.kind === 'history' || enter.has(child) || [...enter].some((one) => isInside(one, child))) continue
    enter.add(child)
    addInside(child, enter, history, seen)
  }
}
