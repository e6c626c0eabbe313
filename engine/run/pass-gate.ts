/* What the gate is told about a deed of a run. The gate decides; this gathers the facts. */
import { decide, type GateFacts } from '../gate/decide.ts'
import { makeCeiling, type Ceiling } from '../gate/ceiling.ts'
import type { Contract } from '../terms/contract.ts'
import type { Decision } from '../terms/decision.ts'
import type { Deed } from '../terms/effect.ts'
import { hashDeed } from '../terms/hash.ts'
import type { Tool } from '../terms/tool.ts'
import type { Drive } from './drive.ts'
import { isPending } from './is-pending.ts'
import type { Activity, Frame } from './run-parts.ts'

/** Lets a deed pass the gate, under the ceiling of the skill that the activity belongs to; at once when that is worked out. */
export function pass(drive: Drive, activity: Activity, deed: Deed, tool: Tool): Decision | Promise<Decision> {
  const ceiling = ceilingOf(drive, activity.frame)
  if (isPending(ceiling)) return ceiling.then((made) => decideFor(drive, activity, made, deed, tool))
  return decideFor(drive, activity, ceiling, deed, tool)
}

/** The same at once, for a deed that has passed before and is about to be written. */
export function decideNow(drive: Drive, activity: Activity, deed: Deed, tool: Tool): Decision | undefined {
  const ceiling = knownCeiling(activity.frame)
  return ceiling === undefined ? undefined : decideFor(drive, activity, ceiling, deed, tool)
}

function decideFor(drive: Drive, activity: Activity, ceiling: Ceiling, deed: Deed, tool: Tool): Decision {
  const { frame, effect } = activity
  const decision = decideUnder(drive, doerOf(drive, frame), [ceiling], deed, tool, drive.state.contract)
  const shown = tool.class === 'read' || effect.kind !== 'call' ? undefined : frame.shown.get(effect.state)
  if (shown === undefined || decision.answer !== 'allow' || decision.rule === 'approval' || shown === deedHash(deed)) return decision
  const approved = (drive.state.approvals.get(deedHash(deed)) ?? 0) > drive.world.clock.now()
  return approved ? { answer: 'allow', rule: 'approval', because: 'You said yes to exactly this.' } : { answer: 'ask', rule: 'approval', because: 'It is not the deed that you were shown and said yes to.' }
}

/** Who does a deed: a skill, and what the person said of its text. */
type DeedDoer = Pick<GateFacts, 'skill' | 'accepted' | 'takenBack'>

export function doerOf(drive: Drive, frame: Frame): DeedDoer {
  const takenBack = takenBackOf(drive, frame)
  return { skill: frame.skill, accepted: frame.accepted, ...(takenBack !== undefined && { takenBack }) }
}

/** Gives the skill of a frame, or of one above it, whose text was accepted when it began and is no more. */
export function takenBackOf({ state, world }: Drive, frame: Frame): string | undefined {
  let seen: string | undefined
  for (let one: Frame | undefined = frame; one !== undefined; one = one.parent === undefined ? undefined : state.activities.get(one.parent)?.frame) {
    const { skill, accepted } = one
    if (accepted && skill.hash !== seen && !world.accepted(skill.hash)) return skill.name
    seen = skill.hash
  }
  return undefined
}

export function decideUnder(drive: Drive, doer: DeedDoer, over: readonly Ceiling[], deed: Deed, tool: Tool, contract: Contract | undefined): Decision {
  const { state, world } = drive
  let hash: string | undefined
  const facts: GateFacts = {
    tool,
    alwaysAsk: world.tools.alwaysAsk(tool.name),
    ceilings: over,
    contract,
    done: (limit) => state.receipts.countAtMost(limit, (name) => world.tools.tool(name)),
    receipts: (clause) => state.receipts.count(clause, (name) => world.tools.tool(name)).done,
    policy: world.policy,
    ...doer,
    grants: drive.standing(),
    approved: (one) => (state.approvals.get(one) ?? 0) > world.clock.now(),
    envelope: (one) => (state.envelope.get(one) ?? 0) > 0,
    hash: () => (hash ??= deedHash(deed)),
    run: state.run,
    now: world.clock.now(),
  }
  const decision = decide(deed, facts)
  return state.started?.envelope == null || state.undoing || tool.class === 'read' ? decision : insideEnvelope(decision, facts)
}

/** One approval covers exactly the deeds of the rehearsal; any other change asks, also where it would be allowed. */
function insideEnvelope(decision: Decision, facts: GateFacts): Decision {
  if (decision.answer !== 'allow') return decision
  if (facts.approved(facts.hash())) return { answer: 'allow', rule: 'approval', because: 'You said yes to exactly this.' }
  if (facts.envelope?.(facts.hash()) === true) return { answer: 'allow', rule: 'approval', because: 'It is part of the rehearsal that you approved.' }
  return { answer: 'ask', rule: 'approval', because: 'It was not in the rehearsal that you approved.' }
}

export function deedHash(deed: Deed): string {
  return hashDeed(deed.tool, deed.input)
}

/** By the input of the frame, which all bodies of a skill share, and the text of the skill. */
const ceilings = new WeakMap<object, Map<string, Ceiling>>()

function knownCeiling(frame: Frame): Ceiling | undefined {
  return ceilings.get(frame.env.input)?.get(frame.skill.hash)
}

export function ceilingOf(drive: Drive, frame: Frame): Ceiling | Promise<Ceiling> {
  return knownCeiling(frame) ?? makeFrameCeiling(drive, frame)
}

/** The bounds of `uses:` for the inputs of a frame, with paths made canonical as those of deeds are. */
async function makeFrameCeiling(drive: Drive, frame: Frame): Promise<Ceiling> {
  const { tools, skills } = frame.machine.ceiling(frame.env)
  const lines = []
  for (const [name, bounds] of tools) {
    const tool = drive.world.tools.tool(name)
    const canonical: Record<string, readonly string[]> = {}
    for (const [argument, texts] of Object.entries(bounds)) {
      const isPath = tool?.control[argument] === 'path'
      canonical[argument] = isPath ? await canonicalBounds(drive, texts) : texts
    }
    lines.push({ kind: 'tool' as const, name, bounds: canonical })
  }
  for (const name of skills) lines.push({ kind: 'skill' as const, name, bounds: {} })
  const ceiling = makeCeiling(frame.skill.name, lines)
  const byText = ceilings.get(frame.env.input) ?? new Map<string, Ceiling>()
  ceilings.set(frame.env.input, byText.set(frame.skill.hash, ceiling))
  return ceiling
}

/** A bound that is no path allows nothing. */
async function canonicalBounds(drive: Drive, texts: readonly string[]): Promise<readonly string[]> {
  const { files } = drive.world.ports
  const paths = await Promise.all(texts.map((text) => files.canonical(text).catch(() => undefined)))
  return paths.filter((path) => path !== undefined)
}
