/*
 * Every call a skill and its sub-skills may make. Owns: walking through sub-skills with what their inputs point to.
 * Always true: a skill that runs itself, or many that run each other, end (W1); what is cut short is told as "anywhere" (W2).
 */
import type { FlowState } from '../flow/flow.ts'
import { doable } from '../flow/reach.ts'
import type { Json } from '../terms/json.ts'
import type { Skill, Template, Templates } from '../terms/skill.ts'
import type { Tool } from '../terms/tool.ts'
import { confirmWays, memoFlow, skillNamed, type ReportWorld } from './confirm-ways.ts'
import { givenTemplate, originsOf, type OriginScope } from './report-origin.ts'
import { anywhere, exactly, fitPlace, type Place } from './report-place.ts'

/** One call in one state, with all it may point to. */
export interface FoundDeed {
  readonly tool: Tool
  /** With the states of the skills above it: `outer/inner`. */
  readonly state: string
  readonly targets: ReadonlyMap<string, readonly Place[]>
  readonly confirmed: boolean
  readonly undoable: boolean
}

export interface FoundDeeds {
  readonly deeds: readonly FoundDeed[]
  readonly unknown: readonly string[]
  /** Skills that run inside, by name; one chosen by an input is told in words. */
  readonly skills: readonly string[]
  /** A language model is asked. */
  readonly thinks: boolean
}

interface Visit {
  readonly skill: Skill
  readonly prefix: string
  readonly depth: number
  readonly confirmed: boolean
  readonly inputs: OriginScope['inputs']
}

const maxVisits = 500
const maxDepth = 16

/** Gives the calls of a skill from the file alone. `bounded: false` leaves the bounds of `uses:` aside. */
export function findDeeds(skill: Skill, world: ReportWorld, bounded = true): FoundDeeds {
  const found = { deeds: [] as FoundDeed[], unknown: new Set<string>(), skills: new Set<string>(), thinks: false }
  const visits: Visit[] = [{ skill, prefix: '', depth: 0, confirmed: false, inputs: undefined }]
  const seen = new Set<string>()
  for (let index = 0; index < visits.length; index++) {
    const visit = visits[index] as Visit
    const scope: OriginScope = { skill: visit.skill, flow: memoFlow(visit.skill), tool: (name) => world.tool(name), inputs: visit.inputs }
    const possible = doable(scope.flow)
    const unconfirmed = visit.confirmed ? new Set<string>() : doable(scope.flow, confirmWays(scope.flow, world))
    for (const state of scope.flow.states.values()) {
      if (!possible.has(state.key)) continue
      const confirmed = !unconfirmed.has(state.key)
      if (state.state.activity.kind === 'think') found.thinks = true
      for (const call of callsOf(state)) {
        const tool = world.tool(call.tool)
        if (tool === undefined) found.unknown.add(call.tool)
        else found.deeds.push(deedOf(tool, call.with, state, visit.prefix, confirmed, scope, bounded))
      }
      for (const next of runsOf(state, visit, scope, world, found)) {
        // Keeps W1: the same skill on the same places is looked at once; past the limit, once for all places (W2).
        const wide = visits.length >= maxVisits || next.depth >= maxDepth
        const known = JSON.stringify([next.skill.name, confirmed, wide ? '' : [...(next.inputs ?? [])]])
        if (seen.has(known)) continue
        seen.add(known)
        visits.push({ ...next, confirmed, inputs: wide ? new Map() : next.inputs })
      }
    }
  }
  return { deeds: found.deeds, unknown: [...found.unknown], skills: [...found.skills], thinks: found.thinks }
}

interface Call {
  readonly tool: string
  readonly with: Templates
}

/** The call of a state and the one that takes it back. */
function callsOf({ state }: FlowState): readonly Call[] {
  const own = state.activity.kind === 'call' ? [{ tool: state.activity.tool, with: state.activity.with }] : []
  return state.undo === undefined ? own : [...own, { tool: state.undo.tool, with: state.undo.with }]
}

function deedOf(tool: Tool, given: Templates, state: FlowState, prefix: string, confirmed: boolean, scope: OriginScope, bounded: boolean): FoundDeed {
  const targets = new Map<string, readonly Place[]>()
  for (const [argument, kind] of Object.entries(tool.control)) {
    const template = givenTemplate(given, argument)
    const places = template === undefined ? defaultPlaces(tool, argument) : originsOf(template, state.key, scope)
    const fitted = places.map((place) => fitPlace(place, kind))
    const certain = bounded ? withinCeiling(fitted, tool, argument, scope) : fitted
    if (certain.length > 0) targets.set(argument, distinct(certain))
  }
  return { tool, state: prefix + state.name, targets, confirmed, undoable: tool.undo !== undefined || (state.state.undo !== undefined && state.state.undo.tool !== tool.name) }
}

function distinct(places: readonly Place[]): readonly Place[] {
  if (places.some((place) => place.kind === 'anywhere')) return [anywhere]
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()]
}

/** What a tool takes when the file does not say. */
function defaultPlaces(tool: Tool, argument: string): readonly Place[] {
  const schema = tool.input.properties !== undefined && Object.hasOwn(tool.input.properties, argument) ? tool.input.properties[argument] : undefined
  const value: Json | undefined = schema?.default
  if (typeof value === 'string') return [exactly(value)]
  return tool.input.required?.includes(argument) === true ? [anywhere] : []
}

/**
 * A file with `uses:` is held to it and to nothing narrower: what is only probably inside a place is told as the bound. An
 * argument without a bound can not be used where one has a bound that it stands for.
 */
function withinCeiling(places: readonly Place[], tool: Tool, argument: string, scope: OriginScope): readonly Place[] {
  if (scope.skill.uses === undefined) return places
  const use = scope.skill.uses.find((one) => one.name === tool.name)
  const bounds = use !== undefined && Object.hasOwn(use.bounds, argument) ? use.bounds[argument] : undefined
  const group = tool.oneOf.find((one) => one.includes(argument)) ?? []
  if (use !== undefined && bounds === undefined && group.some((other) => Object.hasOwn(use.bounds, other))) return []
  const sure = places.filter((place) => place.kind === 'filled' || (place.kind === 'made' && (place.exact || place.found !== undefined)))
  if (sure.length === places.length) return places
  if (bounds === undefined) return [...sure, anywhere]
  return [...sure, ...bounds.flatMap((bound: Template) => originsOf(bound, undefined, scope)).map((place): Place => (place.kind === 'made' ? { ...place, exact: false } : place))]
}

/** The sub-skills a state may run. */
function runsOf(state: FlowState, visit: Visit, scope: OriginScope, world: ReportWorld, found: { readonly unknown: Set<string>; readonly skills: Set<string> }): readonly Visit[] {
  const activity = state.state.activity
  if (activity.kind !== 'run') return []
  const names = possibleSkills(activity.skill, state.key, scope)
  return names.flatMap((name) => {
    found.skills.add(typeof name === 'string' ? name : name.words)
    const next = typeof name === 'string' ? world.skill?.(name) : undefined
    if (typeof name === 'string' && next === undefined) found.unknown.add(name)
    if (next === undefined) return []
    const inputs = new Map<string, readonly Place[]>()
    for (const [input, schema] of Object.entries(next.skill.inputs)) {
      const given = Object.hasOwn(activity.with, input) ? activity.with[input] : undefined
      if (given !== undefined) inputs.set(input, originsOf(given, state.key, scope))
      else if (schema.default !== undefined && schema.default !== null) inputs.set(input, [typeof schema.default === 'string' ? exactly(schema.default) : anywhere])
    }
    return [{ skill: next.skill, prefix: `${visit.prefix}${state.name}/`, depth: visit.depth + 1, confirmed: visit.confirmed, inputs }]
  })
}

type SkillName = string | { readonly words: string }

function possibleSkills(template: Template, key: string, scope: OriginScope): readonly SkillName[] {
  const literal = skillNamed(template)
  if (literal !== undefined) return [literal]
  return originsOf(template, key, scope).flatMap((place): readonly SkillName[] => {
    if (place.kind !== 'made' || !place.exact) return [{ words: 'any skill' }]
    const [only] = place.parts
    if (place.parts.length !== 1 || only === undefined) return [{ words: 'any skill' }]
    if (typeof only === 'string') return [only]
    const schema = scope.inputs === undefined && Object.hasOwn(scope.skill.inputs, only.input) ? scope.skill.inputs[only.input] : undefined
    const listed = schema?.enum?.filter((one) => typeof one === 'string')
    return listed !== undefined && listed.length > 0 ? listed : [{ words: `any skill you name (input "${only.input}")` }]
  })
}

