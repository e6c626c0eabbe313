/*
 * Questions about the ways through a skill, each answered with a way as the witness. A way is a way of the file: whether its
 * conditions ever hold together is not asked, so "yes" means "the file does not forbid it".
 */
import { theEnd, theStart, type Flow, type Way } from '../flow/flow.ts'
import { doable, witness, type Avoiding } from '../flow/reach.ts'
import type { Skill } from '../terms/skill.ts'
import type { Tool, ToolClass } from '../terms/tool.ts'
import { confirmWays, memoFlow, skillNamed, type ReportWorld } from './confirm-ways.ts'

export type PathAnswer =
  | { readonly possible: false }
  | {
      readonly possible: true
      /** The state; with the states of the skills above it: `outer/inner`. */
      readonly state: string
      readonly ways: readonly Way[]
      /** The way in words, one step a line: `anything → move, when look.files.size() > 0`. */
      readonly words: readonly string[]
    }

/** Whether a run can come to a state, with the shortest way there. */
export function canReach(skill: Skill, state: string): PathAnswer {
  const flow = memoFlow(skill)
  if (!flow.states.has(state)) return { possible: false }
  const ways = witness(flow, theStart, state)
  return ways === undefined ? { possible: false } : { possible: true, state, ways, words: pathWords(flow, ways, '') }
}

export interface PathLimits {
  /** `confirm`: only ways on which no person said yes. Any other text: only ways that do not pass the state of that name. */
  readonly without?: string
}

interface Visit {
  readonly skill: Skill
  readonly prefix: string
  readonly ways: readonly Way[]
  readonly words: readonly string[]
}

/**
 * Whether a run can come to a call of a tool, with the shortest way in the outermost skill that has one. `deed` is a tool, a
 * pattern such as `mail.*`, or a class of tools. Looks into sub-skills; one that can not be looked into counts as able to do
 * anything but what a known tool is named for.
 */
export function canHappen(skill: Skill, world: ReportWorld, deed: string, limits: PathLimits = {}): PathAnswer {
  const fits = fitting(deed)
  const seen = new Set<string>()
  const visits: Visit[] = [{ skill, prefix: '', ways: [], words: [] }]
  for (let index = 0; index < visits.length; index++) {
    const visit = visits[index] as Visit
    const flow = memoFlow(visit.skill)
    const avoiding = avoidingOf(flow, world, limits, visit.prefix === '')
    const possible = doable(flow, avoiding)
    for (const { key, name, state } of flow.states.values()) {
      if (!possible.has(key) || (visit.prefix === '' && name === limits.without)) continue
      const { activity } = state
      const answer = (): Visit => extend(visit, flow, key, name, avoiding)
      if (activity.kind === 'call' && fits(activity.tool, world.tool(activity.tool))) {
        const { ways, words } = answer()
        return { possible: true, state: visit.prefix + name, ways, words }
      }
      if (activity.kind !== 'run') continue
      const inner = skillNamed(activity.skill)
      const found = inner === undefined ? undefined : world.skill?.(inner)
      if (found === undefined) {
        const { ways, words } = answer()
        return { possible: true, state: visit.prefix + name, ways, words: [...words, `"${name}" runs ${inner === undefined ? 'a skill that is chosen when it runs' : `the skill "${inner}", which is not known here`}: it may do this.`] }
      }
      if (seen.has(found.hash)) continue
      seen.add(found.hash)
      visits.push({ ...answer(), skill: found.skill, prefix: `${visit.prefix}${name}/` })
    }
  }
  return { possible: false }
}

function extend(visit: Visit, flow: Flow, key: string, name: string, avoiding: Avoiding): Visit {
  const ways = witness(flow, theStart, key, avoiding) ?? []
  return { skill: visit.skill, prefix: `${visit.prefix}${name}/`, ways: [...visit.ways, ...ways], words: [...visit.words, ...pathWords(flow, ways, visit.prefix)] }
}

function fitting(deed: string): (name: string, tool: Tool | undefined) => boolean {
  const classes: readonly ToolClass[] = ['read', 'reversible', 'sensitive']
  const asked = classes.find((one) => one === deed)
  // A tool that is not known here may be of any class.
  if (asked !== undefined) return (_, tool) => tool === undefined || tool.class === asked
  if (deed === '*') return () => true
  if (deed.endsWith('.*')) return (name) => name.startsWith(deed.slice(0, -1))
  return (name) => name === deed
}

function avoidingOf(flow: Flow, world: ReportWorld, { without }: PathLimits, outermost: boolean): Avoiding {
  if (without === undefined) return () => false
  if (without === 'confirm') return confirmWays(flow, world)
  return (way) => outermost && way.from === without && way.why !== 'skip'
}

/** Gives a way in words, one step a line. */
export function pathWords(flow: Flow, ways: readonly Way[], prefix: string): readonly string[] {
  const named = (key: string): string => (key === theStart ? 'start' : key === theEnd ? 'end' : prefix + (flow.states.get(key)?.name ?? key))
  return ways.map((way) => `${named(way.from)} → ${named(way.to)}${reason(way)}`)
}

function reason(way: Way): string {
  const kinds: Partial<Record<Way['why'], string>> = { leave: 'the group ends', join: 'the branch ends', again: 'the element ends' }
  const words = [kinds[way.why] ?? '', way.label].filter((part) => part !== '').join(', ')
  return words === '' ? '' : `: ${words}`
}
