import type { Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { definitionAt } from './complete/definition-at.ts'
import type { Surroundings } from './complete/surroundings.ts'
import { lineEndsOf } from './line-ends.ts'

/** F12 and Ctrl+click go to the state or skill that a word names, and select it in the picture too. */
export function goToDefinition(session: Session, workspace: Workspace, around: () => Surroundings): Extension {
  const go = (view: EditorView, shown: number): boolean => {
    session.drawNow()
    const { text } = session.store.getState()
    const ends = lineEndsOf(text)
    const found = definitionAt(text, ends.toFile(shown), around())
    if (found === undefined) return false
    if (found.kind === 'skill') {
      const listed = workspace.store.getState().skills.find(({ name }) => name === found.name)
      if (listed !== undefined) workspace.goTo({ view: 'skill', id: listed.id, tab: 'edit' })
      return true
    }
    const at = Math.min(ends.toShown(found.offset), view.state.doc.length)
    view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
    view.focus()
    session.select([found.name])
    return true
  }
  return [
    keymap.of([{ key: 'F12', run: (view) => go(view, view.state.selection.main.head), preventDefault: true }]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false
        const at = view.posAtCoords({ x: event.clientX, y: event.clientY })
        return at !== null && go(view, at) && (event.preventDefault(), true)
      },
    }),
  ]
}
