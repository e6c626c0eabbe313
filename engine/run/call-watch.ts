import type { Clock, ToolPorts } from '../terms/ports.ts'
import type { Json } from '../terms/json.ts'
import type { ToolCall } from '../terms/tool.ts'
import type { Activity } from './run-parts.ts'
import type { RunState } from './run-state.ts'

/** How long a tool that was told to stop may take before it is no longer waited for, in milliseconds. */
const grace = 2_000

/** One piece of work that can be told to stop. The signal is made only for a tool that looks at it. */
export class WatchedCall implements ToolCall {
  readonly activity: Activity | undefined
  /** The number of the question that it puts; undefined: it is a call. */
  readonly ask: number | undefined
  readonly key: string
  readonly ports: ToolPorts
  readonly before: Json
  deadline: number
  /** Told to stop when its time is over, it is waited for a little longer: it may be in the middle of a change. */
  readonly patient: boolean
  /** Its time was over before it answered. */
  isLate = false
  /** Called when the deadline is over. */
  overdue: (() => void) | undefined
  private controller: AbortController | undefined
  private aborted = false

  constructor(part: { activity: Activity | undefined; ask?: number; key: string; ports: ToolPorts; before: Json; deadline: number; patient?: boolean }) {
    this.activity = part.activity
    this.ask = part.ask
    this.key = part.key
    this.ports = part.ports
    this.before = part.before
    this.deadline = part.deadline
    this.patient = part.patient ?? false
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController()
    if (this.aborted) this.controller.abort()
    return this.controller.signal
  }

  abort(): void {
    this.aborted = true
    this.controller?.abort()
  }

  get isAborted(): boolean {
    return this.aborted
  }
}

/** Watches the calls of a run: one timer for the earliest deadline serves them all. */
export class CallWatch {
  private readonly clock: Clock
  private readonly calls = new Set<WatchedCall>()
  private cancelTimer: (() => void) | undefined
  private timerAt = Infinity
  private putsNoQuestions = false

  constructor(clock: Clock) {
    this.clock = clock
  }

  get size(): number {
    return this.calls.size
  }

  add(call: WatchedCall): WatchedCall {
    this.calls.add(call)
    if (this.putsNoQuestions && call.ask !== undefined) call.abort()
    if (call.deadline < this.timerAt) this.setTimer(call.deadline)
    return call
  }

  remove(call: WatchedCall): void {
    this.calls.delete(call)
    if (this.calls.size === 0 && this.timerAt - this.clock.now() < 60_000) return
    if (this.calls.size === 0) this.close()
  }

  /** Tells the work of activities that were left to stop. */
  abortClosed(state: RunState): void {
    for (const call of this.calls) {
      const { activity, ask } = call
      const left = activity !== undefined && !state.isOpen(activity)
      if (left || (ask !== undefined && !state.asks.has(ask) && !state.questions.has(ask))) this.stopCall(call)
    }
  }

  /** From now on no question waits for an answer: those under way are left open, and so is one that is put later. */
  abortQuestions(): void {
    this.putsNoQuestions = true
    for (const call of this.calls) if (call.ask !== undefined) call.abort()
  }

  abortAll(): void {
    for (const call of this.calls) call.abort()
  }

  close(): void {
    this.cancelTimer?.()
    this.cancelTimer = undefined
    this.timerAt = Infinity
  }

  private stopCall(call: WatchedCall): void {
    if (call.isAborted) return
    call.abort()
    call.deadline = Math.min(call.deadline, this.clock.now() + grace)
    if (call.deadline < this.timerAt) this.setTimer(call.deadline)
  }

  private setTimer(at: number): void {
    this.cancelTimer?.()
    this.timerAt = at
    this.cancelTimer = at === Infinity ? undefined : this.clock.at(at, () => this.due())
  }

  private due(): void {
    const now = this.clock.now()
    let earliest = Infinity
    for (const call of [...this.calls]) {
      if (call.deadline > now) {
        earliest = Math.min(earliest, call.deadline)
        continue
      }
      const first = !call.isAborted
      call.abort()
      if (first) call.isLate = true
      if (first && call.patient) {
        call.deadline = now + grace
        earliest = Math.min(earliest, call.deadline)
        continue
      }
      this.calls.delete(call)
      call.overdue?.()
    }
    this.timerAt = Infinity
    if (earliest !== Infinity) this.setTimer(earliest)
  }
}
