import { fitsClause, limitsTool, touchesLimit } from '../gate/check-contract.ts'
import type { DeedClause, LimitClause } from '../terms/contract.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'

type ToolNamed = (name: string) => Tool | undefined

interface Receipt {
  readonly tool: string
  readonly input: JsonObject
}

type Counted = WeakMap<DeedClause, { upTo: number; count: number }>

/**
 * The deeds of a run for its contract: those that were done, those of which that is not known, those under way. What takes a
 * deed back is none of them.
 */
export class Receipts {
  private readonly done: Receipt[] = []
  private readonly perhaps = new Map<number, Receipt>()
  private readonly open = new Map<number, Receipt>()
  /** What is counted once is not counted again. */
  private readonly counted: Counted = new WeakMap()
  private readonly countedAtMost: Counted = new WeakMap()

  called(call: number, tool: string, input: JsonObject): void {
    this.open.set(call, { tool, input })
  }

  answered(call: number, outcome: 'done' | 'not-done' | 'perhaps'): void {
    const receipt = this.open.get(call) ?? this.perhaps.get(call)
    if (receipt === undefined) return
    this.open.delete(call)
    this.perhaps.delete(call)
    if (outcome === 'done') this.done.push(receipt)
    if (outcome === 'perhaps') this.perhaps.set(call, receipt)
  }

  /** Gives how many deeds that fit a clause have a receipt, and how many more may have taken place. */
  count(clause: DeedClause, toolNamed: ToolNamed): { readonly done: number; readonly perhaps: number } {
    const fits = (receipt: Receipt): boolean => isOf(clause, receipt, toolNamed)
    return { done: this.countDone(this.counted, clause, fits), perhaps: this.notDone().filter(fits).length }
  }

  /** Gives how many deeds that a limit could be about may have taken place, those under way included; one that can not be judged counts. */
  countAtMost(limit: LimitClause, toolNamed: ToolNamed): number {
    const fits = (receipt: Receipt): boolean => mayBeOf(limit, receipt, toolNamed)
    return this.countDone(this.countedAtMost, limit, fits) + this.notDone().filter(fits).length
  }

  private countDone(counted: Counted, clause: DeedClause, fits: (receipt: Receipt) => boolean): number {
    const known = counted.get(clause) ?? { upTo: 0, count: 0 }
    while (known.upTo < this.done.length) if (fits(this.done[known.upTo++] as Receipt)) known.count++
    counted.set(clause, known)
    return known.count
  }

  private notDone(): Receipt[] {
    return [...this.perhaps.values(), ...this.open.values()]
  }
}

function isOf(clause: DeedClause, { tool: name, input }: Receipt, toolNamed: ToolNamed): boolean {
  const tool = toolNamed(name)
  return tool !== undefined && fitsClause(clause, tool, input)
}

function mayBeOf(limit: LimitClause, { tool: name, input }: Receipt, toolNamed: ToolNamed): boolean {
  const tool = toolNamed(name)
  return tool === undefined ? limitsTool(limit, name) : touchesLimit(limit, tool, input)
}
