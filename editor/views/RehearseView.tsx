import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'

/** The rehearse of one skill. */
export function RehearseView({ session }: { readonly workspace: Workspace; readonly session: Session }) {
  return <p className="app-loading">{session.store.getState().id}</p>
}
