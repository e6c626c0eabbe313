import { createActor, type AnyActorScope, type AnyMachineSnapshot } from 'xstate'
import { raisePrefix } from '../../engine/compile/builder.ts'
import type { MachineContext } from '../../engine/compile/machine-context.ts'
import type { Machine } from '../../engine/compile/machine.ts'
import type { Env } from '../../engine/compile/scope.ts'
import { noValues, withCell, type Values } from '../../engine/compile/values.ts'
import { varsSlot } from '../../engine/compile/scope.ts'
import { noLabels } from '../../engine/terms/label.ts'

/** Fewer than in earnest: XState is slow at going in circles. */
const mostMicrosteps = 150

export interface WalkEvent {
  readonly type: string
  readonly [field: string]: unknown
}

interface Executable {
  readonly type: string
  readonly params: { readonly [name: string]: unknown } | undefined
}

/**
 * Walks the XState machine of a skill by XState's own interpreter, and writes down what its actions ask for. Does what
 * XState's `transition()` does, and clears the register behind the making of the inert scope, which evaluates the first
 * guards of the machine.
 */
export class XstateWalk {
  private readonly machine: Machine
  private state: AnyMachineSnapshot
  private readonly input: MachineContext
  private readonly scope: AnyActorScope
  private count = 0
  private finishing: string | undefined
  readonly timers = new Map<string, WalkEvent>()
  lines: string[] = []

  constructor(machine: Machine, env: Env, time: number) {
    this.machine = machine
    machine.logic.options.maxIterations = mostMicrosteps
    const values = withCell(noValues, varsSlot, { value: machine.variables, labels: noLabels, fields: {} })
    const input = { values, env }
    this.input = input
    const scope = this.makeScope()
    this.scope = scope
    this.prepare(time)
    this.state = machine.logic.getInitialSnapshot(scope, input as never)
    this.settle()
  }

  send(event: WalkEvent, time: number): void {
    this.lines = []
    if (this.state.status !== 'active') return
    this.prepare(time)
    this.finishing = event.type.startsWith('chela.') ? (event['state'] as string | undefined) ?? event.type.slice('chela.done.'.length) : undefined
    this.give(event)
    this.settle()
  }

  get active(): string[] {
    const leaves = this.state._nodes.filter((node) => node.type === 'atomic' || node.type === 'final')
    return leaves.map((node) => node.id).filter((id) => !id.includes('$')).sort()
  }

  get values(): Values {
    return (this.state.context as MachineContext).values
  }

  get ended(): boolean {
    return this.state.status !== 'active'
  }

  private prepare(time: number): void {
    const { register } = this.machine
    register.now = time
    register.fault = undefined
    register.lateFault = undefined
  }

  /** A fault that came too late for a way of its state is a failure of it. */
  private settle(): void {
    if (this.state.status === 'error') throw this.state.error
    const { register } = this.machine
    for (let late = register.lateFault; late !== undefined && !this.ended; late = register.lateFault) {
      this.give({ type: `chela.failed.${late.state}`, state: late.state, error: late })
    }
  }

  private give(event: WalkEvent): void {
    this.state = this.machine.logic.transition(this.state, event as never, this.scope) as AnyMachineSnapshot
    if (this.state.status === 'error') throw this.state.error
  }

  private makeScope(): AnyActorScope {
    const self = createActor(this.machine.logic, { input: this.input as never })
    const nothing = () => {}
    return { self, id: 'walk', sessionId: '', system: { ...self.system, _sendInspectionEvent: ({ snapshot }: { snapshot?: AnyMachineSnapshot }) => inDocumentOrder(snapshot) }, logger: nothing, defer: nothing, emit: nothing, stopChild: nothing, actionExecutor: (action: unknown) => this.take(action as Executable) } as unknown as AnyActorScope
  }

  private take({ type, params = {} }: Executable): void {
    const { state, id, delay, event, sendId } = params as { state: string; id: string; delay?: number; event: WalkEvent; sendId: string }
    if (type === 'chela.enter') this.lines.push(`enter ${state}`)
    else if (type === 'chela.start') this.lines.push(`enter ${state}`, `start ${state}`)
    else if (type === 'chela.end') this.lines.push('end')
    else if (type === 'chela.stop') {
      if (state === this.finishing) this.finishing = undefined
      else this.lines.push(`stop ${state}`)
    } else if (type === 'xstate.raise' && delay !== undefined) {
      const timer = id.startsWith(raisePrefix) ? `${id}#${++this.count}` : id
      this.timers.set(timer, event)
      this.lines.push(`timer ${timer} ${this.machine.register.now + delay}`)
    } else if (type === 'xstate.cancel') {
      for (const timer of [...this.timers.keys()]) {
        if (timer !== sendId && !(sendId.startsWith(raisePrefix) && timer.replace(/#\d+$/u, '') === sendId)) continue
        this.timers.delete(timer)
        this.lines.push(`cancel ${timer}`)
      }
    }
  }
}

/**
 * Puts the active nodes of a snapshot in document order, where SCXML looks at them in this order and XState in the order
 * they were entered. It matters when two eventless or conflicting transitions are open at once.
 */
function inDocumentOrder(snapshot: AnyMachineSnapshot | undefined): void {
  if (snapshot?._nodes === undefined) return
  snapshot._nodes.sort((a, b) => a.order - b.order)
  const orders = new Map(snapshot._nodes.map((node) => [node.key, node.order]))
  const sorted = (value: unknown): unknown =>
    typeof value !== 'object' || value === null
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (orders.get(a) ?? 0) - (orders.get(b) ?? 0)).map(([key, inner]) => [key, sorted(inner)]))
  ;(snapshot as { value: unknown }).value = sorted(snapshot.value)
}
