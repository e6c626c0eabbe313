import { useStore } from 'zustand'
import { visible, type RunView, type StateView } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { nameOfPath } from '../../session/run-light.ts'
import type { RunSession } from '../../session/run-session.ts'
import { lastingWords, momentWords } from '../../session/run-words.ts'
import type { Workspace } from '../../session/workspace.ts'
import { Origins } from '../value/Origins.tsx'
import { StateValues } from './StateValues.tsx'
import { ValueTree } from '../value/ValueTree.tsx'
import { WhyNot } from './WhyNot.tsx'
import './run-values.css'

interface RunValuesProps {
  readonly workspace: Workspace
  readonly session: RunSession
}

/** The values of a run at the place that is looked at: those of one state, or an overview of all. */
export function RunValues({ workspace, session }: RunValuesProps) {
  const view = useStore(session.store, (state) => state.view)
  const path = useStore(session.store, (state) => state.path)
  const fault = useStore(session.store, (state) => state.fault)
  if (fault !== undefined && view === undefined) return <p className="run-values-fault">{fault} The steps are all there is to see.</p>
  if (view === undefined) return <p className="app-loading">Loading …</p>
  if (path === undefined) return <Overview workspace={workspace} session={session} view={view} />
  const state = view.states.find((one) => one.path === path)
  return (
    <div className="run-values">
      <div className="run-values-back">
        <Button look="quiet" icon="back" onClick={() => session.select(undefined)}>
          All values
        </Button>
      </div>
      {state === undefined ? <NotEntered view={view} path={path} /> : <StateValues session={session} view={view} state={state} />}
      <WhyNot key={path} workspace={workspace} session={session} path={path} isEntered={state !== undefined} />
    </div>
  )
}

function NotEntered({ view, path }: { readonly view: RunView; readonly path: string }) {
  return (
    <>
      <h2>{visible(nameOfPath(path))}</h2>
      <p>It was not entered up to step {view.at}.</p>
    </>
  )
}

function Overview({ workspace, session, view }: RunValuesProps & { readonly view: RunView }) {
  const vars = Object.entries(view.vars)
  const now = workspace.clock.time()
  return (
    <div className="run-values">
      <h2 className="run-values-all">All values</h2>
      {view.timers.length > 0 && (
        <section>
          <h3>It waits for</h3>
          <ul className="run-waits">
            {view.timers.slice(0, 20).map(({ kind, name, at }) => (
              <li key={`${kind} ${name} ${at}`}>
                {momentWords(at, now)} {kind === 'limit' ? 'the time limit of the run' : kind === 'retry' ? `another try of ${visible(name)}` : kind === 'event' ? `the event ${visible(name)}` : visible(name)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {vars.length > 0 && (
        <section>
          <h3>Variables</h3>
          {vars.map(([name, shown]) => (
            <div key={name} className="run-value">
              <h4>{visible(name)}</h4>
              <ValueTree shown={shown} label={visible(name)} />
              <Origins labels={shown.labels} />
            </div>
          ))}
        </section>
      )}
      <section>
        <h3>States</h3>
        {view.states.length === 0 ? <p>None was entered yet.</p> : <StateTable session={session} view={view} />}
        {view.statesLeftOut > 0 && <p>{view.statesLeftOut} more are not shown.</p>}
      </section>
    </div>
  )
}

function StateTable({ session, view }: { readonly session: RunSession; readonly view: RunView }) {
  return (
    <table className="run-states">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Lasted</th>
          <th scope="col">Tries</th>
        </tr>
      </thead>
      <tbody>
        {view.states.map((state) => (
          <tr key={state.path}>
            <th scope="row">
              <button type="button" className="run-state-name" onClick={() => session.select(state.path)}>
                {visible(state.path)}
              </button>
              <StateMark state={state} />
            </th>
            <td>{lastingWords(state.duration)}</td>
            <td>{state.tries === 0 ? '' : state.tries}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function StateMark({ state }: { readonly state: StateView }) {
  if (state.active) return <span className="run-state-now">now</span>
  return state.failure === null ? null : <span className="run-state-failed">failed</span>
}
