import { useEffect } from 'react'
import { useStore } from 'zustand'
import type { SkillTab } from '../session/place.ts'
import type { Workspace } from '../session/workspace.ts'

/** One skill file: drawing and text, its report, its tests, its rehearsal. */
export function SkillView({ workspace, id }: { readonly workspace: Workspace; readonly id: string; readonly tab: SkillTab }) {
  const session = useStore(workspace.store, (state) => state.session)
  const isReady = useStore(workspace.store, (state) => state.facts !== null)
  useEffect(() => {
    if (isReady) void workspace.openSkill(id)
  }, [workspace, id, isReady])
  return <pre>{session?.store.getState().text}</pre>
}
