import { useState } from 'react'
import { useStore } from 'zustand'
import { visible, type Desk, type RunRecord } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { writePlace } from '../../session/place.ts'
import { recordOf, type RunSession } from '../../session/run-session.ts'
import { isOpen, kindWords, lastingWords, momentWords } from '../../session/run-words.ts'
import { undoResult } from '../../session/undo-list.ts'
import type { Workspace } from '../../session/workspace.ts'
import { RunAgain } from './RunAgain.tsx'
import { RunStatusMark } from './RunStatusMark.tsx'
import { UndoDialog } from './UndoDialog.tsx'
import { useNow } from '../ask/use-now.ts'
import './run-head.css'

interface RunHeaderProps {
  readonly workspace: Workspace
  readonly session: RunSession
}

/** The bar of one run: what it is of, how it stands, and what one does with it. */
export function RunHeader({ workspace, session }: RunHeaderProps) {
  const records = useStore(workspace.store, (state) => state.runs)
  const skills = useStore(workspace.store, (state) => state.skills)
  const state = useStore(session.store)
  const record = recordOf(records, state)
  if (record === undefined) return <header className="run-head" />
  const here = skills.find(({ name }) => name === record.skill)
  const kind = kindWords(record)
  return (
    <header className="run-head">
      <div className="run-head-name">
        <h1>{here === undefined ? visible(record.skill) : <a href={writePlace({ view: 'skill', id: here.id, tab: 'edit' })}>{visible(here.title || here.name)}</a>}</h1>
        <p className="run-head-facts">
          <RunStatusMark status={record.status} />
          {kind !== undefined && <span className="run-head-kind">{kind}</span>}
          <Lasting workspace={workspace} record={record} ended={state.entries.find((entry) => entry.kind === 'run-ended' || entry.kind === 'run-cancelled')?.time ?? record.changed} />
          {record.forkedFrom !== undefined && (
            <span>
              goes on from <a href={writePlace({ view: 'run', run: record.forkedFrom })}>another run</a>
            </span>
          )}
          {here !== undefined && here.hash !== record.hash && <span title="The picture shows the text that this run was started with.">the skill has changed since</span>}
        </p>
      </div>
      <Controls workspace={workspace} session={session} record={record} />
    </header>
  )
}

function Lasting({ workspace, record, ended }: { readonly workspace: Workspace; readonly record: RunRecord; readonly ended: number }) {
  const isGoing = record.status === 'running' || record.status === 'waiting'
  const now = useNow(workspace.clock, isGoing ? 1000 : 0)
  return (
    <span>
      {momentWords(record.started, now)} · {lastingWords((isGoing ? Math.max(now, record.changed) : ended) - record.started)}
    </span>
  )
}

function Controls({ workspace, session, record }: RunHeaderProps & { readonly record: RunRecord }) {
  const [isBusy, setBusy] = useState(false)
  const [isUndoing, setUndoing] = useState(false)
  const entries = useStore(session.store, (state) => state.entries)
  const { run, status, mode } = record
  const act = async (doing: (desk: Desk) => Promise<void>): Promise<void> => {
    setBusy(true)
    await workspace.attempt(doing)
    setBusy(false)
  }
  const undo = undoResult(entries)
  const isTakingBack = undo !== undefined && !undo.isOver
  const isLive = mode === 'live'
  if (isTakingBack && !isUndoing) return <Button icon="undo" onClick={() => setUndoing(true)}>Taking back …</Button>
  return (
    <div className="run-controls" role="group" aria-label="This run">
      {isLive && (status === 'running' || status === 'waiting') && (
        <Button icon="pause" disabled={isBusy} onClick={() => void act((desk) => desk.pause(run))}>
          Pause
        </Button>
      )}
      {isLive && status === 'paused' && (
        <>
          <Button icon="step" label="Go on until one activity has ended" disabled={isBusy} onClick={() => void act((desk) => desk.step(run))}>
            One step
          </Button>
          <Button look="main" icon="play" disabled={isBusy} onClick={() => void act((desk) => desk.resume(run))}>
            Go on
          </Button>
        </>
      )}
      {isLive && (isOpen(status) || status === 'unknown') && entries.every(({ kind }) => kind !== 'run-ended' && kind !== 'run-cancelled') && (
        <Button look="danger" icon="stop" disabled={isBusy} onClick={() => void act((desk) => desk.cancel(run))}>
          Cancel
        </Button>
      )}
      {isLive && !isOpen(status) && status !== 'undone' && entries.some(({ kind }) => kind === 'run-ended' || kind === 'run-cancelled') && (
        <Button icon="undo" onClick={() => setUndoing(true)}>
          Take back …
        </Button>
      )}
      {!isOpen(status) && <RunAgain workspace={workspace} record={record} />}
      {isUndoing && <UndoDialog workspace={workspace} session={session} onClose={() => setUndoing(false)} />}
    </div>
  )
}
