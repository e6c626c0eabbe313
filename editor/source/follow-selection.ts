import { EditorSelection, type Extension } from '@codemirror/state'
import { EditorView, ViewPlugin } from '@codemirror/view'
import type { Session } from '../session/session.ts'
import { stateAround } from './complete/definition-at.ts'
import type { Surroundings } from './complete/surroundings.ts'
import { lineEndsOf } from './line-ends.ts'
import { cameFromSession } from './session-link.ts'

/** The cursor in a state selects it; a state that is selected elsewhere is scrolled to. */
export function followSelection(session: Session, around: () => Surroundings): Extension {
  let isOurs = false
  const select = (offset: number): void => {
    const { picture, text, selection } = session.store.getState()
    if (picture.text !== text) return
    const name = stateAround(around(), lineEndsOf(text).toFile(offset))
    if (name === undefined || (selection.length === 1 && selection[0] === name)) return
    isOurs = true
    session.select([name])
    isOurs = false
  }
  return [
    EditorView.updateListener.of((update) => {
      if ((update.selectionSet || update.docChanged) && update.view.hasFocus && !cameFromSession(update)) select(update.state.selection.main.head)
    }),
    ViewPlugin.define((view) => ({
      destroy: session.store.subscribe((state, before) => {
        const [name] = state.selection
        if (isOurs || view.hasFocus || state.selection === before.selection || name === undefined) return
        const found = around().byName.get(name)
        if (found === undefined) return
        const ends = lineEndsOf(state.text)
        const start = Math.min(ends.toShown(found.state.nameRange.start), view.state.doc.length)
        view.dispatch({ selection: EditorSelection.cursor(start), effects: EditorView.scrollIntoView(start, { y: 'nearest', yMargin: 60 }) })
      }),
    })),
  ]
}
