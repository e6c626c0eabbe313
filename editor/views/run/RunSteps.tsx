import { memo, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { visible, type TimelineStep } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Icon, type IconName } from '../../look/Icon.tsx'
import { forkPlace, recordedValue } from '../../session/recorded-value.ts'
import type { RunSession } from '../../session/run-session.ts'
import { lastingWords } from '../../session/run-words.ts'
import { stepWords, type StepSign } from '../../session/step-words.ts'
import type { Workspace } from '../../session/workspace.ts'
import { ForkDialog } from './ForkDialog.tsx'
import './run-steps.css'

const icons: { readonly [sign in StepSign]: IconName } = { start: 'play', deed: 'call', answer: 'check', person: 'ask', model: 'model', time: 'wait', trouble: 'error', end: 'end', back: 'undo' }
const mostShown = 500

interface RunStepsProps {
  readonly workspace: Workspace
  readonly session: RunSession
}

/** What happened, one row a step: choose one to see the run as it stood then, change its value, go on from it. */
export function RunSteps({ workspace, session }: RunStepsProps) {
  const steps = useStore(session.store, (state) => state.steps)
  const at = useStore(session.store, (state) => state.at) ?? steps.length
  const [before, setBefore] = useState(0)
  const place = useRef<HTMLOListElement>(null)
  const first = Math.max(0, Math.min(steps.length - mostShown - before, at - 1))
  const begun = steps[0]?.time ?? 0
  useEffect(() => {
    showRow(place.current)
  }, [at])
  return (
    <>
      {first > 0 && (
        <Button className="run-steps-more" onClick={() => setBefore(before + mostShown)}>
          Show {Math.min(first, mostShown)} earlier steps
        </Button>
      )}
      <ol className="run-steps" start={first + 1} ref={place}>
        {steps.slice(first).map((step) => (
          <Step key={step.sequence} step={step} begun={begun} isCurrent={step.sequence === at} isLater={step.sequence > at} session={session} />
        ))}
      </ol>
      <StepDeeds workspace={workspace} session={session} />
    </>
  )
}

/** Scrolls the list alone: the page stays where it is. */
function showRow(list: HTMLElement | null): void {
  const row = list?.querySelector('[aria-current="step"]')
  if (list === null || row == null) return
  const [seen, wanted] = [list.getBoundingClientRect(), row.getBoundingClientRect()]
  if (wanted.top < seen.top) list.scrollTop -= seen.top - wanted.top
  else if (wanted.bottom > seen.bottom) list.scrollTop += wanted.bottom - seen.bottom + 8
}

interface StepProps {
  readonly step: TimelineStep
  readonly begun: number
  readonly isCurrent: boolean
  readonly isLater: boolean
  readonly session: RunSession
}

const Step = memo(function Step({ step, begun, isCurrent, isLater, session }: StepProps) {
  const { sign, path, words } = stepWords(step)
  return (
    <li>
      <button type="button" className={`run-step run-step-${sign} ${isLater ? 'run-step-later' : ''}`} aria-current={isCurrent ? 'step' : undefined} onClick={() => session.lookAt(step.sequence)}>
        <Icon name={icons[sign]} size={16} />
        <span className="run-step-words">
          {path !== '' && <b>{visible(path)} </b>}
          {visible(words)}
        </span>
        <span className="run-step-time">{lastingWords(step.time - begun)}</span>
      </button>
    </li>
  )
})

/** What one can do at the step that is looked at. */
function StepDeeds({ workspace, session }: RunStepsProps) {
  const entries = useStore(session.store, (state) => state.entries)
  const steps = useStore(session.store, (state) => state.steps)
  const at = useStore(session.store, (state) => state.at) ?? steps.length
  const [dialog, setDialog] = useState<'change' | 'go-on'>()
  const [first] = entries
  if (first?.kind !== 'run-started' || first.mode !== 'live') return null
  const value = recordedValue(entries, at)
  const changedAt = value === undefined ? undefined : forkPlace(steps, value.sequence, value.value === undefined)
  const isForkable = steps[at - 1]?.forkable === true
  return (
    <div className="run-step-deeds" role="group" aria-label={`Step ${at}`}>
      <Button icon="branch" disabled={!isForkable} label={isForkable ? 'A new run that begins as this one went up to here' : 'A deed is at work here, or the run is over: choose a step before'} onClick={() => setDialog('go-on')}>
        Run on from here …
      </Button>
      <Button icon="set" disabled={changedAt === undefined} label={changedAt === undefined ? 'This step holds no value that can be changed' : 'A new run from here with another value'} onClick={() => setDialog('change')}>
        Change the value …
      </Button>
      {dialog === 'go-on' && <ForkDialog workspace={workspace} session={session} at={at} onClose={() => setDialog(undefined)} />}
      {dialog === 'change' && value !== undefined && changedAt !== undefined && <ForkDialog workspace={workspace} session={session} at={changedAt} value={value} onClose={() => setDialog(undefined)} />}
    </div>
  )
}
