import type { RunView, StateView } from '../../engine/index.ts'

/** How a run stands, by the names of the states in its picture. */
export interface RunLight {
  readonly active: readonly string[]
  readonly done: { readonly [state: string]: 'done' | 'failed' }
  readonly current?: string
}

/** Gives the light on the picture of the skill that a run is of. States of skills that it runs inside are not in that picture. */
export function runLight(view: RunView, current?: string): RunLight {
  const byName = new Map<string, StateView[]>()
  for (const state of view.states) {
    if (state.skill !== view.skill) continue
    const known = byName.get(state.state)
    if (known === undefined) byName.set(state.state, [state])
    else known.push(state)
  }
  const active: string[] = []
  const done: { [state: string]: 'done' | 'failed' } = Object.create(null) as { [state: string]: 'done' | 'failed' }
  for (const [name, states] of byName) {
    if (states.some((state) => state.active)) active.push(name)
    else done[name] = outermost(states).some(({ failure }) => failure !== null) ? 'failed' : 'done'
  }
  return { active, done, ...(current !== undefined && { current: nameOfPath(current) }) }
}

/** The one state of an `each` with one activity has the name of that `each`: the `each` itself tells how it went. */
function outermost(states: readonly StateView[]): readonly StateView[] {
  const depth = ({ path }: StateView): number => path.split('/').length
  const least = Math.min(...states.map(depth))
  return states.filter((state) => depth(state) === least)
}

/** Gives the name of the state that a path such as `move[3]/put` leads to. */
export function nameOfPath(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Gives the state to show when the picture is asked for a name: the active one, else the one entered last. */
export function pathOfName(view: RunView, name: string): string | undefined {
  const states = view.states.filter((state) => state.state === name && state.skill === view.skill)
  const best = states.reduce<StateView | undefined>((last, state) => (last === undefined || Number(state.active) - Number(last.active) > 0 || (state.active === last.active && state.lastEntered >= last.lastEntered && outranks(state, last)) ? state : last), undefined)
  return best?.path
}

function outranks(state: StateView, other: StateView): boolean {
  return state.path.split('/').length <= other.path.split('/').length
}
