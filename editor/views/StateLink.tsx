import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'

interface StateLinkProps {
  readonly workspace: Workspace
  readonly session: Session
  /** A name of a state; one with `/` lies in another skill. */
  readonly state: string
  /** The picture is beside it, so that selecting is enough. */
  readonly isBeside?: boolean
}

/** The name of a state that leads to it in the picture. */
export function StateLink({ workspace, session, state, isBeside = false }: StateLinkProps) {
  const flow = session.store.getState().picture.good?.flow
  const found = flow?.states.get(state) ?? [...(flow?.states.values() ?? [])].find(({ name }) => name === state)
  const show = (): void => {
    if (found === undefined) return
    session.select([found.key])
    if (!isBeside) workspace.goTo({ view: 'skill', id: session.store.getState().id, tab: 'edit' })
  }
  return (
    <button type="button" className="view-state" disabled={found === undefined} title={found === undefined ? 'It lies in another skill' : 'Show it in the picture'} onClick={show}>
      {state}
    </button>
  )
}
