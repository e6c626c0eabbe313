/*
 * From what a person said and what the picked skill may do to a contract. Owns: how it is drafted without a model. Always true:
 * (R1) nothing is allowed that the skill may not do anyway; (R2) what the words say only ever narrows. The person sees it and
 * may change it; nothing else may.
 */
import type { Bounds, Contract, DeedClause, LimitClause } from '../terms/contract.ts'
import type { Tool } from '../terms/tool.ts'
import { clauseWords } from './clause-words.ts'
import { doesVerb, isAbout } from './deed-verbs.ts'
import { namedPlaces } from './named-places.ts'
import { orderRequired } from './order-required.ts'
import type { SaidCount } from './read-counts.ts'
import { readLimits, type SaidAmount } from './read-limits.ts'

/** One line of what the skill may do, with its places as they are for these inputs. */
export interface PossibleDeed {
  readonly tool: Tool
  readonly bounds: Bounds
  /** How often it is done at least, on every way on which the skill ends as done. */
  readonly atLeast: number
}

/** Gives the contract that the words ask for. `now`: milliseconds since 1970. Pure. */
export function draftContract(words: string, possible: readonly PossibleDeed[], now: number): Contract {
  const said = readLimits(words)
  const kept = possible.filter(({ tool }) => tool.class === 'read' || !said.forbids.some(({ verb }) => doesVerb(verb, tool)))
  const narrow = kept.map((deed) => ({ ...deed, bounds: narrowed(words, deed) }))
  const changing = narrow.filter(({ tool }) => tool.class !== 'read')
  const contract: Contract = {
    words,
    allowed: narrow.map(clauseOf),
    required: changing.filter(({ atLeast }) => atLeast > 0).map((deed) => ({ ...clauseOf(deed), times: deed.atLeast })),
    limits: [...said.counts.flatMap((count) => countClause(count, changing)), ...said.amounts.flatMap((amount) => amountClause(amount, changing))],
    until: said.within === undefined ? undefined : now + said.within,
  }
  return orderRequired(contract, (name) => changing.find(({ tool }) => tool.name === name)?.tool)
}

/** What the words forbid or limit and no deed of this skill can break: worth telling, since it was said. */
export function idleLimits(words: string, contract: Contract, possible: readonly PossibleDeed[]): readonly string[] {
  const { counts, amounts, forbids } = readLimits(words)
  return [
    ...[...counts.filter(({ aside }) => aside), ...amounts].filter(({ said }) => !contract.limits.some((limit) => limit.words.includes(said))).map(({ said }) => said),
    ...forbids.filter(({ verb }) => !possible.some(({ tool }) => tool.class !== 'read' && doesVerb(verb, tool))).map(({ said }) => said),
  ]
}

export function clauseOf({ tool, bounds }: Pick<PossibleDeed, 'tool' | 'bounds'>): DeedClause {
  return { words: clauseWords(tool, bounds), tool: tool.name, with: bounds }
}

/** Where the skill leaves open whom it addresses or what it changes, the ones that the words name are the ones. */
function narrowed(words: string, { tool, bounds }: PossibleDeed): Bounds {
  if (tool.class === 'read') return bounds
  const grouped = new Set(tool.oneOf.flat())
  const added = Object.entries(tool.control).flatMap(([argument, kind]): readonly (readonly [string, readonly string[]])[] => {
    if (Object.hasOwn(bounds, argument) || Object.hasOwn(bounds, '*') || grouped.has(argument)) return []
    const named = namedPlaces(words, kind)
    return named.length === 0 ? [] : [[argument, named]]
  })
  return added.length === 0 ? bounds : { ...bounds, ...Object.fromEntries(added) }
}

/** One limit over all tools that can do the deed, since together they do no more of them. */
function countClause({ verb, things, most, said, aside }: SaidCount, changing: readonly PossibleDeed[]): readonly LimitClause[] {
  const doing = verb === undefined ? [] : changing.filter(({ tool }) => doesVerb(verb, tool))
  if (doing.length === 0 && !aside) return []
  const able = doing.length === 0 ? changing : doing
  const about = able.filter(({ tool }) => things.some((thing) => isAbout(thing, tool)))
  return limitOver(said, (about.length === 0 ? able : about).map(({ tool }) => tool.name), most, {})
}

function amountClause({ most, said }: SaidAmount, changing: readonly PossibleDeed[]): readonly LimitClause[] {
  const amounts = changing.flatMap(({ tool }) => {
    const argument = amountOf(tool)
    return argument === undefined ? [] : [{ tool: tool.name, argument }]
  })
  return limitOver(said, amounts.map(({ tool }) => tool), undefined, Object.fromEntries(amounts.map(({ argument }) => [argument, most])))
}

function limitOver(said: string, named: readonly string[], times: number | undefined, atMost: LimitClause['atMost']): readonly LimitClause[] {
  const [tool, ...also] = new Set(named)
  if (tool === undefined) return []
  const shown = [tool, ...also].slice(0, 4).join(', ')
  const rest = also.length > 3 ? ` and ${also.length - 3} more` : ''
  return [{ words: `${said} (${shown}${rest}${also.length > 0 && times !== undefined ? ', together' : ''})`, tool, ...(also.length > 0 && { also }), with: {}, times, atMost }]
}

function amountOf({ input }: Tool): string | undefined {
  return Object.entries(input.properties ?? {}).find(([name, { type }]) => (type === 'number' || type === 'integer') && /amount|price|total|cost|sum|money/i.test(name))?.[0]
}
