import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { defaultKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentUnit } from '@codemirror/language'
import { search, searchKeymap } from '@codemirror/search'
import { EditorState } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers, rectangularSelection } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { codeLook } from './code-look.ts'
import { yamlColours } from './colour-code.ts'
import { completionsAt } from './complete/completions-at.ts'
import { explainAt } from './complete/explain-at.ts'
import { surroundingsOf, type Surroundings } from './complete/surroundings.ts'
import { completeWith } from './complete-with.ts'
import { explainWith } from './explain-with.ts'
import { FaultList } from './FaultList.tsx'
import { followSelection } from './follow-selection.ts'
import { goToDefinition } from './go-to-definition.ts'
import { lineEndsOf, shownText } from './line-ends.ts'
import { mountCode } from './mount-code.ts'
import { newLine } from './new-line.ts'
import { historyKeys, sessionLink } from './session-link.ts'
import { showFaults } from './show-faults.ts'
import './source.css'

interface SourceProps {
  readonly workspace: Workspace
  readonly session: Session
}

/** The text of the open skill, and its faults below. */
export function Source({ workspace, session }: SourceProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  useEffect(() => {
    if (host.current === null) return undefined
    const made = mountCode(host.current, { doc: shownText(session.store.getState().text), extensions: extensionsFor(workspace, session) })
    view.current = made
    const reveal = (): void => {
      const { revealed } = session.store.getState()
      if (revealed === null) return
      session.reveal(null)
      showOffset(made, session, revealed)
    }
    reveal()
    const stop = session.store.subscribe(reveal)
    return () => {
      stop()
      made.destroy()
    }
  }, [workspace, session])
  const goTo = (offset: number): void => {
    if (view.current !== null) showOffset(view.current, session, offset)
  }
  return (
    <section className="source" aria-label="Text of the skill">
      <div ref={host} className="source-code" />
      <FaultList session={session} onGo={goTo} />
    </section>
  )
}

function showOffset(view: EditorView, session: Session, offset: number): void {
  const at = Math.min(lineEndsOf(session.store.getState().text).toShown(offset), view.state.doc.length)
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) })
  view.focus()
}

function extensionsFor(workspace: Workspace, session: Session) {
  const around = (): Surroundings => surroundingsOf(session.store.getState().picture, workspace.store.getState())
  return [
    codeLook,
    yaml(),
    yamlColours(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    EditorState.allowMultipleSelections.of(true),
    lineNumbers(),
    highlightActiveLineGutter(),
    showFaults(session),
    codeFolding(),
    foldGutter({ openText: '▾', closedText: '▸' }),
    highlightSpecialChars(),
    drawSelection(),
    dropCursor(),
    rectangularSelection(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    search({ top: true }),
    sessionLink(session),
    completeWith((text, offset) => completionsAt(text, offset, around())),
    explainWith((text, offset) => explainAt(text, offset, around())),
    followSelection(session, around),
    goToDefinition(session, workspace, around),
    EditorView.contentAttributes.of({ 'aria-label': 'Text of the skill, YAML' }),
    keymap.of([...historyKeys(session), { key: 'Enter', run: newLine }, ...closeBracketsKeymap, ...searchKeymap, ...foldKeymap, ...defaultKeymap]),
  ]
}
