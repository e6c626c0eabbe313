/*
 * The gate. Owns: whether a deed may happen. Does not own: asking, performing, counting, remembering (run/).
 * Always true: G1 a deny of the ceiling, the contract or the policy is never undone by an approval, an allow rule or a
 * grant; G2 more labels never turn an ask into an allow; G3 an untrusted control argument is used only after a yes to
 * this very deed, to its rehearsal, or under a bound somebody set on that argument; G4 a text whose acceptance was taken
 * back does nothing more.
 */
import type { Bounds, Contract, DeedClause, LimitClause } from '../terms/contract.ts'
import type { Decision, GateRule } from '../terms/decision.ts'
import type { Deed } from '../terms/effect.ts'
import type { Json } from '../terms/json.ts'
import { isUntrusted, type Labels } from '../terms/label.ts'
import type { ControlKind, Tool } from '../terms/tool.ts'
import { outsideCeiling, type Ceiling } from './ceiling.ts'
import { outsideContract } from './check-contract.ts'
import { isHeld, namesBound, own } from './match-bound.ts'
import { findRule, fitsGrant, type Doer, type Grant, type Policy, type PolicyRule } from './policy.ts'
import { quote, visible } from './quote.ts'

/** All that the gate may look at besides the deed itself. */
export interface GateFacts extends Doer {
  readonly tool: Tool
  /** Why this tool is one that always asks (it looks like a payment, a password …); `undefined`: it is not. */
  readonly alwaysAsk: string | undefined
  /** The skill's own and those of the skills above it that apply, innermost first. None at all denies. */
  readonly ceilings: readonly Ceiling[]
  readonly contract: Contract | undefined
  readonly policy: Policy
  /** The person accepted the report of this exact text. */
  readonly accepted: boolean
  /** The skill of this run whose text was accepted when it began, and is no more: the person took that back. */
  readonly takenBack?: string
  readonly grants: readonly Grant[]
  /** Tells whether a yes to exactly this deed holds: not expired, not used up. Does not use it up. */
  approved(hash: string): boolean
  /** Tells whether the deed was in the rehearsal that the person approved. */
  envelope?(hash: string): boolean
  /** The hash of the deed; called only where something has to be compared with it. */
  hash(): string
  /** How many deeds that a limit could be about have been done for this intent. */
  done?(limit: LimitClause): number
  /** How many deeds that fit a required clause have a receipt. */
  receipts?(clause: DeedClause): number
  /** The run, for grants that hold for one run. */
  readonly run?: string
  /** Milliseconds since 1970. */
  readonly now: number
}

const reads: Decision = { answer: 'allow', rule: 'class', because: 'It only reads, and lies inside what the accepted skill may do.' }
const reversible: Decision = { answer: 'allow', rule: 'class', because: 'It can be undone, and lies inside what the accepted skill may do.' }
/** Of a tool that takes nothing back and needs no yes all the same, such as one that shows a message. */
const mild: Decision = { answer: 'allow', rule: 'class', because: 'It is not sensitive, and lies inside what the accepted skill may do.' }
const granted: Decision = { answer: 'allow', rule: 'policy', because: 'A yes that you gave earlier covers it.' }
const approved: Decision = { answer: 'allow', rule: 'approval', because: 'You said yes to exactly this.' }
const rehearsed: Decision = { answer: 'allow', rule: 'approval', because: 'It is part of the rehearsal that you approved.' }

/** Decides whether a deed may happen, with the sentence that says why. Pure and synchronous. */
export function decide(deed: Deed, facts: GateFacts): Decision {
  const outside = outsideLimits(deed, facts)
  if (outside !== undefined) return outside
  const rule = facts.policy.rules.length === 0 ? undefined : findRule(facts.policy, deed, facts.tool, facts)
  if (rule?.answer === 'deny') return byRule('deny', rule, facts.tool)
  if (facts.alwaysAsk !== undefined) {
    const because = `${visible(facts.tool.name)} always asks: ${visible(facts.alwaysAsk)}`
    return facts.approved(facts.hash()) ? approved : { answer: 'ask', rule: 'never', because }
  }
  if (rule?.answer === 'ask') return unlessApproved(byRule('ask', rule, facts.tool), facts)
  const yes = standingYes(deed, rule, facts)
  const question = labelQuestion(deed, facts, yes) ?? classQuestion(facts, yes)
  if (question !== undefined) return unlessApproved(question, facts)
  if (facts.tool.class === 'read' && facts.tool.personal === undefined) return reads
  if (rule !== undefined) return byRule('allow', rule, facts.tool)
  if (facts.tool.class !== 'reversible' || yes.grants.length > 0) return granted
  return facts.tool.undo === undefined ? mild : reversible
}

function outsideLimits(deed: Deed, facts: GateFacts): Decision | undefined {
  const { tool, ceilings, contract } = facts
  if (deed.tool !== tool.name) return deny('ceiling', `The deed is of ${quote(deed.tool)}, but the tool at hand is ${quote(tool.name)}.`)
  if (ceilings.length === 0) return deny('ceiling', `No ceiling is known for the skill ${quote(facts.skill.name)}, so it may do nothing.`)
  for (let index = 0; index < ceilings.length; index++) {
    const because = outsideCeiling(tool, deed.input, ceilings[index] as Ceiling)
    if (because !== undefined) return deny('ceiling', because)
  }
  if (facts.takenBack !== undefined) return deny('class', takenBackWords(facts.takenBack))
  const because = contract && outsideContract(deed, tool, contract, facts.now, { atMost: facts.done?.bind(facts), receipts: facts.receipts?.bind(facts) })
  return because === undefined ? undefined : deny('contract', because)
}

/** Says why a skill whose acceptance was taken back goes no further. */
export function takenBackWords(skill: string): string {
  return `You took it back that the text of the skill ${quote(skill)} is accepted, so it does nothing more.`
}

/** The allow rule and the grants that cover a deed. */
interface StandingYes {
  readonly rule: PolicyRule | undefined
  readonly grants: readonly Grant[]
}

const nothingStanding: StandingYes = { rule: undefined, grants: [] }

function standingYes(deed: Deed, rule: PolicyRule | undefined, facts: GateFacts): StandingYes {
  if (rule === undefined && facts.grants.length === 0) return nothingStanding
  const hash = (): string => facts.hash()
  return { rule, grants: facts.grants.filter((grant) => fitsGrant(grant, deed, facts.tool, facts, hash)) }
}

/** Keeps G3: asks where untrusted content chose a control argument or led to the deed. */
function labelQuestion(deed: Deed, { tool, contract }: GateFacts, yes: StandingYes): Decision | undefined {
  for (const argument in tool.control) {
    if (!Object.hasOwn(tool.control, argument) || !Object.hasOwn(deed.origins, argument)) continue
    const labels = deed.origins[argument] as Labels
    if (labels.length === 0 || !isUntrusted(labels) || isBounded(argument, yes)) continue
    const noun = nouns[tool.control[argument] as ControlKind]
    return ask('labels', `The ${noun} ${quote(own(deed.input, argument))} (its ${quote(argument)}) came from ${foreignSources(labels)}.${tool.control[argument] === 'path' ? '' : unsaidWords(own(deed.input, argument), contract)}`)
  }
  if (deed.because.length === 0 || !isUntrusted(deed.because) || yes.grants.some((grant) => grant.choices)) return undefined
  return ask('labels', `The skill came to do this because of ${foreignSources(deed.because)}.`)
}

/** Tells the person that who, where or which is none of what they named themselves. Paths are written in too many ways to tell. */
function unsaidWords(value: Json | undefined, contract: Contract | undefined): string {
  if (contract === undefined) return ''
  const words = contract.words.normalize('NFKC').toLowerCase()
  const texts = (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '')
  const unsaid = texts.find((text) => !words.includes(text.normalize('NFKC').toLowerCase()))
  return unsaid === undefined ? '' : ` You did not name ${texts.length === 1 ? 'it' : quote(unsaid)} in what you asked for.`
}

const nouns: { readonly [kind in ControlKind]: string } = { path: 'path', host: 'host', address: 'address', id: 'name' }

function isBounded(argument: string, yes: StandingYes): boolean {
  if (yes.rule !== undefined && namesBound(yes.rule.with, argument)) return true
  return yes.grants.some((grant) => grant.deed !== undefined || namesBound(grant.with, argument))
}

function foreignSources(labels: Labels): string {
  const sources = labels.filter((label) => label.trust === 'untrusted').map((label) => visible(label.source))
  const shown = sources.slice(0, 3).join(' and ')
  return `${shown}${sources.length > 3 ? ` and ${sources.length - 3} more` : ''}, which others may have written`
}

function classQuestion(facts: GateFacts, yes: StandingYes): Decision | undefined {
  const { tool, skill } = facts
  const grantedHere = yes.grants.length > 0
  if (!facts.accepted && !grantedHere && yes.rule?.skill !== skill.hash) {
    return ask('class', `The file of the skill ${quote(skill.name)} was not accepted: it is new, or its text was changed.`)
  }
  if (tool.personal !== undefined && !grantedHere && yes.rule === undefined) {
    return ask('personal', `${visible(tool.name)} reads your ${tool.personal}, and you have not allowed that to this skill.`)
  }
  if (tool.class !== 'sensitive' || isNarrow(yes, tool)) return undefined
  return ask('class', `${visible(tool.name)} can not be undone or reaches other people.`)
}

/* Narrow enough for a sensitive deed: it names the tool itself and holds each control argument the tool has by now. */
function isNarrow(yes: StandingYes, tool: Tool): boolean {
  const boundsAll = (places: Bounds): boolean => Object.keys(tool.control).every((argument) => isHeld(tool, places, argument))
  if (yes.rule?.tool === tool.name && boundsAll(yes.rule.with)) return true
  return yes.grants.some((grant) => grant.deed !== undefined || boundsAll(grant.with))
}

function unlessApproved(question: Decision, facts: GateFacts): Decision {
  const hash = facts.hash()
  if (facts.approved(hash)) return approved
  return facts.envelope?.(hash) === true ? rehearsed : question
}

const ruleVerbs = { allow: 'allows', ask: 'asks about', deny: 'denies' } as const

function byRule(answer: Decision['answer'], rule: PolicyRule, tool: Tool): Decision {
  const reason = rule.because === undefined ? '.' : `: ${visible(rule.because).replace(/[.!?]?$/, (end) => end || '.')}`
  return { answer, rule: 'policy', because: `Your policy ${ruleVerbs[answer]} ${visible(tool.name)}${reason}` }
}

function ask(rule: GateRule, because: string): Decision {
  return { answer: 'ask', rule, because }
}

function deny(rule: GateRule, because: string): Decision {
  return { answer: 'deny', rule, because }
}
