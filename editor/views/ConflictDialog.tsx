import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'

/** The file was changed by another hand: both texts, to choose from. */
export function ConflictDialog({ session }: { readonly workspace: Workspace; readonly session: Session }) {
  return <p className="app-loading">{session.store.getState().id}</p>
}
