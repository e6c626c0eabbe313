import type { State } from '../terms/skill.ts'

/** Whether a state is entered through a door: a node that decides whether, and how, to go in. */
export function needsDoor(state: State): boolean {
  return state.if !== undefined || state.disabled || resumes(state) || (isGroup(state) && state.retry !== undefined)
}

/** Whether entering the group by name resumes it where it was last left. */
export function resumes(state: State): boolean {
  return state.activity.kind === 'states' && state.activity.history !== undefined
}

export function isGroup(state: State): boolean {
  return state.activity.kind === 'states' || state.activity.kind === 'together'
}

export function doorName(name: string): string {
  return `${name}$in`
}

/** All states of one machine in file order: nested states and branches, but not the bodies of an `each`. */
export function statesOf(states: readonly State[]): State[] {
  const result: State[] = []
  const stack = [...states].reverse()
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    result.push(state)
    if (state.activity.kind === 'states') stack.push(...[...state.activity.states].reverse())
    if (state.activity.kind === 'together') stack.push(...[...state.activity.branches].reverse())
  }
  return result
}
