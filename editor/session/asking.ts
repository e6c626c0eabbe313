/*
 * From a sentence to a run, without any view. Owns: the words, what was proposed for them, the contract as the person changed it,
 * what a rehearsal showed. Does not own: how it is proposed (the desk). Always true: nothing runs before the person says so, and
 * what runs is held to the contract that is shown.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { ChelaError, type AskMore, type Contract, type JsonObject, type Proposal, type Rehearsal } from '../../engine/index.ts'
import { pagePorts } from '../link/page-ports.ts'
import { checkingWorld } from './picture.ts'
import { openSession, type Session } from './session.ts'
import type { Workspace } from './workspace.ts'

export interface AskingState {
  readonly isOpen: boolean
  readonly words: string
  /** What the page waits for: "Looking for a skill". */
  readonly busy: string | undefined
  readonly proposal: Proposal | undefined
  /** The text that is proposed, to be drawn. */
  readonly picture: Session | undefined
  readonly contract: Contract | undefined
  /** What the text may do, where the person has not accepted that yet; empty: they have. */
  readonly unaccepted: readonly { readonly hash: string; readonly skill: string; readonly words: readonly string[] }[]
  readonly rehearsal: Rehearsal | undefined
  readonly fault: string | undefined
}

export interface Asking {
  readonly store: StoreApi<AskingState>
  open(words?: string): void
  close(): void
  ask(words: string, more?: AskMore): Promise<void>
  change(contract: Contract): void
  accept(): Promise<void>
  rehearse(): Promise<void>
  run(): Promise<void>
}

const nothing = { proposal: undefined, picture: undefined, contract: undefined, unaccepted: [], rehearsal: undefined, fault: undefined } as const
const known = new WeakMap<Workspace, Asking>()

/** Gives the asking of a page: one, wherever it is opened from. */
export function askingOf(workspace: Workspace): Asking {
  const before = known.get(workspace)
  const asking = before ?? openAsking(workspace)
  known.set(workspace, asking)
  return asking
}

function openAsking(workspace: Workspace): Asking {
  const store = createStore<AskingState>(() => ({ isOpen: false, words: '', busy: undefined, ...nothing }))
  let turn = 0
  /** Does one thing at a time; what was begun before and ends later is no longer shown. */
  const during = async (busy: string, doing: (isWanted: () => boolean) => Promise<void>): Promise<void> => {
    const mine = ++turn
    store.setState({ busy, fault: undefined })
    try {
      await doing(() => mine === turn)
    } catch (error) {
      if (mine === turn) store.setState({ fault: error instanceof ChelaError && error.help !== undefined ? `${error.message} ${error.help}` : String(error instanceof Error ? error.message : error) })
    }
    if (mine === turn) store.setState({ busy: undefined })
  }
  const look = async (text: string, isWanted: () => boolean): Promise<void> => {
    const { texts } = await (await workspace.desk).report(text)
    if (isWanted()) store.setState({ unaccepted: texts.filter(({ accepted }) => !accepted).map(({ hash, skill, words }) => ({ hash, skill, words })) })
  }
  return {
    store,
    open: (words) => store.setState(words === undefined ? { isOpen: true } : { isOpen: true, words }),
    close: () => {
      turn++
      store.setState({ isOpen: false, busy: undefined })
    },
    ask: (words, more) =>
      during(more?.write === true ? 'The model is writing a skill. That may take minutes' : more?.loop === true ? 'Looking for tools' : 'Looking for a skill', async (isWanted) => {
        store.setState({ words, isOpen: true, ...nothing })
        const proposal = await (await workspace.desk).ask(words, more)
        if (!isWanted()) return
        const text = proposal.kind === 'written' ? proposal.text : proposal.kind === 'picked' ? proposal.skill.text : undefined
        store.setState({ proposal, picture: text === undefined ? undefined : pictureOf(workspace, text), contract: proposal.kind === 'picked' ? proposal.contract : undefined })
        if (proposal.kind === 'picked') await look(proposal.skill.text, isWanted)
      }),
    change: (contract) => store.setState({ contract, rehearsal: undefined }),
    accept: () =>
      during('Keeping that you accepted it', async (isWanted) => {
        const { proposal, unaccepted } = store.getState()
        if (proposal?.kind !== 'picked') return
        await (await workspace.desk).accept(proposal.skill.text, unaccepted.map(({ hash }) => hash))
        await look(proposal.skill.text, isWanted)
        void workspace.refreshSkills()
      }),
    rehearse: () =>
      during('Rehearsing', async (isWanted) => {
        const { proposal, contract } = store.getState()
        if (proposal?.kind !== 'picked') return
        const rehearsal = await (await workspace.desk).rehearse(proposal.skill.text, inputOf(proposal), {}, contract)
        if (isWanted()) store.setState({ rehearsal })
      }),
    run: () =>
      during('Starting', async (isWanted) => {
        const { proposal, contract } = store.getState()
        if (proposal?.kind !== 'picked' || contract === undefined) return
        const { run } = await (await workspace.desk).start({ text: proposal.skill.text, input: inputOf(proposal), contract })
        if (!isWanted()) return
        store.setState({ isOpen: false, words: '', ...nothing })
        workspace.goTo({ view: 'run', run })
      }),
  }
}

/** What is left as the skill has it is left out. */
function inputOf({ inputs }: Extract<Proposal, { readonly kind: 'picked' }>): JsonObject {
  return Object.fromEntries(inputs.filter(({ from }) => from !== 'default').map(({ name, value }) => [name, value]))
}

/** What goes with other inputs for the same proposal. */
export function sameAgain({ skill, loop }: Extract<Proposal, { readonly kind: 'picked' | 'missing' }>): AskMore {
  return loop === null ? { skill: skill.name } : { loop: true }
}

function pictureOf(workspace: Workspace, text: string): Session {
  return openSession({ id: 'asked', name: 'asked', writable: false, changed: 0, text, hash: '', sidecar: null }, checkingWorld(workspace.store.getState()), pagePorts)
}
