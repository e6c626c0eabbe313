import type { Workspace } from '../session/workspace.ts'

/** A skill that came with a link: its report first; it can do nothing until it is kept and accepted. */
export function SharedSkill({ data }: { readonly workspace: Workspace; readonly data: string }) {
  return <p>{data.length}</p>
}
