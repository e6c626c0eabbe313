import type { JsonObject } from '../../engine/index.ts'
import type { Point, Positions } from '../graph/place-nodes.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'

const none: Positions = {}

/** Gives where states were moved to by hand, as it is kept beside the skill. */
export function positionsIn(sidecar: JsonObject | null): Positions {
  const positions = sidecar?.['positions']
  return typeof positions === 'object' && positions !== null && !Array.isArray(positions) ? (positions as Positions) : none
}

/** Keeps the places of states beside the skill; of states that are no longer drawn, none. */
export function keepPositions(workspace: Workspace, session: Session, moved: { readonly [id: string]: Point }, drawn: ReadonlySet<string>): void {
  const { sidecar } = session.store.getState()
  const known = Object.entries({ ...positionsIn(sidecar), ...moved }).filter(([id]) => drawn.has(id))
  keep(workspace, session, { ...sidecar, positions: Object.fromEntries(known) as JsonObject })
}

/** Lets the layout place all states again. */
export function dropPositions(workspace: Workspace, session: Session): void {
  const { positions: _, ...rest } = session.store.getState().sidecar ?? {}
  keep(workspace, session, rest)
}

function keep(workspace: Workspace, session: Session, sidecar: JsonObject): void {
  session.keepBeside(sidecar)
  const { id, base, writable } = session.store.getState()
  if (base !== null && writable) void workspace.attempt((desk) => desk.keepBeside(id, sidecar))
}
