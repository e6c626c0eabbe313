import type { Builder } from '../builder.ts'
import { doorName, isGroup, needsDoor, resumes } from '../doors.ts'
import type { Nodes, Way } from '../node-config.ts'
import { faultWay, type Place } from '../ways.ts'
import { withCell } from '../values.ts'

/**
 * The node in front of a state that is passed over when disabled or its `if:` does not hold; empty where there is none.
 * A condition that can not be evaluated fails the state before it is entered: a group around it can catch that.
 */
export function buildDoor(builder: Builder, place: Place): Nodes {
  const { state, following } = place
  if (!needsDoor(state)) return {}
  const id = doorName(state.name)
  const slot = builder.slots.byState.get(state.name) as number
  const clear = builder.change('clear', (values) => withCell(values, slot, undefined))
  const past: Way = { target: following.target, actions: [clear, ...following.actions] }
  const inside: Way = { target: `#${resumes(state) ? `${state.name}$history` : state.name}`, ...(isGroup(state) && state.retry !== undefined && { actions: [clear] }) }
  if (state.disabled) return { [id]: { id, always: [past] } }
  if (state.if === undefined) return { [id]: { id, always: [inside] } }
  const always = [{ ...inside, guard: builder.guard(state.if, state.name) }, faultWay(state.name), past]
  return { [id]: { id, always } }
}
