import { theEnd, theStart, type Flow, type Way } from '../flow/flow.ts'
import { flowOf } from '../flow/flow-of.ts'
import { witness, type Avoiding } from '../flow/reach.ts'
import type { Skill, Template } from '../terms/skill.ts'
import type { Tool } from '../terms/tool.ts'

/** The tools and skills that are known here. */
export interface ReportWorld {
  tool(name: string): Tool | undefined
  skill?(name: string): { readonly skill: Skill; readonly hash: string } | undefined
}

/** Gives the flow of a skill, worked out once. */
export function memoFlow(skill: Skill): Flow {
  const flow = flows.get(skill) ?? flowOf(skill)
  flows.set(skill, flow)
  return flow
}

const flows = new WeakMap<Skill, Flow>()

/**
 * Gives which ways carry the yes of a person: the "yes" of a confirm, and the way on from a sub-skill that comes to a
 * good end only through one. An answer of no, silence, or a failure that goes on all the same carries none.
 */
export function confirmWays(flow: Flow, world: ReportWorld, asking: ReadonlySet<string> = new Set()): Avoiding {
  const known = new Map<string, boolean>()
  return (way: Way) => {
    if (way.why === 'yes') return true
    if (way.why !== 'next' && way.why !== 'fall' && !(way.finishes === true && way.why !== 'skip' && way.why !== 'catch' && way.why !== 'failed')) return false
    const activity = flow.states.get(way.from)?.state.activity
    const name = activity?.kind === 'run' ? skillNamed(activity.skill) : undefined
    if (name === undefined || asking.has(name) || asking.size > 16) return false
    const confirms = known.get(name) ?? alwaysConfirms(name, world, asking)
    known.set(name, confirms)
    return confirms
  }
}

export function skillNamed(template: Template): string | undefined {
  return template.kind === 'literal' && typeof template.value === 'string' ? template.value : undefined
}

function alwaysConfirms(name: string, world: ReportWorld, asking: ReadonlySet<string>): boolean {
  const found = world.skill?.(name)
  if (found === undefined) return false
  const flow = memoFlow(found.skill)
  const confirms = confirmWays(flow, world, new Set([...asking, name]))
  // Only a good end lets the skill above go on; what it does after any other is a catch of its own.
  const endsBadly = (way: Way): boolean => way.to === theEnd && (way.why === 'failed' || way.why === 'no' || way.why === 'expired' || (way.why === 'end' && way.label !== 'done'))
  return witness(flow, theStart, theEnd, (way) => confirms(way) || endsBadly(way)) === undefined
}
