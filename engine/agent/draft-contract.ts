/*
 * From what a person said and what the picked skill may do to a contract. Owns: how it is drafted without a model. Always true:
 * (R1) nothing is allowed that the skill may not do anyway; (R2) what the words say only ever narrows. The person sees it and
 * may change it; nothing else may.
 */
import type { Bounds, Contract, DeedClause } from '../terms/contract.ts'
import type { Tool } from '../terms/tool.ts'
import { clauseWords } from './clause-words.ts'
import { doesVerb, readLimits, type LimitsRead, type SaidLimit } from './read-limits.ts'
import { namedPlaces } from './named-places.ts'

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
  return {
    words,
    allowed: narrow.map(clauseOf),
    required: changing.filter(({ atLeast }) => atLeast > 0).map((deed) => ({ ...clauseOf(deed), times: deed.atLeast })),
    limits: said.limits.flatMap((limit) => limitClauses(limit, changing)),
    until: said.within === undefined ? undefined : now + said.within,
  }
}

/** What the words forbid or limit and no deed of this skill can break: worth telling, since it was said. */
export function idleLimits(words: string, contract: Contract, possible: readonly PossibleDeed[]): readonly string[] {
  const { limits, forbids }: LimitsRead = readLimits(words)
  return [
    ...limits.filter(({ said }) => !contract.limits.some((limit) => limit.words.includes(said))).map(({ said }) => said),
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

function limitClauses(limit: SaidLimit, changing: readonly PossibleDeed[]): Contract['limits'] {
  if (limit.kind === 'amount') {
    return changing.flatMap(({ tool }) => {
      const argument = amountOf(tool)
      return argument === undefined ? [] : [{ words: `${limit.said} (${tool.name})`, tool: tool.name, with: {}, times: undefined, atMost: { [argument]: limit.most } }]
    })
  }
  const about = changing.filter(({ tool }) => limit.thing !== '' && `${tool.name} ${tool.title}`.toLowerCase().includes(limit.thing))
  return (about.length === 0 ? changing : about).map(({ tool }) => ({ words: `${limit.said} (${tool.name})`, tool: tool.name, with: {}, times: limit.most, atMost: {} }))
}

function amountOf({ input }: Tool): string | undefined {
  return Object.entries(input.properties ?? {}).find(([name, { type }]) => (type === 'number' || type === 'integer') && /amount|price|total|cost|sum|money/i.test(name))?.[0]
}
