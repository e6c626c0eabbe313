import { useStore } from 'zustand'
import type { RunSession } from '../../session/run-session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { RunIntent } from './RunIntent.tsx'
import { RunSteps } from './RunSteps.tsx'
import { RunValues } from './RunValues.tsx'

interface RunSideProps {
  readonly workspace: Workspace
  readonly session: RunSession
}

/** Beside the picture: the steps of the run, the values of its states, or what it was asked for and the ledger. */
export function RunSide({ workspace, session }: RunSideProps) {
  const tab = useStore(session.store, (state) => state.side)
  const isAsked = useStore(session.store, (state) => state.view?.intent != null)
  return (
    <aside className="run-side" aria-label="Steps and values">
      <div className="run-tabs" role="group" aria-label="What is shown">
        <button type="button" className="run-tab" aria-pressed={tab === 'steps'} onClick={() => session.turnTo('steps')}>
          Steps
        </button>
        <button type="button" className="run-tab" aria-pressed={tab === 'values'} onClick={() => session.turnTo('values')}>
          Values
        </button>
        {isAsked && (
          <button type="button" className="run-tab" aria-pressed={tab === 'intent'} onClick={() => session.turnTo('intent')}>
            Intent
          </button>
        )}
      </div>
      {tab === 'steps' && <RunSteps workspace={workspace} session={session} />}
      {tab === 'values' && <RunValues workspace={workspace} session={session} />}
      {tab === 'intent' && <RunIntent workspace={workspace} session={session} />}
    </aside>
  )
}
