import type { State } from '../terms/skill.ts'
import type { Surroundings } from './plan-machine.ts'
import type { Slots } from './scope.ts'

/** What one machine is made from: the states of a skill, or of the body of an `each`. */
export interface MachineSource {
  readonly name: string
  readonly states: readonly State[]
  readonly start: string
  /** For a body: the name of its element, and where the names around it lie. */
  readonly item: string | undefined
  readonly outer: Slots | undefined
  readonly surroundings: Surroundings
}
