import { fitsClause } from '../gate/check-contract.ts'
import { fitsTool } from '../gate/policy.ts'
import type { DeedClause } from '../terms/contract.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'

type ToolNamed = (name: string) => Tool | undefined

interface Receipt {
  readonly tool: string
  readonly input: JsonObject
}

/**
 * The deeds of a run for its contract: those that were done, those of which that is not known, those under way. What takes a
 * deed back is none of them.
 */
export class Receipts {
  private readonly done: Receipt[] = []
  private readonly perhaps = new Map<number, Receipt>()
  private readonly open = new Map<number, Receipt>()
  /** What is counted once is not counted again. */
  private readonly counted = new WeakMap<DeedClause, { upTo: number; count: number }>()

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
    const fits = (receipt: Receipt): boolean => isOf(clause, receipt, toolNamed, false)
    const known = this.counted.get(clause) ?? { upTo: 0, count: 0 }
    while (known.upTo < this.done.length) if (fits(this.done[known.upTo++] as Receipt)) known.count++
    this.counted.set(clause, known)
    return { done: known.count, perhaps: [...this.perhaps.values(), ...this.open.values()].filter(fits).length }
  }

  /** Gives how many deeds that fit a clause may have taken place, those under way included; one that can not be judged counts. */
  countAtMost(clause: DeedClause, toolNamed: ToolNamed): number {
    const { done, perhaps } = this.count(clause, toolNamed)
    const unjudged = [...this.done, ...this.perhaps.values(), ...this.open.values()].filter((one) => toolNamed(one.tool) === undefined && isOf(clause, one, toolNamed, true))
    return done + perhaps + unjudged.length
  }
}

function isOf(clause: DeedClause, { tool: name, input }: Receipt, toolNamed: ToolNamed, unjudged: boolean): boolean {
  if (!fitsTool(clause.tool, name)) return false
  const tool = toolNamed(name)
  return tool === undefined ? unjudged : fitsClause(clause, tool, input)
}
