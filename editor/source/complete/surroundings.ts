/* What completions and explanations know: the skill as far as it can be read, tools, other skills, what expressions see. */
import { flowOf, Places, readSkill, scopesOf, type CelRole, type CheckWorld, type Document, type ExpressionScope, type Flow, type FlowState, type Skill, type SkillListing, type ToolFacts } from '../../../engine/index.ts'
import { checkingWorld, type Picture } from '../../session/picture.ts'

export interface Surroundings {
  readonly skill: Skill
  readonly flow: Flow
  readonly byName: ReadonlyMap<string, FlowState>
  readonly tools: ReadonlyMap<string, ToolFacts>
  readonly skills: ReadonlyMap<string, SkillListing>
  readonly world: CheckWorld
  /** What an expression sees in a state; left out: in a bound of the ceiling. */
  scope(owner: FlowState | undefined, role: CelRole): ExpressionScope
}

export interface Installed {
  readonly tools: readonly ToolFacts[]
  readonly skills: readonly SkillListing[]
}

const made = new WeakMap<object, { readonly known: Known; readonly around: Surroundings }>()

/** Gives the surroundings in a picture; of a text with faults the reading that knows more states is taken. */
export function surroundingsOf(picture: Pick<Picture, 'document' | 'good'>, installed: Installed): Surroundings {
  const known = installedOf(installed)
  const before = made.get(picture)
  if (before?.known === known) return before.around
  const around = makeSurroundings(picture, known)
  made.set(picture, { known, around })
  return around
}

function makeSurroundings({ document, good }: Pick<Picture, 'document' | 'good'>, known: Known): Surroundings {
  const read = reading(document)
  const { skill, flow } = good !== undefined && good.flow.states.size > read.flow.states.size ? good : read
  const byName = new Map<string, FlowState>()
  for (const state of flow.states.values()) if (!byName.has(state.state.name)) byName.set(state.state.name, state)
  const scopes = new Map<string, ExpressionScope>()
  let scopeAt: ReturnType<typeof scopesOf> | undefined
  const scope: Surroundings['scope'] = (owner, role) => {
    const key = `${role} ${owner?.key ?? ''}`
    const found = scopes.get(key) ?? (scopeAt ??= scopesOf(skill, known.world, flow))(owner, role)
    scopes.set(key, found)
    return found
  }
  return { skill, flow, byName, ...known, scope }
}

const readings = new WeakMap<Document, { readonly skill: Skill; readonly flow: Flow }>()

function reading(document: Document): { readonly skill: Skill; readonly flow: Flow } {
  const known = readings.get(document)
  if (known !== undefined) return known
  const skill = readSkill(document, () => undefined, new Places())
  const made = { skill, flow: flowOf(skill) }
  readings.set(document, made)
  return made
}

interface Known {
  readonly tools: ReadonlyMap<string, ToolFacts>
  readonly skills: ReadonlyMap<string, SkillListing>
  readonly world: CheckWorld
}

let lastInstalled: { readonly from: Installed; readonly known: Known } | undefined

function installedOf({ tools, skills }: Installed): Known {
  if (lastInstalled !== undefined && lastInstalled.from.tools === tools && lastInstalled.from.skills === skills) return lastInstalled.known
  const known = { tools: new Map(tools.map((tool) => [tool.name, tool])), skills: new Map(skills.map((skill) => [skill.name, skill])), world: checkingWorld({ tools, skills }) }
  lastInstalled = { from: { tools, skills }, known }
  return known
}

/**
 * Gives the state whose names an expression sees under `key` of the state `name`. An `each` with one activity holds a state of
 * its own, which sees the element; the list, and where the whole goes on, stand outside of it.
 */
export function ownerOf({ flow, byName }: Surroundings, name: string | undefined, key: string | undefined): FlowState | undefined {
  const state = name === undefined ? undefined : byName.get(name)
  const { activity } = state?.state ?? {}
  const isOutside = key !== undefined && ['each', 'at_once', 'if', 'next', 'on', 'after', 'always', 'entry', 'exit'].includes(key)
  const inside = activity?.kind === 'each' && activity.single && !isOutside ? state?.children[0] : undefined
  return inside === undefined ? state : (flow.states.get(inside) ?? state)
}
