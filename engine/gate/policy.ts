import type { Bounds } from '../terms/contract.ts'
import type { GrantSpan } from '../terms/decision.ts'
import type { Deed } from '../terms/effect.ts'
import type { Tool } from '../terms/tool.ts'
import { firstOutside, touches } from './match-bound.ts'

/** What the owner of this machine wrote in the policy file. */
export interface Policy {
  /** In the order of the file. A fitting `deny` wins wherever it stands; else the first that fits. */
  readonly rules: readonly PolicyRule[]
  /** How long a question to the person stays open, in milliseconds. */
  readonly expires: number
  /** Hosts with private addresses that tools may reach all the same. */
  readonly privateHosts?: readonly string[]
}

export interface PolicyRule {
  readonly answer: 'allow' | 'ask' | 'deny'
  /** A tool (`file.move`), an area (`file.*`) or all (`*`). */
  readonly tool: string
  /** The name of a skill, or the SHA-256 of its text; `undefined`: any. */
  readonly skill: string | undefined
  readonly with: Bounds
  readonly because: string | undefined
  /** Milliseconds since 1970; from then on the rule no longer holds. */
  readonly until: number | undefined
}

/** A standing yes that a person gave to a deed: for deeds of the same tool, by the very same skill text, inside bounds. */
export interface Grant {
  /** `once` is no grant but an approval of one deed. */
  readonly span: Exclude<GrantSpan, 'once'>
  /** The run that a grant of span `run` holds for. */
  readonly run: string | undefined
  /** A tool by its full name. */
  readonly tool: string
  /** SHA-256 of the skill text. */
  readonly skill: string
  readonly with: Bounds
  /** Where the arguments could not be bounded: the hash of the one deed that it covers. */
  readonly deed: string | undefined
  /** The person saw that untrusted content led to the deed and said yes all the same. */
  readonly choices: boolean
  /** Milliseconds since 1970. */
  readonly given: number
  readonly until: number | undefined
  readonly revoked: boolean
}

/** Who does the deed, and when. */
export interface Doer {
  /** `own`: the text stands under this name among the skills of the person; only then a rule that allows by name fits it. */
  readonly skill: { readonly name: string; readonly hash: string; readonly own?: boolean }
  readonly now: number
  readonly run?: string
}

export const noPolicy: Policy = { rules: [], expires: 60_000 }

/** Gives the rule that speaks about a deed: the first fitting `deny`, else the first fitting rule. */
export function findRule(policy: Policy, deed: Deed, tool: Tool, doer: Doer): PolicyRule | undefined {
  let first: PolicyRule | undefined
  for (const rule of policy.rules) {
    if ((first !== undefined && rule.answer !== 'deny') || !fitsRule(rule, deed, tool, doer)) continue
    if (rule.answer === 'deny') return rule
    first = rule
  }
  return first
}

function fitsRule(rule: PolicyRule, deed: Deed, tool: Tool, doer: Doer): boolean {
  if (!fitsTool(rule.tool, tool.name)) return false
  if (rule.skill !== undefined && rule.skill !== doer.skill.hash && !fitsName(rule, doer.skill)) return false
  if (rule.until !== undefined && doer.now >= rule.until) return false
  if (rule.answer === 'allow') return firstOutside(tool, deed.input, rule.with) === undefined
  return touches(tool, deed.input, rule.with, rule.tool !== tool.name)
}

/** What forbids or asks by a name holds for every text that says it has it; what allows only for the one that stands under it here. */
function fitsName({ answer, skill }: PolicyRule, { name, own }: Doer['skill']): boolean {
  return skill === name && (answer !== 'allow' || own === true)
}

/** Tells whether a tool is named by a pattern: its own name, `area.*`, or `*`. */
export function fitsTool(pattern: string, name: string): boolean {
  if (pattern === name || pattern === '*') return true
  return pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1))
}

/** Tells whether a grant covers a deed. `hash` is only called for grants that are bound to one deed. */
export function fitsGrant(grant: Grant, deed: Deed, tool: Tool, doer: Doer, hash: () => string): boolean {
  if (grant.tool !== tool.name || grant.skill !== doer.skill.hash || grant.revoked) return false
  if (grant.span === 'run' && (grant.run === undefined || grant.run !== doer.run)) return false
  if (!(grant.given <= doer.now) || (grant.until !== undefined && !(doer.now < grant.until))) return false
  if (grant.deed !== undefined && grant.deed !== hash()) return false
  return firstOutside(tool, deed.input, grant.with) === undefined
}
