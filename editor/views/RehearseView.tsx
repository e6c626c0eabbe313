import { useState } from 'react'
import { useStore } from 'zustand'
import { visible, type JsonObject, type Rehearsal } from '../../engine/index.ts'
import { Button } from '../look/Button.tsx'
import { Empty } from '../look/Empty.tsx'
import { Notice } from '../look/Notice.tsx'
import type { Picture } from '../session/picture.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { InputFields } from '../fields/InputFields.tsx'
import { DeedTable } from './rehearse/DeedTable.tsx'
import { Questions } from './rehearse/Questions.tsx'
import { askingStates, readAnswers, type Said } from './rehearse/questions.ts'
import { useReport } from './report/use-report.ts'
import { readInputs, startingInputs, type Words } from '../fields/read-inputs.ts'
import './rehearse/rehearse.css'
import './view-page.css'

interface RehearseViewProps {
  readonly workspace: Workspace
  readonly session: Session
}

/** What a run would do, seen before it is done: reads are real, changes are only noted. */
export function RehearseView({ workspace, session }: RehearseViewProps) {
  const good = useStore(session.store, (state) => (state.picture.current ? state.picture.good : undefined))
  const { shown } = useReport(workspace, good?.text)
  if (good === undefined) return <Empty icon="error" title="The text has faults" action={<Button icon="picture" onClick={() => workspace.goTo({ view: 'skill', id: session.store.getState().id, tab: 'edit' })}>Mend them</Button>}>Once they are mended, it can be rehearsed.</Empty>
  if (shown === undefined) return <p className="app-loading">Opening …</p>
  const { id } = session.store.getState()
  if (shown.texts.some(({ accepted }) => !accepted)) {
    return (
      <div className="view-page">
        <div className="view-page-inner">
          <Notice tone="warn" icon="shield" title="Accept its report first" actions={<Button look="main" icon="shield" onClick={() => workspace.goTo({ view: 'skill', id, tab: 'report' })}>Read the report</Button>}>
            A rehearsal reads for real: files, folders, pages. So you see first what this text may look at.
          </Notice>
        </div>
      </div>
    )
  }
  return <Stage key={good.skill.name} workspace={workspace} session={session} good={good} />
}

interface Rehearsed {
  readonly text: string
  readonly input: JsonObject
  readonly rehearsal: Rehearsal
}

function Stage({ workspace, session, good }: RehearseViewProps & { readonly good: NonNullable<Picture['good']> }) {
  const { skill, text } = good
  const asking = askingStates(good)
  const [written, setWritten] = useState<Words>(() => {
    const { typed } = workspace.store.getState()
    return { ...startingInputs(skill.inputs), ...(typed?.id === session.store.getState().id && typed.words) }
  })
  const [said, setSaid] = useState<{ readonly [state: string]: Said }>({})
  const [faults, setFaults] = useState<Words>({})
  const [isBusy, setBusy] = useState(false)
  const [done, setDone] = useState<Rehearsed>()
  const rehearse = async (): Promise<void> => {
    const given = readInputs(skill.inputs, written)
    const answers = readAnswers(asking, said)
    setFaults({ ...('faults' in given && given.faults), ...('faults' in answers && answers.faults) })
    if ('faults' in given || 'faults' in answers) return
    setBusy(true)
    setDone(undefined)
    const rehearsal = await workspace.attempt((desk) => desk.rehearse(text, given.values, answers.answers))
    setBusy(false)
    if (rehearsal !== undefined) setDone({ text, input: given.values, rehearsal })
  }
  const shown = done?.text === text ? done : undefined
  return (
    <div className="view-page">
      <div className="view-page-inner">
        <section className="view-card" aria-label="What it is given">
          <h2>Rehearse {visible(skill.title === '' ? skill.name : skill.title)}</h2>
          <p className="view-faint rehearse-about">It looks for real and changes nothing: every change is only noted. Waiting takes no time.</p>
          <form
            className="rehearse-form"
            onSubmit={(event) => {
              event.preventDefault()
              void rehearse()
            }}
          >
            {Object.keys(skill.inputs).length > 0 && <InputFields fields={skill.inputs} written={written} faults={faults} onChange={(next) => (setWritten(next), setDone(undefined))} />}
            {asking.length > 0 && (
              <>
                <h3>What you would answer</h3>
                <Questions asking={asking} said={said} faults={faults} onSay={(state, next) => (setSaid({ ...said, [state]: next }), setDone(undefined))} />
              </>
            )}
            <div>
              <Button look={shown === undefined ? 'main' : 'plain'} icon="rehearse" type="submit" disabled={isBusy}>
                {isBusy ? 'Rehearsing …' : 'Rehearse'}
              </Button>
            </div>
          </form>
        </section>
        <div role="status">{shown !== undefined && <Outcome workspace={workspace} session={session} done={shown} />}</div>
      </div>
    </div>
  )
}

/** What came of a rehearsal may lie below what is seen of a long form. */
function bringIntoSight(place: HTMLElement | null): void {
  place?.scrollIntoView({ block: 'nearest' })
}

const tones = { done: 'good', failed: 'bad', stopped: 'warn', unknown: 'person', waiting: 'info', paused: 'info' } as const

function Outcome({ workspace, session, done }: RehearseViewProps & { readonly done: Rehearsed }) {
  const { text, input, rehearsal } = done
  const { deeds, denied, outcome, because, output, assumed, envelope } = rehearsal
  const start = async (approved: boolean): Promise<void> => {
    const started = await workspace.attempt((desk) => desk.start({ text, input, ...(approved && { envelope }) }))
    if (started !== undefined) workspace.goTo({ view: 'run', run: started.run })
  }
  const count = deeds.length === 0 ? 'no change' : deeds.length === 1 ? '1 change' : `${deeds.length} changes`
  return (
    <div className="rehearse-outcome" ref={bringIntoSight}>
      <Notice
        tone={tones[outcome]}
        icon={outcome === 'done' ? 'check' : outcome === 'failed' ? 'error' : 'info'}
        title={outcome === 'waiting' ? `It would wait for an event, after ${count}` : `It would end as ${outcome}, with ${count}${denied.length > 0 ? ` and ${denied.length} denied` : ''}`}
        actions={
          <>
            <Button icon="play" label="Asks about each deed as it comes" onClick={() => void start(false)}>
              Run
            </Button>
            {envelope.length > 0 && (
              <Button look="main" icon="confirm" label="Approves the deeds below, and nothing else" onClick={() => void start(true)}>
                Run exactly this
              </Button>
            )}
          </>
        }
      >
        {because ?? (envelope.length === 0 ? 'There is nothing to approve. A run may still change something if the world is different by then.' : '“Run exactly this” is your yes to the deeds below. A deed that differs from them by a letter asks.')}
      </Notice>
      <section className="view-card" aria-label="Deeds">
        <DeedTable workspace={workspace} session={session} rehearsal={rehearsal} />
        {assumed.length > 0 && (
          <details>
            <summary>{assumed.length === 1 ? '1 answer was assumed' : `${assumed.length} answers were assumed`}</summary>
            <ul>
              {assumed.slice(0, 100).map(({ path, words }, index) => (
                <li key={`${index} ${path}`}>{words}</li>
              ))}
            </ul>
          </details>
        )}
        {output !== null && (
          <details>
            <summary>What it would put out</summary>
            <pre className="rehearse-output">{JSON.stringify(output, undefined, 2).slice(0, 20_000)}</pre>
          </details>
        )}
      </section>
    </div>
  )
}
