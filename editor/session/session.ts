/*
 * One open skill file. Owns: its text, the one history over text and picture, the selection, what is kept beside the file.
 * Does not own: how edits come about (commands, source, panel), where the file lies (workspace).
 * Always true: S1 the text changes only by edits, and every change can be taken back; S2 what is drawn is made from the text.
 */
import { createStore, type StoreApi } from 'zustand/vanilla'
import { applyEdits, type JsonObject, type LoadWorld, type SkillFile, type TextEdit } from '../../engine/index.ts'
import { renamePositions } from '../graph/place-nodes.ts'
import { differingStretch, emptyHistory, inverseEdits, remember, type Change, type History } from './history.ts'
import { drawPicture, type Picture } from './picture.ts'

export interface SessionState {
  readonly id: string
  readonly writable: boolean
  readonly text: string
  /** Drawn from `text`, or, while somebody types, from the text a moment ago. */
  readonly picture: Picture
  readonly history: History
  /** Names of states. */
  readonly selection: readonly string[]
  /** A way that is selected, by its id in the graph. */
  readonly selectedWay: string | undefined
  /** A place of the text that is to be shown; the view that shows it takes this back. */
  readonly revealed: number | null
  /** The text and hash as kept in the file; null: never kept. */
  readonly base: { readonly text: string; readonly hash: string } | null
  /** The file was changed by another hand in a way that touches ours: both texts wait for the person. */
  readonly conflict: { readonly text: string; readonly hash: string } | null
  /** What the editor keeps beside the file: positions and the like. */
  readonly sidecar: JsonObject | null
  /** The last change of the text, for a view that shows the text itself. */
  readonly lastEdits: { readonly edits: readonly TextEdit[]; readonly by: string; readonly version: number }
}

export interface EditAbout {
  /** For the history: "Rename state", "Typing". */
  readonly label: string
  /** Which view made it, so that it does not apply it twice. */
  readonly by: string
  readonly selects?: readonly string[]
  /** Names of states that became others, so that selection and positions follow. */
  readonly renamed?: { readonly [from: string]: string }
  /** Typing of this kind joins what was typed just before. */
  readonly joins?: string
}

export interface Session {
  readonly store: StoreApi<SessionState>
  /** Changes the text. Throws RangeError when edits overlap, which is a fault of the caller. */
  edit(edits: readonly TextEdit[], about: EditAbout): void
  undo(): void
  redo(): void
  select(states: readonly string[], way?: string): void
  /** Asks for a place of the text to be shown; null: it was. */
  reveal(offset: number | null): void
  /** Reads the text now, if typing had put that off. */
  drawNow(): Picture
  keepBeside(sidecar: JsonObject): void
  /** The file was written: this text is its base. */
  kept(file: SkillFile, text: string): void
  /** The file changed on disk. Without changes of our own it is taken over; with them it becomes a conflict. */
  changedOutside(file: SkillFile): void
  /** Ends a conflict with a text that the person chose. */
  resolve(text: string): void
  /** Tools or other skills changed: draws anew. */
  surroundingsChanged(world: LoadWorld): void
  close(): void
}

export interface SessionPorts {
  /** Milliseconds that only grow. */
  now(): number
  /** Calls back later; gives the way to stop it. */
  later(milliseconds: number, callback: () => void): () => void
}

const renamedIn = (names: readonly string[], renamed: EditAbout['renamed']): readonly string[] => (renamed === undefined ? names : names.map((name) => (Object.hasOwn(renamed, name) ? (renamed[name] as string) : name)))

export function openSession(file: SkillFile, world: LoadWorld, ports: SessionPorts, isNew = false): Session {
  let around = world
  let stop: (() => void) | undefined
  const store = createStore<SessionState>(() => ({
    id: file.id,
    writable: file.writable,
    text: file.text,
    picture: drawPicture(file.text, around),
    history: emptyHistory,
    selection: [],
    selectedWay: undefined,
    revealed: null,
    base: isNew ? null : { text: file.text, hash: file.hash },
    conflict: null,
    sidecar: file.sidecar,
    lastEdits: { edits: [], by: 'file', version: 0 },
  }))
  const drawNow = (): Picture => {
    stop?.()
    stop = undefined
    const { text, picture } = store.getState()
    if (picture.text === text) return picture
    const drawn = drawPicture(text, around, picture)
    store.setState({ picture: drawn })
    return drawn
  }
  const apply = (edits: readonly TextEdit[], by: string, more: Partial<SessionState>, isTyping: boolean): void => {
    const { text, lastEdits, picture } = store.getState()
    const changed = applyEdits(text, edits)
    const next = { ...more, text: changed, lastEdits: { edits, by, version: lastEdits.version + 1 } }
    if (!isTyping) {
      stop?.()
      stop = undefined
      store.setState({ ...next, picture: drawPicture(changed, around, picture) })
      return
    }
    store.setState(next)
    stop?.()
    stop = ports.later(typingPause, drawNow)
  }
  const travel = (edits: readonly TextEdit[], history: History, selection: readonly string[]): void => apply(edits, 'history', { history, selection, selectedWay: undefined }, false)
  const session: Session = {
    store,
    edit(edits, about) {
      const real = edits.filter(({ range, text: inserted }) => store.getState().text.slice(range.start, range.end) !== inserted)
      if (real.length === 0) {
        if (about.selects !== undefined) session.select(about.selects)
        return
      }
      const { text, history, selection } = store.getState()
      const after = about.selects ?? renamedIn(selection, about.renamed)
      const change: Change = { label: about.label, edits: real, back: inverseEdits(text, real), before: selection, after, joins: about.joins, time: ports.now() }
      const { sidecar } = store.getState()
      apply(real, about.by, { history: remember(history, change, text), selection: after, selectedWay: undefined, sidecar: renamedBeside(sidecar, about.renamed) }, about.joins !== undefined)
    },
    undo() {
      const { past, future } = store.getState().history
      const change = past.at(-1)
      if (change !== undefined) travel(change.back, { past: past.slice(0, -1), future: [change, ...future] }, change.before)
    },
    redo() {
      const { past, future } = store.getState().history
      const change = future[0]
      if (change !== undefined) travel(change.edits, { past: [...past, { ...change, joins: undefined }], future: future.slice(1) }, change.after)
    },
    select: (states, way) => store.setState({ selection: states, selectedWay: way }),
    reveal: (offset) => store.setState({ revealed: offset }),
    drawNow,
    keepBeside: (sidecar) => store.setState({ sidecar }),
    kept: (kept, text) => store.setState({ id: kept.id, writable: kept.writable, base: { text, hash: kept.hash }, conflict: null }),
    changedOutside(changed) {
      const { text, base } = store.getState()
      if (changed.hash === base?.hash) return
      if (changed.text === text) return store.setState({ base: { text, hash: changed.hash }, conflict: null })
      if (base !== null && text !== base.text) return store.setState({ conflict: { text: changed.text, hash: changed.hash } })
      session.edit([differingStretch(text, changed.text)], { label: 'Changed in the file', by: 'disk' })
      store.setState({ base: { text: changed.text, hash: changed.hash }, sidecar: changed.sidecar })
    },
    resolve(chosen) {
      const { text, conflict } = store.getState()
      if (conflict === null) return
      session.edit([differingStretch(text, chosen)], { label: 'Resolve conflict', by: 'disk' })
      store.setState({ base: { text: conflict.text, hash: conflict.hash }, conflict: null })
    },
    surroundingsChanged(changed) {
      around = changed
      const { text, picture } = store.getState()
      store.setState({ picture: drawPicture(text, around, picture) })
    },
    close: () => stop?.(),
  }
  return session
}

/** A state that was renamed stands where it stood; its old name keeps the place for who takes the change back. */
function renamedBeside(sidecar: JsonObject | null, renamed: EditAbout['renamed']): JsonObject | null {
  const positions = sidecar?.['positions']
  if (renamed === undefined || typeof positions !== 'object' || positions === null || Array.isArray(positions)) return sidecar
  return { ...sidecar, positions: { ...positions, ...(renamePositions(positions as JsonObject, renamed) as JsonObject) } }
}

/** How long nobody types before the picture is drawn anew, in milliseconds. */
const typingPause = 60
