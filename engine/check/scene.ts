/*
 * What every rule looks at. Owns: the index of states and the checked expressions, each worked out once.
 * Always true: rules only read a scene; what they find goes to `report`.
 */
import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Document } from '../terms/document.ts'
import type { Range } from '../terms/position.ts'
import type { Skill } from '../terms/skill.ts'
import { flowOf } from '../flow/flow-of.ts'
import type { Flow, FlowState } from '../flow/flow.ts'
import { reachable } from '../flow/reach.ts'
import { checkCels, type CheckedCel } from './check-cels.ts'
import type { Environments } from './environment.ts'
import { diagnose, type Code, type Details } from './diagnose.ts'
import { createNearName, type NearName } from './near-name.ts'
import { createOffsetIn, type OffsetIn } from './offsets.ts'
import type { Places } from './places.ts'
import type { World } from './world.ts'

export interface Scene {
  readonly document: Document
  readonly skill: Skill
  readonly places: Places
  readonly world: World
  readonly flow: Flow
  /** All states in the order of the file. */
  readonly states: readonly FlowState[]
  /** The first state of each name. */
  readonly byName: ReadonlyMap<string, FlowState>
  readonly cels: readonly CheckedCel[]
  /** Which names are seen where, with their types. */
  readonly environments: Environments
  /** There are too many expressions to check; `cels` is empty then. */
  readonly tooMany: boolean
  /** Keys of the states a run can enter. */
  readonly reached: ReadonlySet<string>
  readonly near: NearName
  readonly offsetIn: OffsetIn
  report(code: Code, range: Range, message: string, details?: Details): void
}

export type Rule = (scene: Scene) => void

export function sceneOf(document: Document, skill: Skill, places: Places, world: World, report: (diagnostic: Diagnostic) => void): Scene {
  const flow = flowOf(skill)
  const states = [...flow.states.values()]
  const byName = new Map<string, FlowState>()
  for (const state of states) if (!byName.has(state.state.name)) byName.set(state.state.name, state)
  let reached: ReadonlySet<string> | undefined
  return {
    document,
    skill,
    places,
    world,
    flow,
    states,
    byName,
    ...checkCels(skill, world, flow),
    get reached() {
      return (reached ??= reachable(flow))
    },
    near: createNearName(),
    offsetIn: createOffsetIn(document),
    report: (code, range, message, details) => report(diagnose(code, range, message, details)),
  }
}

/** Says which names are possible: 'Did you mean "pour"? States here: boil, pour.' */
export function namesHelp(kind: string, names: readonly string[], near: string | undefined): string {
  const listed = names.length === 0 ? '' : ` ${kind} here: ${names.length > 12 ? `${names.slice(0, 12).join(', ')} and ${names.length - 12} more` : names.join(', ')}.`
  return near === undefined ? listed.trim() || `There are no ${kind.toLowerCase()} here.` : `Did you mean "${near}"?${listed}`
}

/** Gives the edit that puts `near` at a place, with its title. */
export function renameFix(range: Range, near: string | undefined): Details['fix'] {
  return near === undefined ? undefined : { title: `Write "${near}"`, edits: [{ range, text: near }] }
}
