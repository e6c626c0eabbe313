/*
 * The tie between one session and one text editor. Owns: which changes go which way. Does not own: history (the session's alone).
 * Always true: T1 what is shown is the text of the session; T2 a change of the one is the same change of the other, never the whole
 * text; T3 both change in the same moment.
 */
import { Annotation, Transaction, type Extension, type StateCommand, type TransactionSpec } from '@codemirror/state'
import { EditorView, ViewPlugin, type KeyBinding, type ViewUpdate } from '@codemirror/view'
import type { TextEdit } from '../../engine/index.ts'
import { differingStretch } from '../session/history.ts'
import type { Session } from '../session/session.ts'
import { fileEdits, lineEndsOf, shownEdits, shownText } from './line-ends.ts'

/** Marks what came from the session, so that it is not sent back. */
const fromSession = Annotation.define<boolean>()

/** Ties an editor whose text is `shownText` of the session to it. */
export function sessionLink(session: Session): Extension {
  let text = session.store.getState().text
  let version = session.store.getState().lastEdits.version
  let isSending = false

  const show = (view: EditorView, edits: readonly TextEdit[], more: TransactionSpec): void => {
    if (edits.length === 0) return
    const changes = edits.map(({ range, text: insert }) => ({ from: range.start, to: range.end, insert }))
    view.dispatch({ ...more, changes, annotations: [fromSession.of(true), Transaction.addToHistory.of(false)] })
  }
  const receive = (view: EditorView): void => {
    const { lastEdits, text: changed } = session.store.getState()
    if (isSending || lastEdits.version === version) return
    const edits = shownEdits(text, changed, lastEdits.edits)
    version = lastEdits.version
    text = changed
    show(view, edits, {})
    mend(view)
    if (lastEdits.by === 'history' && view.hasFocus && edits.length > 0) {
      const last = edits.reduce((furthest, edit) => (edit.range.start > furthest.range.start ? edit : furthest))
      const shift = edits.reduce((sum, edit) => (edit === last ? sum : sum + edit.text.length - (edit.range.end - edit.range.start)), 0)
      const head = Math.min(last.range.start + shift + last.text.length, view.state.doc.length)
      view.dispatch({ selection: { anchor: head }, scrollIntoView: true, annotations: fromSession.of(true) })
    }
  }
  /** Line ends that met and became one are one in both. */
  const mend = (view: EditorView): void => {
    if (!text.includes('\r')) return
    const [shown, should] = [view.state.doc.toString(), shownText(text)]
    if (shown !== should) show(view, [differingStretch(shown, should)], {})
  }
  const send = (update: ViewUpdate): void => {
    const changes: TextEdit[] = []
    update.changes.iterChanges((start, end, _from, _to, inserted) => changes.push({ range: { start, end }, text: inserted.toString() }))
    isSending = true
    try {
      session.edit(fileEdits(lineEndsOf(text), changes), aboutOf(update))
    } finally {
      isSending = false
    }
    text = session.store.getState().text
    version = session.store.getState().lastEdits.version
    mend(update.view)
  }
  return [
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.every((one) => one.annotation(fromSession) === true)) send(update)
    }),
    ViewPlugin.define((view) => ({ destroy: session.store.subscribe(() => receive(view)) })),
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
