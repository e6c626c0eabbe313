import { forEachDiagnostic, lintGutter, nextDiagnostic, previousDiagnostic, setDiagnostics, type Diagnostic as ShownFault } from '@codemirror/lint'
import { Prec, type Extension } from '@codemirror/state'
import { keymap, ViewPlugin, type EditorView } from '@codemirror/view'
import type { Diagnostic } from '../../engine/index.ts'
import type { Session } from '../session/session.ts'
import { lineEndsOf } from './line-ends.ts'

/** Shows the faults of the session's picture in the text, with their fixes: F8 goes to the next one, Ctrl+. mends the one at the cursor. */
export function showFaults(session: Session): Extension {
  return [
    lintGutter(),
    ViewPlugin.define((view) => {
      let shown: readonly Diagnostic[] | undefined
      const show = (): void => {
        const { picture, text } = session.store.getState()
        if (shown === picture.diagnostics || picture.text !== text) return
        shown = picture.diagnostics
        view.dispatch(setDiagnostics(view.state, faultsOf(session, view.state.doc.length)))
      }
      // The first time the view is still being made.
      const later = Promise.resolve().then(() => isOpen && show())
      let isOpen = true
      const stop = session.store.subscribe(show)
      return {
        destroy() {
          isOpen = false
          void later
          stop()
        },
      }
    }),
    Prec.high(
      keymap.of([
        { key: 'F8', run: nextDiagnostic, shift: previousDiagnostic, preventDefault: true },
        { key: 'Mod-.', run: (view) => mendAtCursor(view), preventDefault: true },
      ]),
    ),
  ]
}

function faultsOf(session: Session, length: number): readonly ShownFault[] {
  const { picture } = session.store.getState()
  const ends = lineEndsOf(picture.text)
  return picture.diagnostics.map((fault) => {
    const from = Math.min(ends.toShown(fault.range.start), length)
    const to = Math.min(Math.max(ends.toShown(fault.range.end), from), length)
    const actions = fault.fix === undefined ? [] : [{ name: fault.fix.title, apply: () => applyFix(session, fault) }]
    return { from, to, severity: fault.severity, message: fault.help === undefined ? fault.message : `${fault.message}\n${fault.help}`, source: fault.code, actions }
  })
}

/** Mends a fault, if the text still has it. */
export function applyFix(session: Session, fault: Diagnostic): void {
  const found = session.drawNow().diagnostics.find((one) => one === fault || (one.code === fault.code && one.message === fault.message))
  if (found?.fix !== undefined) session.edit(found.fix.edits, { by: 'fix', label: found.fix.title })
}

function mendAtCursor(view: EditorView): boolean {
  const { head } = view.state.selection.main
  let done = false
  forEachDiagnostic(view.state, ({ actions = [] }, from, to) => {
    const [first] = actions
    if (done || first === undefined || head < from || head > to) return
    done = true
    first.apply(view, from, to)
  })
  return done
}
