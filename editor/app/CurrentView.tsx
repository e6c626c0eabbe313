import { useStore } from 'zustand'
import { Library } from '../views/Library.tsx'
import type { Workspace } from '../session/workspace.ts'
import { deferred } from '../look/deferred.tsx'

const SkillView = deferred(async () => (await import('../views/SkillView.tsx')).SkillView)
const Runs = deferred(async () => (await import('../views/Runs.tsx')).Runs)
const RunView = deferred(async () => (await import('../views/RunView.tsx')).RunView)
const Settings = deferred(async () => (await import('../views/Settings.tsx')).Settings)
const SharedSkill = deferred(async () => (await import('../views/SharedSkill.tsx')).SharedSkill)

/** The view of the place where the person is. What is not the library is loaded when it is first needed. */
export function CurrentView({ workspace }: { readonly workspace: Workspace }) {
  const place = useStore(workspace.store, (state) => state.place)
  return (
    <>
      {place.view === 'library' && <Library workspace={workspace} />}
      {place.view === 'skill' && <SkillView workspace={workspace} id={place.id} tab={place.tab} />}
      {place.view === 'runs' && <Runs workspace={workspace} skill={place.skill} />}
      {place.view === 'run' && <RunView workspace={workspace} run={place.run} />}
      {place.view === 'settings' && <Settings workspace={workspace} />}
      {place.view === 'shared' && <SharedSkill workspace={workspace} data={place.data} />}
    </>
  )
}
