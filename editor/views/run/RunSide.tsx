import { useStore } from 'zustand'
import type { RunSession } from '../../session/run-session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { RunSteps } from './RunSteps.tsx'
import { RunValues } from './RunValues.tsx'

interface RunSideProps {
  readonly workspace: Workspace
  readonly session: RunSession
}

/** Beside the picture: the steps of the run, or the values of its states. */
export function RunSide({ workspace, session }: RunSideProps) {
  const tab = useStore(session.store, (state) => state.side)
  return (
    <aside className="run-side" aria-label="Steps and values">
      <div className="run-tabs" role="group" aria-label="What is shown">
        <button type="button" className="run-tab" aria-pressed={tab === 'steps'} onClick={() => session.turnTo('steps')}>
          Steps
        </button>
        <button type="button" className="run-tab" aria-pressed={tab === 'values'} onClick={() => session.turnTo('values')}>
          Values
        </button>
      </div>
      {tab === 'steps' ? <RunSteps workspace={workspace} session={session} /> : <RunValues workspace={workspace} session={session} />}
    </aside>
  )
}
