import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { RunRecord } from '../../engine/index.ts'
import { Button } from '../look/Button.tsx'
import { Empty } from '../look/Empty.tsx'
import { filterRuns, noFilter } from '../session/run-statistics.ts'
import { writePlace } from '../session/place.ts'
import type { Workspace } from '../session/workspace.ts'
import { AskCards } from './ask/AskCards.tsx'
import { DayPlot } from './runs/DayPlot.tsx'
import { DurationPlot } from './runs/DurationPlot.tsx'
import { RunFilters } from './runs/RunFilters.tsx'
import { RunRow } from './runs/RunRow.tsx'
import './runs/runs.css'

const mostShown = 100

/** The runs of this engine, newest first: what waits, how they went, and each of them. */
export function Runs({ workspace, skill }: { readonly workspace: Workspace; readonly skill: string | undefined }) {
  const runs = useStore(workspace.store, (state) => state.runs)
  const asks = useStore(workspace.store, (state) => state.asks)
  const isReady = useStore(workspace.store, (state) => state.facts !== null)
  const listed = useStore(workspace.store, (state) => state.skills)
  const titles = useMemo(() => new Map(listed.map(({ name, title }) => [name, title])), [listed])
  const titleOf = (name: string): string => titles.get(name) || name
  const [rest, setRest] = useState(noFilter)
  const filter = useMemo(() => ({ ...rest, skill: skill ?? '' }), [rest, skill])
  const now = workspace.clock.time()
  const fitting = filterRuns(runs, filter, now)
  if (!isReady) return <p className="app-loading">Opening …</p>
  if (runs.length === 0)
    return (
      <div className="runs">
        <h1>Runs</h1>
        <Empty icon="history" title="Nothing has run yet" action={<a href={writePlace({ view: 'library' })}>Choose a skill</a>}>
          Every run is kept here with all it did: look at each step, take it back, or go on from any of them.
        </Empty>
      </div>
    )
  return (
    <div className="runs">
      <h1>Runs</h1>
      {asks.length > 0 && (
        <section aria-labelledby="runs-waiting">
          <h2 id="runs-waiting">{asks.length === 1 ? 'One question waits' : `${asks.length} questions wait`}</h2>
          <AskCards workspace={workspace} asks={asks} />
        </section>
      )}
      <RunFilters filter={filter} skills={[...new Set(runs.map((run) => run.skill))].sort()} titleOf={titleOf} found={fitting.length} onSkill={(chosen) => workspace.goTo({ view: 'runs', ...(chosen !== '' && { skill: chosen }) })} onChange={setRest} />
      {fitting.length > 0 && (
        <div className="runs-plots">
          <DayPlot runs={fitting} now={now} days={filter.days === 0 || filter.days > 30 ? 30 : Math.max(7, filter.days)} />
          <DurationPlot runs={fitting} titleOf={titleOf} />
        </div>
      )}
      <RunList workspace={workspace} runs={fitting} now={now} />
    </div>
  )
}

function RunList({ workspace, runs, now }: { readonly workspace: Workspace; readonly runs: readonly RunRecord[]; readonly now: number }) {
  const [shown, setShown] = useState(mostShown)
  if (runs.length === 0) return <p className="runs-none">No run fits. Choose less above.</p>
  return (
    <section aria-label="All runs">
      <ul className="runs-list">
        {runs.slice(0, shown).map((record) => (
          <RunRow key={record.run} workspace={workspace} record={record} now={now} />
        ))}
      </ul>
      {runs.length > shown && <Button onClick={() => setShown(shown + mostShown)}>Show {Math.min(mostShown, runs.length - shown)} more</Button>}
    </section>
  )
}
