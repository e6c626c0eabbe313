import { visible, type Flow, type FlowState } from '../../engine/index.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'

interface StateLinkProps {
  readonly workspace: Workspace
  readonly session: Session
  /** A name or path of a state: `outer/inner`, `move[2]/move`. */
  readonly state: string
  /** The picture is beside it, so that selecting is enough. */
  readonly isBeside?: boolean
}

/** The name of a state that leads to it in the picture. */
export function StateLink({ workspace, session, state, isBeside = false }: StateLinkProps) {
  const flow = session.store.getState().picture.good?.flow
  const found = flow === undefined ? undefined : shownState(flow, state)
  const show = (): void => {
    if (found === undefined) return
    session.select([found.key])
    if (!isBeside) workspace.goTo({ view: 'skill', id: session.store.getState().id, tab: 'edit' })
  }
  return (
    <button type="button" className="view-state" disabled={found === undefined} title={found === undefined ? 'It lies in another skill' : 'Show it in the picture'} onClick={show}>
      {visible(found === undefined ? state : labelOf(state, found.name))}
    </button>
  )
}

/** Gives the state of the open file that a path leads to, or leads through on its way into another skill. */
function shownState(flow: Flow, path: string): FlowState | undefined {
  let last: FlowState | undefined
  for (const part of path.split('/')) {
    const name = part.replace(/\[\d+\]$/, '')
    const state = flow.states.get(name) ?? [...flow.states.values()].find((one) => one.name === name)
    if (state === undefined || (last !== undefined && last.state.activity.kind === 'run')) break
    last = state
  }
  return last
}

/** An element of an `each` by its number from 1; all else as it stands. */
function labelOf(path: string, name: string): string {
  const parts = path.split('/')
  const [, index] = /\[(\d+)\]$/.exec(parts.at(-2) ?? '') ?? []
  return index === undefined ? (parts.at(-1) === name ? name : path) : `${name} ${Number(index) + 1}`
}
