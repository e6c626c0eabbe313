import { theEnd, theStart } from '../../engine/index.ts'
import { outletsOf, type OutletKind } from './outlets.ts'
import type { SkillView } from './skill-view.ts'
import { stateAt } from './state-path.ts'

export interface Connection {
  /** A state, or the start. */
  readonly from: string
  readonly outlet: OutletKind
  readonly to: string
}

/** Gives why a way can not be drawn, in a sentence; `undefined` when it can. Fast enough to ask while the mouse moves. */
export function whyNotConnect(view: SkillView, { from, outlet, to }: Connection): string | undefined {
  if (to === theEnd) return 'Nothing can be led to the end itself. Add a state that ends the run, and lead to that.'
  if (to === theStart) return 'Nothing leads to the start.'
  const target = stateAt(view, to)
  if (target === undefined) return `There is no state "${to}".`
  if (from === theStart) return target.parent === undefined ? undefined : 'The start leads to a state that lies in no group.'
  const source = stateAt(view, from)
  if (source === undefined) return `There is no state "${from}".`
  if (!outletsOf(source).some(({ kind }) => kind === outlet)) return `No such way leads from "${source.name}".`
  if (outlet === 'start') return target.parent === source.key ? undefined : 'A group begins with a state that lies directly in it.'
  if (source.machine !== target.machine) return 'A state inside an each leads to states in the same each only, and nothing leads into one from outside.'
  return undefined
}
