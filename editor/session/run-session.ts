/*
 * One run that is looked at. Owns: its entries as they come, which of them is looked at, the view that belongs to it. Does not
 * own: how it looks (views/), what the run does (the desk). Always true: N1 entries stand in their order without gaps; N2 the
 * view shown last belongs to the place that was asked for last.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { ChelaError, runTimeline, type Entry, type News, type RunRecord, type RunView, type TimelineStep } from '../../engine/index.ts'
import { pagePorts } from '../link/page-ports.ts'
import { checkingWorld } from './picture.ts'
import { openSession, type Session } from './session.ts'
import type { Workspace } from './workspace.ts'

export interface RunSessionState {
  readonly run: string
  readonly entries: readonly Entry[]
  readonly steps: readonly TimelineStep[]
  /** The run at `at`, or as it stands now. */
  readonly view: RunView | undefined
  /** The entry that is looked at; undefined: the newest, and those to come. */
  readonly at: number | undefined
  /** The picture of the text that the run is pinned to. */
  readonly picture: Session | undefined
  /** The path of the state whose values are shown. */
  readonly path: string | undefined
  /** What stands beside the picture. */
  readonly side: 'steps' | 'values' | 'intent'
  /** Why its states can not be shown. */
  readonly fault: string | undefined
  readonly isMissing: boolean
}

export interface RunSession {
  readonly store: StoreApi<RunSessionState>
  lookAt(at: number | undefined): void
  /** Shows the values of a state; undefined: those of all. */
  select(path: string | undefined): void
  turnTo(side: RunSessionState['side']): void
  /** Reads the run and follows it; gives the way to stop. */
  follow(): () => void
}

/** Milliseconds between two looks at a run that goes on, and in which entries are gathered. */
const pause = 150

/** Opens a run. Nothing is read before it is followed. */
export function openRunSession(workspace: Workspace, run: string): RunSession {
  const store = createStore<RunSessionState>(() => ({ run, entries: [], steps: [], view: undefined, at: undefined, picture: undefined, path: undefined, side: 'steps', fault: undefined, isMissing: false }))
  const look = openLook(workspace, store)
  return {
    store,
    lookAt(at) {
      const { entries } = store.getState()
      const place = at === undefined || at >= entries.length ? undefined : Math.max(1, Math.trunc(at))
      if (place === store.getState().at) return
      store.setState({ at: place })
      look.again()
    },
    select: (path) => store.setState({ path, side: 'values' }),
    turnTo: (side) => store.setState({ side }),
    follow: () => follow(workspace, store, look.again),
  }
}

/** Takes the entries of a run as they come, gathered for a moment; `changed` is called when the newest is another. */
function follow(workspace: Workspace, store: StoreApi<RunSessionState>, changed: () => void): () => void {
  const { run } = store.getState()
  let gathered: Entry[] = []
  let stopWaiting: (() => void) | undefined
  let isOver = false
  const take = (): void => {
    stopWaiting = undefined
    const { entries } = store.getState()
    const fresh = gathered.filter(({ sequence }, index) => sequence === entries.length + 1 + index)
    gathered = []
    if (fresh.length === 0) return
    const all = [...entries, ...fresh]
    store.setState({ entries: all, steps: runTimeline(all) })
    if (store.getState().at === undefined) changed()
  }
  const heard = (news: News): void => {
    if (news.kind !== 'entry' || news.run !== run) return
    const last = gathered.at(-1)?.sequence ?? store.getState().entries.length
    if (news.entry.sequence !== last + 1) return
    gathered.push(news.entry)
    stopWaiting ??= pagePorts.later(pause, take)
  }
  const stopNews = workspace.onNews(heard)
  const begin = async (): Promise<void> => {
    const entries = await workspace.attempt((desk) => desk.entries(run))
    if (isOver || entries === undefined) return
    if (entries.length === 0) return store.setState({ isMissing: true })
    store.setState({ entries, steps: runTimeline(entries) })
    workspace.follow(run, entries.length)
    changed()
    const text = await workspace.attempt((desk) => desk.runText(run))
    const picture = typeof text === 'string' ? await pictureOf(workspace, entries, text) : undefined
    if (!isOver) store.setState({ picture })
  }
  void begin()
  return () => {
    isOver = true
    stopNews()
    stopWaiting?.()
    workspace.follow(undefined, 0)
  }
}

/** Asks the desk for the view, one question at a time, and once more when it is out of date by then. */
function openLook(workspace: Workspace, store: StoreApi<RunSessionState>): { again(): void } {
  let isBusy = false
  let isStale = false
  const work = async (): Promise<void> => {
    isBusy = true
    isStale = false
    const { run, at } = store.getState()
    const begun = pagePorts.now()
    try {
      const desk = await workspace.desk
      const view = await desk.view(run, at)
      if (store.getState().at === at) store.setState({ view, fault: undefined })
    } catch (error) {
      store.setState({ fault: error instanceof ChelaError && error.help !== undefined ? `${error.message} ${error.help}` : String(error instanceof Error ? error.message : error) })
    }
    pagePorts.later(Math.max(store.getState().at === at ? pause : 0, pagePorts.now() - begun), () => {
      isBusy = false
      if (isStale) void work()
    })
  }
  return {
    again() {
      isStale = true
      if (!isBusy) void work()
    },
  }
}

/** The picture stands as the skill of the same name here has it laid out. */
async function pictureOf(workspace: Workspace, entries: readonly Entry[], text: string): Promise<Session> {
  const { skills } = workspace.store.getState()
  const [started] = entries
  const name = started?.kind === 'run-started' ? started.skill : ''
  const here = skills.find((skill) => skill.name === name)
  const file = here === undefined ? undefined : await workspace.attempt((desk) => desk.read(here.id))
  return openSession({ id: here?.id ?? name, name, writable: false, changed: 0, text, hash: '', sidecar: file?.sidecar ?? null }, checkingWorld(workspace.store.getState()), pagePorts)
}

/** Gives the record of a run, as far as its entries tell: the list of runs may not hold it. */
export function recordOf(records: readonly RunRecord[], { run, view, entries }: Pick<RunSessionState, 'run' | 'view' | 'entries'>): RunRecord | undefined {
  const known = records.find((record) => record.run === run)
  if (known !== undefined) return known
  const [started] = entries
  if (started?.kind !== 'run-started') return undefined
  const { skill, hash, mode, time, forkedFrom } = started
  return { run, skill, hash, mode, status: view?.status ?? 'running', started: time, changed: entries.at(-1)?.time ?? time, entries: entries.length, ...(forkedFrom !== undefined && { forkedFrom: forkedFrom.run }) }
}
