/*
 * All that the page shows, without any view: where the person is, the library, the open skill, runs and questions, messages.
 * Owns: talking with the desk. Does not own: one open file (session.ts), how anything looks.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { ChelaError, visible, type Desk, type DeskFacts, type News, type OpenAsk, type RunRecord, type SkillFile, type SkillListing, type ToolFacts } from '../../engine/index.ts'
import type { Connection, OpenedDesk, PageFolders } from '../link/open-desk.ts'
import { pageFiles, type PageFiles } from '../link/page-files.ts'
import { pagePorts } from '../link/page-ports.ts'
import { checkingWorld } from './picture.ts'
import { readPlace, type Place } from './place.ts'
import { openSession, type Session } from './session.ts'

export interface Message {
  readonly id: number
  readonly kind: 'good' | 'bad' | 'info'
  readonly text: string
  readonly help?: string
  /** What the person can do about it: "Undo". */
  readonly action?: { readonly words: string; perform(): void }
}

export interface WorkspaceState {
  readonly place: Place
  readonly connection: Connection
  readonly facts: DeskFacts | null
  readonly tools: readonly ToolFacts[]
  readonly skills: readonly SkillListing[]
  /** The desk has told which skills are here. */
  readonly areSkillsRead: boolean
  /** Folders of this device; null: the engine reaches files by itself. */
  readonly folders: PageFolders | null
  readonly runs: readonly RunRecord[]
  readonly asks: readonly OpenAsk[]
  readonly session: Session | null
  /** A file of a stranger that was dropped, pasted or came with a link, before it is kept. */
  readonly messages: readonly Message[]
  /** What was typed for the inputs of a skill, to be taken on by its rehearsal. */
  readonly typed: { readonly id: string; readonly words: { readonly [input: string]: string } } | null
  readonly theme: 'system' | 'light' | 'dark'
}

export interface Workspace {
  readonly store: StoreApi<WorkspaceState>
  /** Resolves when the desk is open; rejects when it can not be. */
  readonly desk: Promise<Desk>
  goTo(place: Place): void
  tell(kind: Message['kind'], text: string, help?: string, action?: Message['action']): void
  dismiss(id: number): void
  /** Does something with the desk and tells the person when it fails; undefined: it failed and was told. */
  attempt<T>(doing: (desk: Desk) => Promise<T>): Promise<T | undefined>
  openSkill(id: string): Promise<void>
  /** Opens a text that is in no file yet. */
  openText(text: string, id: string): void
  save(): Promise<boolean>
  refreshSkills(): Promise<void>
  refreshRuns(): Promise<void>
  /** Hands on every piece of news; gives the way to stop. */
  onNews(listener: (news: News) => void): () => void
  /** Follows one run: its entries come as news from `after` on. */
  follow(run: string | undefined, after: number): void
  /** Begins to take news, unless a run is followed already. */
  watch(): void
  setTheme(theme: WorkspaceState['theme']): void
  /** How the page is laid out, as this browser remembers it: sizes of panes and the like. */
  remembered(name: string): string | undefined
  remember(name: string, value: string): void
  /** Files and addresses, as they come in and leave. */
  readonly files: PageFiles
  readonly clock: PageClock
  readonly hints: PageHints
}

/** Telling of something while the page is not looked at. */
export interface PageHints {
  /** `ask`: the person was not asked yet whether this browser may. */
  can(): 'yes' | 'no' | 'ask'
  ask(): Promise<'yes' | 'no'>
  tell(title: string, words: string, about: string): void
}

/** Time as the page has it. */
export interface PageClock {
  /** Milliseconds since 1970. */
  time(): number
  /** Calls back later; gives the way to stop it. */
  later(milliseconds: number, callback: () => void): () => void
}

export function openWorkspace(opening: Promise<OpenedDesk>): Workspace {
  const store = createStore<WorkspaceState>(() => ({
    place: readPlace(pagePorts.address()),
    connection: 'connecting',
    facts: null,
    tools: [],
    skills: [],
    areSkillsRead: false,
    folders: null,
    runs: [],
    asks: [],
    session: null,
    messages: [],
    typed: null,
    theme: pagePorts.theme(),
  }))
  const desk = opening.then((opened) => opened.desk)
  const listeners = new Set<(news: News) => void>()
  let stopWatching: (() => void) | undefined
  let watches = 0
  let nextMessage = 1
  const world = () => checkingWorld(store.getState())

  const tell: Workspace['tell'] = (kind, text, help, action) => store.setState(({ messages }) => ({ messages: [...messages, { id: nextMessage++, kind, text: visible(text), ...(help !== undefined && { help: visible(help) }), ...(action !== undefined && { action }) }].slice(-5) }))
  const attempt: Workspace['attempt'] = async (doing) => {
    try {
      return await doing(await desk)
    } catch (error) {
      tell('bad', error instanceof Error ? error.message : String(error), error instanceof ChelaError ? error.help : undefined)
      return undefined
    }
  }
  /** Sessions with work that is in no file yet: it is there again when the person comes back. */
  const left = new Map<string, Session>()
  const setSession = (session: Session): void => {
    const before = store.getState().session
    if (before !== null && before !== session) {
      const { id, text, base } = before.store.getState()
      if (base?.text !== text) left.set(id, before)
      else before.close()
    }
    left.delete(session.store.getState().id)
    store.setState({ session })
  }
  const refreshSkills = async (): Promise<void> => {
    const skills = await attempt((open) => open.skills())
    if (skills === undefined) return
    store.setState({ skills, areSkillsRead: true })
    store.getState().session?.surroundingsChanged(world())
  }
  const refreshRuns = async (): Promise<void> => {
    const runs = await attempt((open) => open.runs({ limit: 200 }))
    if (runs !== undefined) store.setState({ runs })
  }
  const takeNews = (news: News): void => {
    if (news.kind === 'asks') store.setState({ asks: news.asks })
    if (news.kind === 'run') store.setState(({ runs }) => ({ runs: [news.record, ...runs.filter(({ run }) => run !== news.record.run)].sort((a, b) => b.started - a.started) }))
    if (news.kind === 'skills') void skillsChanged(news.ids)
    for (const listener of listeners) listener(news)
  }
  const skillsChanged = async (ids: readonly string[]): Promise<void> => {
    await refreshSkills()
    const { session } = store.getState()
    const id = session?.store.getState().id
    if (session !== null && id !== undefined && ids.includes(id)) await lookAgain(session, id)
  }
  /** How often the file of a session was looked at again: one that is just being kept may be overtaken by another hand. */
  let looks = 0
  const lookAgain = async (session: Session, id: string): Promise<void> => {
    const file = await attempt((open) => open.read(id))
    if (file == null || store.getState().session !== session) return
    looks++
    session.changedOutside(file)
  }
  const workspace: Workspace = {
    store,
    desk,
    tell,
    attempt,
    refreshSkills,
    refreshRuns,
    goTo(place) {
      store.setState({ place })
      pagePorts.showPlace(place)
    },
    dismiss: (id) => store.setState(({ messages }) => ({ messages: messages.filter((one) => one.id !== id) })),
    async openSkill(id) {
      if (store.getState().session?.store.getState().id === id) return
      const unsaved = left.get(id)
      if (unsaved !== undefined && unsaved.store.getState().base === null) return setSession(unsaved)
      const file = await attempt((open) => open.read(id))
      if (file === undefined) return
      if (unsaved !== undefined && file !== null) {
        unsaved.surroundingsChanged(world())
        unsaved.changedOutside(file)
        return setSession(unsaved)
      }
      if (file === null) return tell('bad', `There is no skill "${id}".`, 'It may have been moved or removed.')
      setSession(openSession(file, world(), pagePorts))
    },
    openText(text, id) {
      const file: SkillFile = { id, name: id.slice(id.lastIndexOf('/') + 1), writable: true, changed: 0, text, hash: '', sidecar: null }
      setSession(openSession(file, world(), pagePorts, true))
    },
    async save() {
      const { session } = store.getState()
      if (session === null) return false
      const { id, text, base } = session.store.getState()
      const before = looks
      const answer = await attempt((open) => open.save(id, text, base?.hash ?? null))
      if (answer === undefined) return false
      if ('kept' in answer) {
        session.kept(answer.kept, text)
        if (looks !== before) await lookAgain(session, answer.kept.id)
      } else if ('refused' in answer) tell('bad', answer.refused)
      else if (answer.conflict !== null) session.changedOutside(answer.conflict)
      return 'kept' in answer
    },
    onNews(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    follow(run, after) {
      const watch = ++watches
      void desk.then((open) => {
        if (watch !== watches) return
        stopWatching?.()
        stopWatching = open.watch(takeNews, run === undefined ? undefined : { run, after })
      })
    },
    watch: () => {
      if (watches === 0) workspace.follow(undefined, 0)
    },
    setTheme(theme) {
      store.setState({ theme })
      pagePorts.keepTheme(theme)
    },
    remembered: (name) => pagePorts.remembered(name),
    remember: (name, value) => pagePorts.remember(name, value),
    files: pageFiles,
    clock: pagePorts,
    hints: { can: pagePorts.canHint, ask: pagePorts.askToHint, tell: pagePorts.hint },
  }
  pagePorts.onPlace((address) => store.setState({ place: readPlace(address) }))
  void begin(opening, workspace)
  return workspace
}

async function begin(opening: Promise<OpenedDesk>, workspace: Workspace): Promise<void> {
  const { store } = workspace
  try {
    const { desk, early, folders, onConnection, onNewVersion } = await opening
    onConnection((connection) => store.setState({ connection }))
    onNewVersion?.((take) => workspace.tell('info', 'A new version of this page is here.', undefined, { words: 'Reload', perform: take }))
    if (early !== undefined) store.setState({ skills: early })
    if (folders !== undefined) store.setState({ folders })
    const [facts, tools] = await Promise.all([desk.facts(), desk.tools()])
    store.setState({ facts, tools })
    await Promise.all([workspace.refreshSkills(), workspace.refreshRuns(), desk.asks().then((asks) => store.setState({ asks }))])
    workspace.watch()
  } catch (error) {
    store.setState({ connection: 'refused' })
    workspace.tell('bad', error instanceof Error ? error.message : String(error), error instanceof ChelaError ? error.help : undefined)
  }
}
