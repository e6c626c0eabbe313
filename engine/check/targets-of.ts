import type { State, Target, Transition } from '../terms/skill.ts'

/** A target with the key it stands at, such as "next" or "yes". */
export interface NamedTarget {
  readonly key: string
  readonly target: Target
}

/** Gives every target that a state itself names; those of the states inside it are theirs. */
export function targetsOf(state: State): NamedTarget[] {
  const targets: NamedTarget[] = []
  const add = (key: string, target: Target | undefined): void => void (target !== undefined && targets.push({ key, target }))
  const { activity } = state
  for (const target of state.next ?? []) add('next', target)
  for (const transition of waysIn(state)) for (const target of transition.targets) add('next', target)
  for (const taken of state.catch) add('catch', taken.next)
  if (activity.kind === 'confirm') for (const key of ['of', 'yes', 'no', 'expired'] as const) add(key, activity[key])
  return targets
}

/** Gives all transitions a state itself declares: branches, on, after and always. */
export function waysIn(state: State): readonly Transition[] {
  const branches = state.activity.kind === 'choose' ? state.activity.branches : []
  return [...branches, ...state.on, ...state.after, ...state.always]
}
