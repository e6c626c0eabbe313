import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import type { Flow } from '../../engine/index.ts'
import { deferred } from '../look/deferred.tsx'
import { Empty } from '../look/Empty.tsx'
import { namedWays } from '../rules/way-id.ts'
import { runLight, pathOfName } from '../session/run-light.ts'
import { awaitedEvents } from '../session/awaited-events.ts'
import { lostModel } from '../session/lost-model.ts'
import { openRunSession, type RunSession } from '../session/run-session.ts'
import { unknownDeed } from '../session/undo-list.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { AskCards } from './ask/AskCards.tsx'
import { EventCard } from './run/EventCard.tsx'
import { ModelLost } from './run/ModelLost.tsx'
import { RunEnd } from './run/RunEnd.tsx'
import { RunHeader } from './run/RunHeader.tsx'
import { RunSide } from './run/RunSide.tsx'
import { RunTime } from './run/RunTime.tsx'
import { SettleCard } from './run/SettleCard.tsx'
import './run/run-view.css'

const Canvas = deferred(async () => (await import('../canvas/Canvas.tsx')).Canvas)

/** One run, as it goes or as it went: its picture, its questions, its steps and the values of its states. */
export function RunView({ workspace, run }: { readonly workspace: Workspace; readonly run: string }) {
  const isReady = useStore(workspace.store, (state) => state.facts !== null)
  const session = useMemo(() => openRunSession(workspace, run), [workspace, run])
  useEffect(() => (isReady ? session.follow() : undefined), [session, isReady])
  if (!isReady) return <p className="app-loading">Opening …</p>
  return <OpenRun key={run} workspace={workspace} session={session} />
}

interface OpenRunProps {
  readonly workspace: Workspace
  readonly session: RunSession
}

function OpenRun({ workspace, session }: OpenRunProps) {
  const isMissing = useStore(session.store, (state) => state.isMissing)
  const run = useStore(session.store, (state) => state.run)
  const all = useStore(workspace.store, (state) => state.asks)
  const entries = useStore(session.store, (state) => state.entries)
  const view = useStore(session.store, (state) => (state.at === undefined ? state.view : undefined))
  const skill = useStore(session.store, (state) => state.picture?.store.getState().picture.good)
  const asks = useMemo(() => all.filter((ask) => ask.run === run), [all, run])
  const deed = useMemo(() => unknownDeed(entries), [entries])
  const lost = useMemo(() => (view?.status === 'paused' ? lostModel(entries) : undefined), [entries, view])
  const isLive = entries[0]?.kind === 'run-started' && entries[0].mode === 'live'
  const events = useMemo(() => (!isLive || view === undefined || skill === undefined || !['running', 'waiting'].includes(view.status) ? [] : awaitedEvents(view, skill.flow)), [isLive, view, skill])
  if (isMissing)
    return (
      <Empty icon="history" title="There is no such run">
        It may be kept by another browser or machine.
      </Empty>
    )
  return (
    <div className="run-view">
      <RunHeader workspace={workspace} session={session} />
      <div className="run-body">
        <div className="run-main">
          {(asks.length > 0 || deed !== undefined || lost !== undefined || events.length > 0) && (
            <section className="run-asks" aria-label="What waits for you">
              {deed !== undefined && <SettleCard key={deed.call} workspace={workspace} run={run} deed={deed} />}
              {lost !== undefined && <ModelLost workspace={workspace} run={run} because={lost} />}
              {asks.length > 0 && <AskCards workspace={workspace} asks={asks} run={run} />}
              {events.length > 0 && <EventCard workspace={workspace} run={run} events={events} tests={skill?.skill.tests ?? []} />}
            </section>
          )}
          <RunEnd session={session} />
          <RunPicture workspace={workspace} session={session} />
          <RunTime workspace={workspace} session={session} />
        </div>
        <RunSide workspace={workspace} session={session} />
      </div>
    </div>
  )
}

/** The picture of the pinned text, lit as the run stood at the place that is looked at. */
function RunPicture({ workspace, session }: OpenRunProps) {
  const picture = useStore(session.store, (state) => state.picture)
  const view = useStore(session.store, (state) => state.view)
  const path = useStore(session.store, (state) => state.path)
  const running = useMemo(() => (view === undefined ? undefined : runLight(view, path)), [view, path])
  return (
    <section className="run-picture" aria-label="Picture">
      {picture !== undefined && (
        <>
          <Canvas workspace={workspace} session={picture} readOnly {...(running !== undefined && { running })} />
          <Following session={session} picture={picture} />
        </>
      )}
    </section>
  )
}

/** What is selected in the picture is shown at the side, and the other way round. */
function Following({ session, picture }: { readonly session: RunSession; readonly picture: Session }) {
  const selected = useStore(picture.store, ({ selection, selectedWay, picture: drawn }) => selection[0] ?? (selectedWay === undefined || drawn.good === undefined ? undefined : stateOfWay(drawn.good.flow, selectedWay)))
  useEffect(() => {
    const { view } = session.store.getState()
    if (selected !== undefined) session.select((view === undefined ? undefined : pathOfName(view, selected)) ?? selected)
  }, [session, selected])
  return null
}

/** Why a way was taken or not is told of the state that it leads out of. */
function stateOfWay(flow: Flow, way: string): string | undefined {
  const from = namedWays(flow).get(way)?.from
  return from === undefined ? undefined : flow.states.get(from)?.name
}
