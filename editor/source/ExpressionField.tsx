import { EditorView, keymap, placeholder as placeholderText, drawSelection } from '@codemirror/view'
import { EditorState } from '@codemirror/state'
import { closeBrackets } from '@codemirror/autocomplete'
import { standardKeymap } from '@codemirror/commands'
import { useEffect, useRef } from 'react'
import type { Json } from '../../engine/index.ts'
import { differingStretch } from '../session/history.ts'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { codeLook } from './code-look.ts'
import { mountCode } from './mount-code.ts'
import { shortJson } from './short-json.ts'
import './expression-field.css'

/** Where an expression stands, which decides what it may read. */
export interface ExpressionPlace {
  /** The name of the state; left out: the ceiling, where only `input` is seen. */
  readonly state?: string
  /** `template`: text with `${ }` in it; `bare`: the whole value is one expression, as in `if:`. */
  readonly kind: 'template' | 'bare'
  /** `undo`: sees `result`; `evidence`: sees the reads of tools. */
  readonly role?: 'value' | 'condition' | 'evidence' | 'list' | 'undo'
}

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
  /** Called when the field is left, or Enter is pressed in a field of one line. */
  readonly onDone?: () => void
}

/** A field of one line that grows, for text with expressions in it or one bare expression. */
export function ExpressionField(props: ExpressionFieldProps) {
  const { value, label, placeholder = '', readOnly = false, liveValue } = props
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    if (host.current === null) return undefined
    const made = mountCode(host.current, {
      doc: latest.current.value,
      extensions: [
        codeLook,
        drawSelection(),
        closeBrackets(),
        EditorView.lineWrapping,
        EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({ 'aria-label': label }),
        placeholderText(placeholder),
        keymap.of(standardKeymap),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && update.state.doc.toString() !== latest.current.value) latest.current.onChange(update.state.doc.toString())
          if (update.focusChanged && !update.view.hasFocus) latest.current.onDone?.()
        }),
      ],
    })
    view.current = made
    return () => made.destroy()
  }, [label, placeholder, readOnly])

  useEffect(() => {
    const made = view.current
    if (made === null || made.state.doc.toString() === value) return
    const { range, text } = differingStretch(made.state.doc.toString(), value)
    made.dispatch({ changes: { from: range.start, to: range.end, insert: text } })
  }, [value])

  return (
    <div className="expression-field">
      <div ref={host} className="expression-field-code" />
      {liveValue !== undefined && (
        <output className="expression-field-live" aria-label={`${label}: value now`}>
          {shortJson(liveValue)}
        </output>
      )}
    </div>
  )
}
