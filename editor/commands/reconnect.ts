import { theStart } from '../../engine/index.ts'
import { whyNotConnect } from '../rules/can-connect.ts'
import type { OutletKind } from '../rules/outlets.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { stateAt } from '../rules/state-path.ts'
import { wayAt } from '../rules/way-id.ts'
import { wayPlace } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'
import { Draft } from './draft.ts'
import { finish } from './finish.ts'

/** Gives the edits that lead a way to another state. */
export function reconnect(view: SkillView, { way: id, to }: { readonly way: string; readonly to: string }): Command {
  const way = wayAt(view, id)
  if (way === undefined) return refuse('This way is no longer there.')
  const place = wayPlace(view, way)
  const target = stateAt(view, to)
  if (place === undefined) return refuse(fixedWay(way.why))
  const from = view.flow.states.get(way.from)
  const outlet: OutletKind = way.why === 'start' || way.why === 'item' ? 'start' : 'next'
  const why = outlet === 'start' || from === undefined ? whyNotConnect(view, { from: way.from, outlet, to }) : whyNotLead(view, way.from, to)
  if (why !== undefined || target === undefined) return refuse(why ?? `There is no state "${to}".`)
  const draft = new Draft(view).set(place.path, { json: target.state.name })
  return finish(draft, way.from === theStart ? {} : { selects: way.from })
}

/** Gives why a way of a state can not lead to another, whatever kind of way it is. */
function whyNotLead(view: SkillView, from: string, to: string): string | undefined {
  const source = view.flow.states.get(from)
  const target = stateAt(view, to)
  if (source === undefined || target === undefined) return `There is no state "${to}".`
  return source.machine === target.machine ? undefined : 'A state inside an each leads to states in the same each only, and nothing leads into one from outside.'
}

/** Says why a way can not be led elsewhere. */
export function fixedWay(why: string): string {
  switch (why) {
    case 'skip':
      return 'A state that is passed over leads to the one that follows in the file. Move the states to change that.'
    case 'failed':
      return 'Nothing catches this failure. Draw a way from "On failure" to lead it somewhere.'
    case 'history':
      return 'This way leads to where the group was last left.'
    case 'end':
      return 'The run ends here. Change the state, or lead to another one.'
    case 'start':
    case 'item':
      return 'All branches of a together begin at once.'
    default:
      return 'This way follows from where the state stands. Move the state to change it.'
  }
}
