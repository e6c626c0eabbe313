/* What a skill may do with these inputs, as the contract needs it: the ceiling of the skill and of those it runs inside. */
import type { PossibleDeed } from '../agent/draft-contract.ts'
import { computeUses } from '../check/compute-uses.ts'
import { memoFlow, type ReportWorld } from '../check/confirm-ways.ts'
import type { Machine } from '../compile/machine.ts'
import { theEnd, type Flow, type FlowState, type Way } from '../flow/flow.ts'
import { doable } from '../flow/reach.ts'
import type { Bounds } from '../terms/contract.ts'
import type { JsonObject } from '../terms/json.ts'
import { noLabels } from '../terms/label.ts'
import type { Skill, Use } from '../terms/skill.ts'
import type { Tool } from '../terms/tool.ts'

/** Gives what a skill may do. `machine` is made of the same text. A tool that is not here is left out: it can not be called. */
export function possibleDeeds(skill: Skill, machine: Machine, input: JsonObject, world: ReportWorld): readonly PossibleDeed[] {
  const { tools, skills } = ceilingOf(machine, input)
  const least = leastDeeds(skill, input)
  const own = [...tools].flatMap(([name, bounds]) => deedOf(world.tool(name), bounds, least.get(name) ?? 0))
  const inner = innerSkills(skills, world).flatMap((one) => innerDeeds(one, world))
  const seen = new Set<string>()
  return [...own, ...inner].filter(({ tool, bounds }) => {
    const key = JSON.stringify([tool.name, bounds])
    return !seen.has(key) && seen.add(key) !== undefined
  })
}

/** What a machine may do with these inputs. */
export function ceilingOf(machine: Machine, input: JsonObject): ReturnType<Machine['ceiling']> {
  return machine.ceiling({ input, origins: {}, intent: {}, memory: {}, because: noLabels, item: undefined, index: 0, outer: undefined })
}

function deedOf(tool: Tool | undefined, bounds: Bounds, atLeast: number): readonly PossibleDeed[] {
  return tool === undefined ? [] : [{ tool, bounds, atLeast }]
}

function innerSkills(names: ReadonlySet<string>, world: ReportWorld): readonly Skill[] {
  const found = new Map<string, Skill>()
  const open = [...names]
  for (const name of open) {
    const skill = found.has(name) ? undefined : world.skill?.(name)?.skill
    if (skill === undefined) continue
    found.set(name, skill)
    open.push(...usesOf(skill, world).flatMap(({ kind, name: inner }) => (kind === 'skill' ? [inner] : [])))
  }
  return [...found.values()]
}

function usesOf(skill: Skill, world: ReportWorld): readonly Use[] {
  return skill.uses ?? computeUses(skill, world)
}

/** Which inputs a skill inside is given is known only in the run: a bound that reads them is open here; its own ceiling holds it. */
function innerDeeds(skill: Skill, world: ReportWorld): readonly PossibleDeed[] {
  return usesOf(skill, world).flatMap((use) => {
    const tool = use.kind === 'tool' ? world.tool(use.name) : undefined
    if (tool === undefined) return []
    const open = Object.keys(use.bounds).filter((argument) => !use.bounds[argument]?.every((template) => template.kind === 'literal' && typeof template.value === 'string'))
    const left = new Set([...open, ...tool.oneOf.filter((group) => group.some((argument) => open.includes(argument))).flat()])
    const known = Object.entries(use.bounds).filter(([argument]) => !left.has(argument))
    const bounds = Object.fromEntries(known.map(([argument, templates]) => [argument, templates.flatMap((template) => (template.kind === 'literal' ? [String(template.value)] : []))]))
    return deedOf(tool, bounds, 0)
  })
}

/** How often each tool is called at least, on every way on which the skill ends as done. */
function leastDeeds(skill: Skill, input: JsonObject): ReadonlyMap<string, number> {
  const flow = memoFlow(skill)
  const least = new Map<string, number>()
  if (!canEndWell(flow, () => false)) return least
  for (const one of flow.states.values()) {
    const deeds = deedsOf(one, input)
    if (deeds === undefined || one.machine !== undefined || canEndWell(flow, (way) => way.from === one.key && succeeding.has(way.why))) continue
    least.set(deeds.tool, (least.get(deeds.tool) ?? 0) + deeds.times)
  }
  return least
}

/** Ways on which a state is left when what it does was done. */
export const succeeding: ReadonlySet<Way['why']> = new Set(['next', 'fall', 'join', 'leave', 'item', 'again'])

function deedsOf({ state }: FlowState, input: JsonObject): { readonly tool: string; readonly times: number } | undefined {
  const { activity } = state
  if (activity.kind === 'call') return state.catch.some(({ keep }) => keep !== undefined) ? undefined : { tool: activity.tool, times: 1 }
  if (activity.kind !== 'each' || !activity.single || activity.items.kind !== 'expression' || state.catch.length > 0) return undefined
  const [name] = /^input\.(\w+)$/.exec(activity.items.cel.text.trim())?.slice(1) ?? []
  const list = name !== undefined && Object.hasOwn(input, name) ? input[name] : undefined
  const [body] = activity.body
  if (!Array.isArray(list) || list.length === 0 || body?.activity.kind !== 'call' || body.if !== undefined || body.catch.length > 0) return undefined
  return { tool: body.activity.tool, times: list.length }
}

/** Whether the skill can end as done on some way, without the ways that are avoided. */
export function canEndWell(flow: Flow, avoiding: (way: Way) => boolean): boolean {
  const reached = doable(flow, avoiding)
  return [...flow.states.values()].some(({ key, machine, state, successors }) => {
    if (machine !== undefined || !reached.has(key)) return false
    if (state.activity.kind === 'end') return state.activity.outcome === 'done'
    return successors.some((way) => way.to === theEnd && way.why !== 'failed' && !avoiding(way))
  })
}
