import { useStore } from 'zustand'
import type { Workspace } from '../session/workspace.ts'

/** The runs of this engine, newest first. */
export function Runs({ workspace }: { readonly workspace: Workspace; readonly skill: string | undefined }) {
  const runs = useStore(workspace.store, (state) => state.runs)
  return <p>{runs.length}</p>
}
