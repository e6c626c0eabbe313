import type { Contract, DeedClause, LimitClause, RequiredClause } from '../terms/contract.ts'
import type { Deed } from '../terms/effect.ts'
import type { Tool } from '../terms/tool.ts'
import { firstOutside, own, touches } from './match-bound.ts'
import { outsideWords } from './ceiling.ts'
import { fitsTool } from './policy.ts'
import { quote, visible } from './quote.ts'

/** Tells whether a deed fits a clause, narrowly. */
export function fitsClause(clause: DeedClause, tool: Tool, input: Deed['input']): boolean {
  return fitsTool(clause.tool, tool.name) && firstOutside(tool, input, clause.with) === undefined
}

/** Tells whether a limit speaks of a tool at all. */
export function limitsTool({ tool, also = [] }: LimitClause, name: string): boolean {
  return fitsTool(tool, name) || also.some((other) => fitsTool(other, name))
}

/** Tells whether a deed could be one of those that a limit is about, widely. */
export function touchesLimit(limit: LimitClause, tool: Tool, input: Deed['input']): boolean {
  const isNamed = limit.tool === tool.name || limit.also?.includes(tool.name) === true
  return limitsTool(limit, tool.name) && touches(tool, input, limit.with, !isNamed)
}

/** What was done so far. Where a count is missing, a clause that needs it can not be kept and breaks. */
export interface DoneSoFar {
  /** Counts the deeds that a limit could be about. */
  readonly atMost: ((limit: LimitClause) => number) | undefined
  /** Counts the deeds that fit a required clause and have a receipt. */
  readonly receipts: ((clause: DeedClause) => number) | undefined
}

/** Gives the sentence that says which clause of the contract a deed breaks; `undefined` when it breaks none. */
export function outsideContract(deed: Deed, tool: Tool, contract: Contract, now: number, done: DoneSoFar): string | undefined {
  if (contract.until !== undefined && !(now < contract.until)) return `The time you gave for ${quote(contract.words)} is over.`
  if (!contract.allowed.some((clause) => fitsClause(clause, tool, deed.input))) return notAllowed(deed, tool, contract)
  for (const limit of contract.limits) {
    if (!limitsTool(limit, tool.name)) continue
    const above = Object.keys(limit.atMost).find((argument) => isAbove(own(deed.input, argument), limit.atMost[argument] as number))
    if (above !== undefined) return `You set the limit ${quote(limit.words)}: ${quote(above)} may be at most ${limit.atMost[above]}, and it is ${quote(own(deed.input, above))}.`
    if (limit.times === undefined || !touchesLimit(limit, tool, deed.input)) continue
    const count = done.atMost?.(limit)
    if (count === undefined || !(count < limit.times)) return `You set the limit ${quote(limit.words)}: at most ${limit.times} times, and that is reached.`
  }
  return contract.inOrder === true ? tooEarly(deed, tool, contract, done) : undefined
}

/** A deed that is required later comes too early while one before it is open. */
function tooEarly(deed: Deed, tool: Tool, { required }: Contract, done: DoneSoFar): string | undefined {
  const isOpen = (clause: RequiredClause): boolean => !((done.receipts?.(clause) ?? 0) >= clause.times)
  const inTurn = required.filter(({ anyTime }) => anyTime !== true)
  const first = inTurn.findIndex(isOpen)
  const turn = inTurn.findIndex((clause, index) => index >= first && isOpen(clause) && fitsClause(clause, tool, deed.input))
  if (first < 0 || turn <= first) return undefined
  return `You asked for an order: ${quote((inTurn[turn] as DeedClause).words)} comes after ${quote((inTurn[first] as DeedClause).words)}, which is open.`
}

function notAllowed(deed: Deed, tool: Tool, contract: Contract): string {
  const near = contract.allowed.find((clause) => fitsTool(clause.tool, tool.name))
  if (near === undefined) return `You asked for ${quote(contract.words)}; nothing in it allows ${visible(tool.name)}.`
  const argument = firstOutside(tool, deed.input, near.with) as string
  return `You allowed ${quote(near.words)}: ${outsideWords(tool, argument, deed.input, near.with)}`
}

/* What is no number, or a text that only looks like one, can not be told to be below the limit. */
function isAbove(value: unknown, most: number): boolean {
  return value !== undefined && !(typeof value === 'number' && value <= most)
}
