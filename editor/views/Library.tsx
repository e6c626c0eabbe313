import { useStore } from 'zustand'
import { Empty } from '../look/Empty.tsx'
import { writePlace } from '../session/place.ts'
import type { Workspace } from '../session/workspace.ts'

/** All skills that are here. */
export function Library({ workspace }: { readonly workspace: Workspace }) {
  const skills = useStore(workspace.store, (state) => state.skills)
  if (skills.length === 0) return <Empty icon="library" title="No skills yet">A skill is one file that says what to do, step by step.</Empty>
  return (
    <ul>
      {skills.map(({ id, title }) => (
        <li key={id}>
          <a href={writePlace({ view: 'skill', id, tab: 'edit' })}>{title}</a>
        </li>
      ))}
    </ul>
  )
}
