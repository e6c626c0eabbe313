/*
 * The tie between one session and one text editor. Owns: which changes go which way. Does not own: history (the session's alone).
 * Always true: T1 what is shown is the text of the session; T2 a change of the one is the same change of the other, never the whole
 * text; T3 both change in the same moment.
 */
import { Annotation, type Extension, type StateCommand } from '@codemirror/state'
import { EditorView, ViewPlugin, type KeyBinding, type ViewUpdate } from '@codemirror/view'
import type { TextEdit } from '../../engine/index.ts'
import { differingStretch } from '../session/history.ts'
import type { Session } from '../session/session.ts'
import { fileEdits, lineEndsOf, shownEdits, shownText } from './line-ends.ts'

/** Marks what came from the session, so that it is not sent back. */
const fromSession = Annotation.define<boolean>()

/** Ties an editor whose text is `shownText` of the session to it. */
export function sessionLink(session: Session): Extension {
  const tie = new Tie(session)
  return [
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !cameFromSession(update)) tie.send(update)
    }),
    ViewPlugin.define((view) => ({ destroy: session.store.subscribe(() => tie.receive(view)) })),
    EditorView.domEventHandlers({
      beforeinput(event) {
        if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false
        event.preventDefault()
        if (event.inputType === 'historyUndo') session.undo()
        else session.redo()
        return true
      },
    }),
  ]
}

class Tie {
  readonly #session: Session
  /** The text of the session, and its version, that the editor shows. */
  #text: string
  #version: number
  #isSending = false

  constructor(session: Session) {
    this.#session = session
    const { text, lastEdits } = session.store.getState()
    this.#text = text
    this.#version = lastEdits.version
  }

  /** Hands a change of the person on to the session. */
  send(update: ViewUpdate): void {
    const changes: TextEdit[] = []
    update.changes.iterChanges((start, end, _from, _to, inserted) => changes.push({ range: { start, end }, text: inserted.toString() }))
    this.#isSending = true
    try {
      this.#session.edit(fileEdits(lineEndsOf(this.#text), changes), aboutOf(update))
    } finally {
      this.#isSending = false
    }
    this.#takeState()
    this.#mend(update.view)
  }

  /** Shows a change that another view, the history or the file made. */
  receive(view: EditorView): void {
    const { lastEdits, text } = this.#session.store.getState()
    if (this.#isSending || lastEdits.version === this.#version) return
    const edits = shownEdits(this.#text, text, lastEdits.edits)
    this.#takeState()
    show(view, edits)
    this.#mend(view)
    if (lastEdits.by === 'history' && view.hasFocus && edits.length > 0) {
      view.dispatch({ selection: { anchor: Math.min(endOfLast(edits), view.state.doc.length) }, scrollIntoView: true, annotations: fromSession.of(true) })
    }
  }

  #takeState(): void {
    const { lastEdits, text } = this.#session.store.getState()
    this.#text = text
    this.#version = lastEdits.version
  }

  /** Line ends that met and became one are one in both. */
  #mend(view: EditorView): void {
    if (!this.#text.includes('\r')) return
    const [shown, should] = [view.state.doc.toString(), shownText(this.#text)]
    if (shown !== should) show(view, [differingStretch(shown, should)])
  }
}

function show(view: EditorView, edits: readonly TextEdit[]): void {
  if (edits.length === 0) return
  const changes = edits.map(({ range, text: insert }) => ({ from: range.start, to: range.end, insert }))
  view.dispatch({ changes, annotations: fromSession.of(true) })
}

/** Gives where the last of some edits ends in the text after them. */
function endOfLast(edits: readonly TextEdit[]): number {
  const last = edits.reduce((furthest, edit) => (edit.range.start > furthest.range.start ? edit : furthest))
  const shift = edits.reduce((sum, edit) => (edit === last ? sum : sum + edit.text.length - (edit.range.end - edit.range.start)), 0)
  return last.range.start + shift + last.text.length
}

/** Typing and deleting join what was typed just before; all else stands alone. */
function aboutOf(update: ViewUpdate): { readonly label: string; readonly by: string; readonly joins?: string } {
  const is = (event: string): boolean => update.transactions.some((one) => one.isUserEvent(event))
  if (is('input.complete')) return { by: 'source', label: 'Complete' }
  if (is('input.paste')) return { by: 'source', label: 'Paste' }
  if (is('delete.cut')) return { by: 'source', label: 'Cut' }
  if (is('move') || is('input.drop')) return { by: 'source', label: 'Move text' }
  if (is('input.replace')) return { by: 'source', label: 'Replace' }
  return { by: 'source', joins: 'typing', label: 'Typing' }
}

/** Says whether an update was made by the session rather than by the person in this editor. */
export function cameFromSession(update: ViewUpdate): boolean {
  return update.transactions.some((one) => one.annotation(fromSession) === true)
}

/** Undo and redo of the session, which hold for text and picture. */
export function historyKeys(session: Session): readonly KeyBinding[] {
  const undo: StateCommand = () => (session.undo(), true)
  const redo: StateCommand = () => (session.redo(), true)
  return [
    { key: 'Mod-z', run: undo, shift: redo, preventDefault: true },
    { key: 'Mod-y', run: redo, preventDefault: true },
  ]
}
