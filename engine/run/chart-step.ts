/*
 * Takes a chart through one event, as SCXML's interpretation algorithm has it (https://www.w3.org/TR/scxml/, appendix D),
 * with the readings of XState 5 where the two differ: a transition is internal unless it says `reenter`, and a parallel
 * node's own transition is taken only when nothing inside it is. Owns: which nodes are active, in which order they are
 * left and entered, and what their actions change. Does not own: what becomes of effects (step.ts). Pure but for the sink.
 */
import { isInside, type Chart, type ChartAction, type ChartEvent, type ChartNode, type ChartWay, type CodeArguments, type Parameters } from '../compile/chart.ts'
import type { MachineContext } from '../compile/machine-context.ts'
import { isComplete, removeConflicts, exitedBy, planOf, type History } from './chart-paths.ts'

/** Where a machine stands: its active nodes in document order (without the root), and what its history nodes remember. */
export interface ChartPosition {
  readonly active: readonly ChartNode[]
  readonly history: History
  readonly context: MachineContext
  readonly done: boolean
}

/** Gets what the actions ask for, in order: effects, delays, cancellations. */
export interface Sink {
  effect(type: string, params: Parameters, context: MachineContext, event: ChartEvent): void
  delay(id: string, milliseconds: number, event: ChartEvent): void
  cancel(id: string): void
  /** Is told of each way that is looked at, where somebody wants to know. */
  readonly looked: Lookout | undefined
}

/** `held`: the way was open. */
export type Lookout = (way: ChartWay, given: CodeArguments, held: boolean) => void

/** Thrown when one event makes a machine pass through this many steps without coming to rest. */
export class NeverRests extends Error {}

const mostMicrosteps = 10_000

/** Gives where a machine stands after its first steps. */
export function enterChart(chart: Chart, context: MachineContext, sink: Sink): ChartPosition {
  const take = new Take(chart, { active: [], history: new Map(), context, done: false }, sink)
  take.microstep(wayIn(chart), initEvent)
  return take.settle(initEvent)
}

const waysIn = new WeakMap<Chart, readonly ChartWay[]>()

/** The way into a chart; kept, since where a way leads is worked out once. */
function wayIn(chart: Chart): readonly ChartWay[] {
  const known = waysIn.get(chart)
  if (known !== undefined) return known
  const { root } = chart
  const made = [{ source: root, targets: root.initial === undefined ? [] : [root.initial], guard: undefined, params: {}, range: undefined, actions: [], reenter: false }]
  waysIn.set(chart, made)
  return made
}

/** Gives where a machine stands after an event and all that follows from it inside. */
export function stepChart(chart: Chart, from: ChartPosition, event: ChartEvent, sink: Sink): ChartPosition {
  const take = new Take(chart, from, sink)
  take.microstep(take.select(event), event)
  return take.settle(event)
}

const initEvent: ChartEvent = { type: 'xstate.init' }

class Take {
  private readonly root: ChartNode
  private readonly sink: Sink
  private readonly from: ChartPosition
  private active: readonly ChartNode[]
  private history: History
  private context: MachineContext
  private done: boolean
  private readonly queue: ChartEvent[] = []

  constructor(chart: Chart, from: ChartPosition, sink: Sink) {
    this.root = chart.root
    this.sink = sink
    this.from = from
    this.active = from.active
    this.history = from.history
    this.context = from.context
    this.done = from.done
  }

  /** Takes eventless transitions and internal events until there are none. */
  settle(event: ChartEvent): ChartPosition {
    let current = event
    let look = true
    for (let count = 0; !this.done; count++) {
      if (count > mostMicrosteps) throw new NeverRests('The states lead round in a circle without ever resting.')
      const eventless = look ? this.selectEventless(current) : []
      if (eventless.length > 0) {
        const before = this.context
        const stood = this.active
        this.microstep(eventless, current)
        look = this.context !== before || this.active !== stood
        continue
      }
      const next = this.queue.shift()
      if (next === undefined) break
      current = next
      this.microstep(this.select(current), current)
      look = true
    }
    const { from } = this
    if (this.active === from.active && this.context === from.context && this.done === from.done) return from
    return { active: this.active, history: this.history, context: this.context, done: this.done }
  }

  /** The ways an event opens: the innermost that fits wins; regions of a parallel node each have their own. */
  select(event: ChartEvent): readonly ChartWay[] {
    return this.selectAt(this.root, event)
  }

  private selectAt(node: ChartNode, event: ChartEvent): readonly ChartWay[] {
    if (node.kind === 'parallel') {
      const inner: ChartWay[] = []
      for (const child of node.children) if (child.kind !== 'history') inner.push(...this.selectAt(child, event))
      if (inner.length > 0) return inner
    } else if (node.kind === 'compound') {
      const child = this.active.find((one) => one.parent === node)
      const inner = child === undefined ? none : this.selectAt(child, event)
      if (inner.length > 0) return inner
    }
    const way = this.wayFor(node, event)
    return way === undefined ? none : [way]
  }

  private wayFor(node: ChartNode, event: ChartEvent): ChartWay | undefined {
    const { type } = event
    for (const way of node.on.get(type) ?? none) if (this.holds(way, event)) return way
    for (const { prefix, ways } of node.wild) {
      if (type + '*' === prefix + '*' || !fits(type, prefix)) continue
      for (const way of ways) if (this.holds(way, event)) return way
    }
    return undefined
  }

  private selectEventless(event: ChartEvent): readonly ChartWay[] {
    let found: ChartWay[] | undefined
    for (const leaf of this.active) {
      if (leaf.kind !== 'atomic' && leaf.kind !== 'final') continue
      const way = this.eventlessFrom(leaf, event)
      if (way !== undefined && found?.includes(way) !== true) (found ??= []).push(way)
    }
    return found ?? none
  }

  private eventlessFrom(leaf: ChartNode, event: ChartEvent): ChartWay | undefined {
    for (let node: ChartNode | undefined = leaf; node !== undefined; node = node.parent) {
      for (const way of node.always) if (this.holds(way, event)) return way
    }
    return undefined
  }

  private holds(way: ChartWay, event: ChartEvent): boolean {
    const held = way.guard === undefined || way.guard({ context: this.context, event }, way.params)
    this.sink.looked?.(way, { context: this.context, event }, held)
    return held
  }

  /** Leaves what is to be left, innermost first; does the actions of the ways; enters what is to be entered, outermost first. */
  microstep(enabled: readonly ChartWay[], event: ChartEvent): void {
    if (enabled.length === 0) return
    const ways = enabled.length === 1 ? enabled : removeConflicts(enabled, this.active, this.history)
    const { history } = this
    let plans = ways.map((way) => planOf(way, history))
    const left = exitedBy(plans, this.active)
    if (left.length > 0) this.exit(left, event)
    // What was remembered just now counts for where these very ways lead.
    if (this.history !== history) plans = ways.map((way) => planOf(way, this.history))
    for (const way of ways) this.run(way.actions, event)
    const entered = plans.length === 1 ? plans[0]?.enter ?? [] : inOrder(plans.flatMap((plan) => plan?.enter ?? []))
    if (entered.length > 0) this.enter(entered, event)
  }

  private exit(left: readonly ChartNode[], event: ChartEvent): void {
    for (const node of left) for (const child of node.children) if (child.kind === 'history') this.remember(child, node)
    for (let index = left.length - 1; index >= 0; index--) this.run((left[index] as ChartNode).exit, event)
    this.active = this.active.filter((node) => !left.includes(node))
  }

  private remember(memory: ChartNode, parent: ChartNode): void {
    const kept = this.active.filter((node) => (memory.history === 'deep' ? node.children.length === 0 && isInside(node, parent) : node.parent === parent))
    this.history = new Map(this.history).set(memory, kept)
  }

  private enter(entered: readonly ChartNode[], event: ChartEvent): void {
    const completed = new Set<ChartNode>()
    const last = this.active.at(-1)
    const first = entered[0] as ChartNode
    this.active = last === undefined || last.order < first.order ? [...this.active, ...entered] : inOrder([...this.active, ...entered])
    for (const node of entered) {
      this.run(node.entry, event)
      if (node.kind === 'final') this.finish(node, completed, event)
    }
    if (this.done) for (const node of [...this.active].reverse()) this.run(node.exit, event)
  }

  /** A final node finishes its group, and with it every parallel node around that has no region left to wait for. */
  private finish(node: ChartNode, completed: Set<ChartNode>, _event: ChartEvent): void {
    const { parent } = node
    if (parent?.kind === 'compound') this.queue.push({ type: `xstate.done.state.${parent.id}` })
    let around = parent?.kind === 'parallel' ? parent : parent?.parent
    while (around?.kind === 'parallel' && !completed.has(around) && isComplete(around, this.active)) {
      completed.add(around)
      this.queue.push({ type: `xstate.done.state.${around.id}` })
      around = around.parent
    }
    if (around === undefined) this.done = true
  }

  private run(actions: readonly ChartAction[], event: ChartEvent): void {
    for (const { type, code, params } of actions) {
      switch (code.kind) {
        case 'effect':
          this.sink.effect(type, params, this.context, event)
          break
        case 'change': {
          const values = code.change(this.context.values, { context: this.context, event })
          this.context = { values, env: this.context.env }
          break
        }
        case 'cancel':
          this.sink.cancel(code.id)
          break
        case 'raise': {
          const raised = code.event({ context: this.context, event }, params)
          if (code.delay === undefined) this.queue.push(raised)
          else this.sink.delay(code.id as string, code.delay({ context: this.context, event }), raised)
        }
      }
    }
  }
}

const none: readonly never[] = []

/** `foo.` fits `foo` and all below it; the empty prefix fits everything. */
function fits(type: string, prefix: string): boolean {
  return prefix === '' || type.startsWith(prefix) || type === prefix.slice(0, -1)
}

function inOrder(nodes: readonly ChartNode[]): readonly ChartNode[] {
  return [...new Set(nodes)].sort((a, b) => a.order - b.order)
}
