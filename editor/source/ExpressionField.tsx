import { closeBrackets } from '@codemirror/autocomplete'
import { standardKeymap } from '@codemirror/commands'
import { bracketMatching } from '@codemirror/language'
import { EditorState, type Extension } from '@codemirror/state'
import { drawSelection, EditorView, keymap, placeholder as placeholderText } from '@codemirror/view'
import { useEffect, useId, useRef } from 'react'
import { useStore } from 'zustand'
import type { Json } from '../../engine/index.ts'
import { differingStretch } from '../session/history.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { codeLook } from './code-look.ts'
import { expressionColours } from './colour-code.ts'
import { completeWith } from './complete-with.ts'
import { surroundingsOf } from './complete/surroundings.ts'
import { explainWith } from './explain-with.ts'
import { fieldCompletions, fieldExplanation, fieldFaults, type ExpressionPlace } from './field-expression.ts'
import { shownText } from './line-ends.ts'
import { mountCode } from './mount-code.ts'
import { shortJson } from './short-json.ts'
import { historyKeys } from './session-link.ts'
import './expression-field.css'

export interface ExpressionFieldProps {
  /** The value as YAML means it, without quotes. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly place: ExpressionPlace
  readonly session: Session
  readonly workspace: Workspace
  /** What a screen reader calls the field. */
  readonly label: string
  readonly placeholder?: string
  readonly readOnly?: boolean
  /** What the expression gave in a run or a test; undefined: not known. */
  readonly liveValue?: Json | undefined
  /** Called when the field is left. */
  readonly onDone?: () => void
}

/** A field of one line that grows, for text with expressions in it or one bare expression. Tab leaves it. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { value, label, place, placeholder = '', readOnly = false, liveValue, session, workspace } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef(props)
  const faultId = useId()
  const picture = useStore(session.store, (state) => state.picture)
  const tools = useStore(workspace.store, (state) => state.tools)
  const skills = useStore(workspace.store, (state) => state.skills)
  const faults = fieldFaults(value, place, surroundingsOf(picture, { tools, skills }))

  useEffect(() => {
    latest.current = props
  })

  useEffect(() => {
    if (host.current === null) return undefined
    const made = mountCode(host.current, { doc: latest.current.value, extensions: extensionsFor(() => latest.current, { label, placeholder, readOnly, kind: place.kind }) })
    view.current = made
    return () => made.destroy()
  }, [label, placeholder, readOnly, place.kind])

  useEffect(() => {
    const made = view.current
    const wanted = shownText(value)
    if (made === null || made.state.doc.toString() === wanted) return
    const { range, text } = differingStretch(made.state.doc.toString(), wanted)
    made.dispatch({ changes: { from: range.start, to: range.end, insert: text } })
  }, [value])

  return (
    <div className={`expression-field ${faults.length > 0 ? 'expression-field-bad' : ''}`}>
      <div ref={host} className="expression-field-code" />
      <div role="status" id={faultId}>
        {faults.slice(0, 3).map(({ message, start }) => (
          <p key={`${start} ${message}`} className="expression-field-fault">
            {message}
          </p>
        ))}
      </div>
      {liveValue !== undefined && (
        <output className="expression-field-live" aria-label={`${label}, value now`}>
          {shortJson(liveValue)}
        </output>
      )}
    </div>
  )
}

interface Fixed {
  readonly label: string
  readonly placeholder: string
  readonly readOnly: boolean
  readonly kind: ExpressionPlace['kind']
}

function extensionsFor(latest: () => ExpressionFieldProps, { label, placeholder, readOnly, kind }: Fixed): Extension {
  const around = () => {
    const { session, workspace } = latest()
    return surroundingsOf(session.store.getState().picture, workspace.store.getState())
  }
  return [
    codeLook,
    expressionColours(kind),
    drawSelection(),
    bracketMatching(),
    closeBrackets(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({ 'aria-label': label }),
    placeholderText(placeholder),
    completeWith((text, offset) => fieldCompletions(text, offset, latest().place, around())),
    explainWith((text, offset) => fieldExplanation(text, offset, latest().place, around())),
    keymap.of([...historyKeys(latest().session), ...standardKeymap]),
    EditorView.updateListener.of((update) => {
      const text = update.state.doc.toString()
      if (update.docChanged && text !== shownText(latest().value)) latest().onChange(text)
      if (update.focusChanged && !update.view.hasFocus) latest().onDone?.()
    }),
  ]
}
