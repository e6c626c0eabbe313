import { templateWords, type FlowState } from '../../../engine/index.ts'
import type { Surroundings } from './surroundings.ts'

const fixed: ReadonlyMap<string, string> = new Map([
  ['input', 'What the run was started with: the inputs of the file.'],
  ['vars', 'The variables of the file.'],
  ['intent', 'What the person wants, in their words, when there was such a thing.'],
  ['memory', 'What was remembered for good.'],
  ['error', 'The failure that was last caught: code, message, state, tool, facts.'],
  ['event', 'The event that led here: name and data.'],
  ['now', 'The time of the step.'],
  ['index', 'The number of the element, from 0.'],
  ['result', 'What the tool answered when the deed was done.'],
])

/** Says where a name in an expression comes from. */
export function nameWords({ byName, flow }: Surroundings, name: string): string | undefined {
  const state = byName.get(name)
  if (state !== undefined) return `The result of the state "${name}", which ${stateWords(state)}. Null before it has one.`
  const holder = [...flow.states.values()].find(({ state: { activity } }) => activity.kind === 'each' && activity.as === name)
  if (holder !== undefined) return `The element that "${holder.name}" is at.`
  return fixed.get(name)
}

/** Says in a few words what a state does. */
export function stateWords({ state: { activity, title } }: FlowState): string {
  const named = title === undefined ? '' : ` ("${title}")`
  switch (activity.kind) {
    case 'call':
      return `calls ${activity.tool}${named}`
    case 'run':
      return `runs the skill ${templateWords(activity.skill)}${named}`
    case 'ask':
      return `asks the person${named}`
    case 'confirm':
      return `asks for a yes${named}`
    case 'think':
      return `asks the model${named}`
    case 'each':
      return `goes through a list${named}`
    case 'together':
      return `does several things at once${named}`
    case 'choose':
      return `chooses a way${named}`
    case 'wait':
    case 'wait-until':
    case 'wait-for':
      return `waits${named}`
    case 'set':
      return `sets ${Object.keys(activity.vars).join(', ')}${named}`
    case 'states':
      return `is a group of states${named}`
    case 'leave':
      return `finishes the group${named}`
    case 'history':
      return `leads to where the group was left${named}`
    case 'end':
      return `ends the run as ${activity.outcome}${named}`
    case 'pass':
    case 'rest':
      return `${activity.kind === 'rest' ? 'rests until something leads away' : 'passes on'}${named}`
  }
}
