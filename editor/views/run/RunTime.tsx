import { useStore } from 'zustand'
import { Button } from '../../look/Button.tsx'
import type { RunSession } from '../../session/run-session.ts'
import { momentWords } from '../../session/run-words.ts'
import { stepWords } from '../../session/step-words.ts'
import type { Workspace } from '../../session/workspace.ts'
import './run-time.css'

/** The time line of a run: goes back to any of its steps, and to now. */
export function RunTime({ workspace, session }: { readonly workspace: Workspace; readonly session: RunSession }) {
  const steps = useStore(session.store, (state) => state.steps)
  const at = useStore(session.store, (state) => state.at)
  const place = at ?? steps.length
  const step = steps[place - 1]
  if (step === undefined) return <div className="run-time" />
  const { words } = stepWords(step)
  return (
    <div className="run-time" role="group" aria-label="Time line">
      <Button look="quiet" icon="back" label="One step back" disabled={place <= 1} onClick={() => session.lookAt(place - 1)} />
      <Button className="run-time-on" look="quiet" icon="back" label="One step on" disabled={at === undefined} onClick={() => session.lookAt(place + 1)} />
      <input type="range" min={1} max={Math.max(1, steps.length)} value={place} aria-label="Step that is shown" aria-valuetext={`Step ${place} of ${steps.length}: ${words}`} onChange={(event) => session.lookAt(Number(event.target.value))} />
      <p className="run-time-words">
        <b>
          {place} of {steps.length}
        </b>{' '}
        <span>{momentWords(step.time, workspace.clock.time())}</span> {words}
      </p>
      {at !== undefined && (
        <Button icon="play" onClick={() => session.lookAt(undefined)}>
          Now
        </Button>
      )}
    </div>
  )
}
