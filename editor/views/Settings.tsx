import { useStore } from 'zustand'
import type { Workspace } from '../session/workspace.ts'

/** The policy, the grants and what this engine is. */
export function Settings({ workspace }: { readonly workspace: Workspace }) {
  const facts = useStore(workspace.store, (state) => state.facts)
  return <p>{facts?.version}</p>
}
