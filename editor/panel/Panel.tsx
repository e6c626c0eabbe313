import { useStore } from 'zustand'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'

/** The form of what is selected. */
export function Panel({ session }: { readonly workspace: Workspace; readonly session: Session }) {
  return <p className="app-loading">{useStore(session.store, (state) => state.selection.join(', '))}</p>
}
