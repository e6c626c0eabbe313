import type { Activity, Skill, State } from '../../engine/terms/skill.ts'

const range = { start: 0, end: 0 }
const noActions = { set: {}, raise: [], cancel: [] }

/** A state by hand, for skills too large or too odd to write as text. */
export function state(name: string, activity: Activity = { kind: 'pass' }, more: Partial<State> = {}): State {
  return {
    name, nameRange: range, range, title: undefined, note: undefined, disabled: false, if: undefined, activity, next: undefined,
    timeout: undefined, retry: undefined, catch: [], undo: undefined, on: [], after: [], always: [], entry: noActions, exit: noActions, ...more,
  }
}

export function group(name: string, states: readonly State[]): State {
  return state(name, { kind: 'states', start: states[0]?.name ?? '', states, history: undefined })
}

export function together(name: string, branches: readonly State[]): State {
  return state(name, { kind: 'together', first: false, branches })
}

export function call(name: string, tool: string, more: Partial<State> = {}): State {
  return state(name, { kind: 'call', tool, toolRange: range, with: {} }, more)
}

/** Takes `target` when the condition holds; otherwise what follows. */
export function choose(name: string, condition: string, target: string): State {
  return state(name, { kind: 'choose', branches: [{ ...noActions, if: { text: condition, range }, targets: [{ state: target, range }], reenter: false, range }] })
}

export function skillOf(states: readonly State[], more: Partial<Skill> = {}): Skill {
  return {
    name: 'sample', title: 'Sample', description: '', examples: [], inputs: {}, vars: {}, uses: undefined,
    limits: { steps: 10_000, time: undefined, stepsWritten: false }, start: states[0]?.name ?? '', states, tests: [], ...more,
  }
}
