import { titleOf } from '../graph/state-words.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { outerOf, stateAt } from '../rules/state-path.ts'

export interface TargetChoice {
  readonly name: string
  readonly words: string
}

const known = new WeakMap<SkillView, Map<string | undefined, readonly TargetChoice[]>>()

/** Gives the states that ways of a state may lead to: those of the same each, or of the skill itself; without a state all of these. */
export function targetsFor(view: SkillView, state: string | undefined): readonly TargetChoice[] {
  const machine = state === undefined ? undefined : stateAt(view, state)?.machine
  const byMachine = known.get(view) ?? new Map<string | undefined, readonly TargetChoice[]>()
  known.set(view, byMachine)
  const found = byMachine.get(machine) ?? [...view.flow.states.values()].filter((one) => one.machine === machine && outerOf(view, one) === one).map((one) => choiceOf(one.state.name, titleOf(one)))
  byMachine.set(machine, found)
  return found
}

function choiceOf(name: string, title: string): TargetChoice {
  return { name, words: title.toLowerCase() === name.replaceAll('_', ' ') ? name : `${name} · ${title}` }
}
