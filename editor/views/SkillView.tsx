import { useEffect } from 'react'
import { useStore } from 'zustand'
import { Empty } from '../look/Empty.tsx'
import type { Session } from '../session/session.ts'
import { writePlace, type SkillTab } from '../session/place.ts'
import type { Workspace } from '../session/workspace.ts'
import { EditPanes, prepareEditPanes } from './EditPanes.tsx'
import { SkillHeader } from './SkillHeader.tsx'
import './skill-view.css'
import { deferred } from '../look/deferred.tsx'

const ReportView = deferred(async () => (await import('./ReportView.tsx')).ReportView)
const TestsView = deferred(async () => (await import('./TestsView.tsx')).TestsView)
const RehearseView = deferred(async () => (await import('./RehearseView.tsx')).RehearseView)
const ConflictDialog = deferred(async () => (await import('./ConflictDialog.tsx')).ConflictDialog, null)

/** One skill file: drawing and text, its report, its tests, its rehearsal. */
export function SkillView({ workspace, id, tab }: { readonly workspace: Workspace; readonly id: string; readonly tab: SkillTab }) {
  const session = useStore(workspace.store, (state) => state.session)
  const isReady = useStore(workspace.store, (state) => state.facts !== null)
  useEffect(() => {
    if (tab === 'edit') prepareEditPanes()
  }, [tab])
  useEffect(() => {
    if (isReady) void workspace.openSkill(id)
  }, [workspace, id, isReady])
  const isMissing = useStore(workspace.store, ({ areSkillsRead, skills }) => areSkillsRead && !skills.some((one) => one.id === id))
  if (session === null || (isMissing && session.store.getState().id !== id))
    return isReady && isMissing ? (
      <Empty icon="library" title="There is no such skill" action={<a href={writePlace({ view: 'library' })}>All skills</a>}>
        It may have been moved or removed.
      </Empty>
    ) : (
      <p className="app-loading">Opening …</p>
    )
  return <OpenSkill key={session.store.getState().id} workspace={workspace} session={session} tab={tab} />
}

interface OpenSkillProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly tab: SkillTab
}

function OpenSkill({ workspace, session, tab }: OpenSkillProps) {
  const conflict = useStore(session.store, (state) => state.conflict !== null)
  useFileKeys(workspace, session)
  return (
    <div className="skill-view">
      <SkillHeader workspace={workspace} session={session} tab={tab} />
      {tab === 'edit' && <EditPanes workspace={workspace} session={session} />}
      {tab === 'report' && <ReportView workspace={workspace} session={session} />}
      {tab === 'tests' && <TestsView workspace={workspace} session={session} />}
      {tab === 'rehearse' && <RehearseView workspace={workspace} session={session} />}
      {conflict && <ConflictDialog workspace={workspace} session={session} />}
    </div>
  )
}

/** Keys that hold in the whole view: keep the file, take back, do again. A field with a history of its own keeps its keys. */
function useFileKeys(workspace: Workspace, session: Session): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 's') {
        event.preventDefault()
        void workspace.save()
      } else if (!isField(event.target)) {
        if (key === 'y' || (key === 'z' && event.shiftKey)) session.redo()
        else if (key === 'z') session.undo()
        else return
        event.preventDefault()
      }
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [workspace, session])
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}
