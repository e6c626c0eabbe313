import { useStore } from 'zustand'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'

/** The text of a skill. */
export function Source({ session }: { readonly workspace: Workspace; readonly session: Session }) {
  return <pre>{useStore(session.store, (state) => state.text)}</pre>
}
