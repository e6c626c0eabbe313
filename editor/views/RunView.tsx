import type { Workspace } from '../session/workspace.ts'

/** One run, as it goes or as it went. */
export function RunView({ run }: { readonly workspace: Workspace; readonly run: string }) {
  return <p>{run}</p>
}
