import type { FlowState } from '../flow/flow.ts'
import type { Actions, Activity, Cel, Catch, Skill, State, Template, Templates, Transition } from '../terms/skill.ts'

/**
 * What an expression is for. `condition` and `evidence` must give true or false; `list` a list; `undo` may read `result`;
 * `bound` only the inputs.
 */
export type CelRole = 'value' | 'condition' | 'evidence' | 'list' | 'duration' | 'time' | 'undo' | 'bound'

export interface PlacedCel {
  readonly cel: Cel
  readonly role: CelRole
  /** The state it stands in; `undefined` for the ceiling. */
  readonly owner: FlowState | undefined
}

/** Gives every expression of a skill with the state it stands in and what it is for. */
export function celsOf(skill: Skill, states: readonly FlowState[]): PlacedCel[] {
  const found: PlacedCel[] = []
  for (const owner of states) {
    walkState(owner.state, {
      cel: (role, cel) => void (cel !== undefined && found.push({ cel, role, owner })),
      value: (template, role) => void (template !== undefined && templateCels(template, (cel) => found.push({ cel, role: role ?? 'value', owner }))),
    })
  }
  for (const use of skill.uses ?? []) {
    for (const bound of Object.values(use.bounds).flat()) templateCels(bound, (cel) => found.push({ cel, role: 'bound', owner: undefined }))
  }
  return found
}

/** What is called for each condition and each value of a state. Without a role, a value is a plain one. */
export interface StateVisitor {
  cel(role: CelRole, cel: Cel | undefined): void
  value(template: Template | undefined, role?: CelRole): void
}

/** Walks all conditions and values of a state, but not those of the states inside it. */
export function walkState(state: State, { cel, value }: StateVisitor): void {
  cel('condition', state.if)
  walkActivity(state.activity, cel, value)
  value(state.timeout, 'duration')
  value(state.retry?.after, 'duration')
  cel('condition', state.retry?.if)
  for (const taken of state.catch) walkCatch(taken, cel, value)
  for (const template of Object.values(state.undo?.with ?? {})) value(template, 'undo')
  for (const way of [...state.on, ...state.after, ...state.always]) walkWay(way, cel, value)
  for (const delayed of state.after) value(delayed.delay, 'duration')
  walkActions(state.entry, value)
  walkActions(state.exit, value)
}

type Add = StateVisitor['cel']
type Value = StateVisitor['value']

function walkActivity(activity: Activity, cel: Add, value: Value): void {
  switch (activity.kind) {
    case 'call':
      return walkAll(activity.with, value)
    case 'run':
      value(activity.skill)
      return walkAll(activity.with, value)
    case 'ask':
    case 'confirm':
      value(activity.text)
      return value(activity.expires, 'duration')
    case 'think':
      value(activity.question)
      return walkAll(activity.given, value)
    case 'choose':
      return activity.branches.forEach((branch) => walkWay(branch, cel, value))
    case 'each':
      value(activity.items, activity.items.kind === 'expression' ? 'list' : 'value')
      return value(activity.atOnce)
    case 'wait':
      return value(activity.duration, 'duration')
    case 'wait-until':
      return value(activity.time, 'time')
    case 'wait-for':
      cel('condition', activity.if)
      return value(activity.timeout, 'duration')
    case 'set':
      return walkAll(activity.vars, value)
    case 'leave':
      return value(activity.value)
    case 'end':
      value(activity.output)
      value(activity.because)
      return cel('evidence', activity.evidence)
    case 'pass':
    case 'rest':
    case 'together':
    case 'states':
    case 'history':
      return
  }
}

function walkAll(templates: Templates, value: Value): void {
  for (const template of Object.values(templates)) value(template)
}

function walkWay(way: Transition, cel: Add, value: Value): void {
  cel('condition', way.if)
  walkActions(way, value)
}

function walkActions(actions: Actions, value: Value): void {
  walkAll(actions.set, value)
  for (const raise of actions.raise) {
    walkAll(raise.data, value)
    value(raise.after, 'duration')
  }
}

function walkCatch(taken: Catch, cel: Add, value: Value): void {
  cel('condition', taken.if)
  value(taken.keep)
  walkAll(taken.set, value)
}

/** Hands every expression inside a template to `visit`. */
export function templateCels(template: Template, visit: (cel: Cel) => void): void {
  switch (template.kind) {
    case 'literal':
      return
    case 'expression':
      return visit(template.cel)
    case 'text':
      for (const part of template.parts) if (typeof part !== 'string') visit(part)
      return
    case 'list':
      for (const item of template.items) templateCels(item, visit)
      return
    case 'object':
      for (const field of Object.values(template.fields)) templateCels(field, visit)
  }
}
