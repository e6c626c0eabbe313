import type { FlowState, Path } from '../../engine/index.ts'
import type { SkillView } from './skill-view.ts'

/** Gives the state that a key or a name of people means; nothing when there is none. The one inside an `each` of one activity is the `each`. */
export function stateAt(view: SkillView, name: string): FlowState | undefined {
  const state = view.flow.states.get(name) ?? view.byName.get(name)
  return state === undefined ? undefined : outerOf(view, state)
}

/** Gives the state a person sees: for the one inside an `each` of one activity, the `each`. */
export function outerOf(view: SkillView, state: FlowState): FlowState {
  const parent = state.parent === undefined ? undefined : view.flow.states.get(state.parent)
  return parent !== undefined && isSingle(parent) ? parent : state
}

/** Says whether a state is an `each` with one activity and no states of its own. */
export function isSingle({ state }: FlowState): boolean {
  return state.activity.kind === 'each' && state.activity.single
}

/** Gives the way to a state in the document. */
export function pathOf(view: SkillView, state: FlowState): Path {
  const seen = outerOf(view, state)
  return [...listPath(view, seen.parent), seen.state.name]
}

/** Gives the way to the map of states in `parent`; of the skill itself when it is left out. */
export function listPath(view: SkillView, parent: string | undefined): Path {
  const holder = parent === undefined ? undefined : view.flow.states.get(parent)
  if (holder === undefined) return ['states']
  return [...pathOf(view, holder), holder.state.activity.kind === 'together' ? 'together' : 'states']
}

/** Gives the keys of the states in `parent` in the order of the file. */
export function childrenOf(view: SkillView, parent: string | undefined): readonly string[] {
  if (parent !== undefined) return view.flow.states.get(parent)?.children ?? []
  return [...view.flow.states.values()].filter((state) => state.parent === undefined).map(({ key }) => key)
}
