/*
 * Inputs that a skill can do nothing without although each of them may be left out: a calendar file or an account. Owns: when one
 * of them has to be given. Always true: (N1) it is asked only where no way of the skill ends as done without a deed that has no place.
 */
import { computeUses } from '../check/compute-uses.ts'
import { memoFlow, type ReportWorld } from '../check/confirm-ways.ts'
import type { FlowState } from '../flow/flow.ts'
import type { Bounds } from '../terms/contract.ts'
import type { Json, JsonObject, JsonSchema } from '../terms/json.ts'
import type { Skill, Template } from '../terms/skill.ts'
import type { Tool } from '../terms/tool.ts'
import { canEndWell, ceilingOf, succeeding } from './possible-deeds.ts'
import type { Machine } from '../compile/machine.ts'

/** Gives the inputs of which one way has to be given, each way a list of inputs; none: it can be done as it is. */
export function neededWays(skill: Skill, machine: Machine, input: JsonObject, world: ReportWorld): readonly (readonly string[])[] {
  const { tools } = ceilingOf(machine, input)
  const flow = memoFlow(skill)
  const placeless = [...flow.states.values()].flatMap((one) => {
    const group = one.machine === undefined ? emptyGroup(one, tools, world) : undefined
    return group === undefined ? [] : [{ key: one.key, ...group }]
  })
  if (placeless.length === 0 || !canEndWell(flow, () => false)) return []
  const isStopped = (keys: ReadonlySet<string>): boolean => !canEndWell(flow, (way) => keys.has(way.from) && succeeding.has(way.why))
  const alone = placeless.find(({ key }) => isStopped(new Set([key])))
  const keys = placeless.map(({ key }) => key)
  if (alone === undefined && !isStopped(new Set(keys))) return []
  const asked = alone === undefined ? placeless.filter(({ key }) => !isStopped(new Set(keys.filter((other) => other !== key)))) : [alone]
  const uses = skill.uses ?? computeUses(skill, world)
  const ways = asked.flatMap(({ tool, group }) => group.map((argument) => inputsOf(uses.find(({ name }) => name === tool)?.bounds[argument] ?? [], skill, input)))
  return [...new Map(ways.filter((way) => way.length > 0).map((way) => [way.join(), way])).values()]
}

/** Gives the question for the ways, by what the skill says of its inputs. */
export function questionOfWays(title: string, ways: readonly (readonly string[])[], fields: { readonly [name: string]: JsonSchema }): string {
  return `${title}: what with? ${ways.map((way) => wayWords(way, fields)).join(', or ')}?`
}

/** Gives a way as a person reads it: `"Your calendar" (a file or folder) and "The other calendar" (a file or folder)`. */
export function wayWords(way: readonly string[], fields: { readonly [name: string]: JsonSchema }): string {
  return way.map((name) => {
    const { title, description, format } = fields[name] ?? {}
    const words = title ?? description?.split(/[,.;:](?:\s|$)|[，。；：]/u)[0] ?? name.replaceAll('_', ' ')
    return `"${words}"${format === 'path' ? ' (a file or folder)' : ''}`
  }).join(' and ')
}

/** The arguments of a call of which one has to be given, where the ceiling leaves none of them a place. */
function emptyGroup({ state: { activity } }: FlowState, bounds: ReadonlyMap<string, Bounds>, world: ReportWorld): { readonly tool: string; readonly group: readonly string[] } | undefined {
  if (activity.kind !== 'call') return undefined
  const tool = world.tool(activity.tool)
  const held = bounds.get(activity.tool)
  const group = tool === undefined || held === undefined ? undefined : groupsOf(tool, held).find((one) => one.every((argument) => held[argument]?.length === 0))
  return group === undefined ? undefined : { tool: activity.tool, group }
}

/** Once one of a group is bounded, only those of it that are bounded may be given. */
function groupsOf({ oneOf, control, input }: Tool, bounds: Bounds): readonly (readonly string[])[] {
  const required = (input.required ?? []).filter((argument) => Object.hasOwn(control, argument)).map((argument) => [argument])
  return [...oneOf, ...required].map((group) => group.filter((argument) => Object.hasOwn(bounds, argument))).filter((group) => group.length > 0)
}

/** The inputs that bounds read, and that say nothing yet. */
function inputsOf(bounds: readonly Template[], skill: Skill, input: JsonObject): readonly string[] {
  const read = bounds.flatMap(textsOf).flatMap((text) => [...text.matchAll(/\binput\.(\w+)/g)].map((match) => match[1] ?? ''))
  return [...new Set(read)].filter((name) => Object.hasOwn(skill.inputs, name) && isNothing(Object.hasOwn(input, name) ? input[name] : null))
}

function textsOf(template: Template): readonly string[] {
  if (template.kind === 'expression') return [template.cel.text]
  return template.kind === 'text' ? template.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.text])) : template.kind === 'list' ? template.items.flatMap(textsOf) : []
}

/** Whether a value says no more than leaving it out does. */
export function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
