/*
 * Where a deed is led once it is under way. The gate decided about the address that was asked for; each further one is held to
 * what denies there. Nobody can be asked in the middle of a deed, so what would ask refuses too.
 */
import type { Bounds, Contract } from '../terms/contract.ts'
import type { JsonObject } from '../terms/json.ts'
import type { Tool } from '../terms/tool.ts'
import { readWebAddress } from '../terms/web-address.ts'
import { fitsClause } from './check-contract.ts'
import { own } from './match-bound.ts'
import { findRule, type Doer, type Policy } from './policy.ts'
import { quote, visible } from './quote.ts'

/** A deed that is under way, and the address it is led to. */
interface Hop extends Doer {
  readonly url: string
  readonly input: JsonObject
  readonly tool: Tool
  readonly policy: Policy
  readonly contract: Contract | undefined
}

/**
 * Gives the sentence that says why a deed may not go to an address; `undefined` when it may. The address is put in the place
 * of each host that was given, or of all when none was: what allows must allow it in one of them, what forbids forbids it in
 * any. Pure.
 */
export function refusedAddress(hop: Hop): string | undefined {
  const { input, tool, url } = hop
  const hosts = Object.keys(tool.control).filter((argument) => tool.control[argument] === 'host')
  const given = hosts.filter((argument) => own(input, argument) !== undefined)
  const places = given.length === 0 ? [hosts] : given.map((argument) => [argument])
  const inputs = places.map((names): JsonObject => ({ ...input, ...Object.fromEntries(names.map((name) => [name, url])) }))
  return outsideContract(hop, inputs) ?? byRule(hop, inputs)
}

/** The host must be one that some argument might have named. Paths are left aside: a server may lead on as it likes. */
function outsideContract({ tool, contract }: Hop, inputs: readonly JsonObject[]): string | undefined {
  if (contract === undefined) return undefined
  const clauses = contract.allowed.map((clause) => ({ ...clause, with: hostBounds(tool, clause.with) }))
  if (clauses.some((clause) => inputs.some((input) => fitsClause(clause, tool, input)))) return undefined
  return `You asked for ${quote(contract.words)}, and nothing in it allows that.`
}

function hostBounds(tool: Tool, bounds: Bounds): Bounds {
  return Object.fromEntries(Object.entries(bounds).map(([argument, places]) => [argument, tool.control[argument] === 'host' ? places.map((place) => readWebAddress(place)?.host ?? place) : places]))
}

/** A rule that asked about the deed itself has had its answer. */
function byRule({ input, tool, policy, ...doer }: Hop, inputs: readonly JsonObject[]): string | undefined {
  if (policy.rules.length === 0) return undefined
  const ruleFor = (given: JsonObject) => findRule(policy, { tool: tool.name, input: given, origins: {}, because: [] }, tool, doer)
  const asked = ruleFor(input)
  const rule = inputs.map(ruleFor).find((one) => one !== undefined && (one.answer === 'deny' || (one.answer === 'ask' && one !== asked)))
  if (rule === undefined) return undefined
  return `Your policy ${rule.answer === 'deny' ? 'denies it' : 'asks about it, and in the middle of a deed nobody is asked'}${rule.because === undefined ? '.' : `: ${visible(rule.because)}`}`
}
