import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { yaml } from '@codemirror/lang-yaml'
import { drawSelection, EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import { differingStretch } from '../session/history.ts'
import { codeLook } from './code-look.ts'
import { yamlColours } from './colour-code.ts'
import { fileEdits, lineEndsOf, shownEdits, shownText } from './line-ends.ts'
import { applyEdits } from '../../engine/index.ts'
import { mountCode } from './mount-code.ts'
import './code-field.css'

interface CodeFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A YAML text that belongs to no session yet, with a history of its own. Line ends stay as they are. */
export function CodeField({ label, value, onChange }: CodeFieldProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(null)
  const latest = useRef({ value, onChange })

  useEffect(() => {
    if (host.current === null) return undefined
    const made = mountCode(host.current, {
      doc: shownText(latest.current.value),
      extensions: [
        codeLook,
        yaml(),
        yamlColours(),
        lineNumbers(),
        highlightSpecialChars(),
        drawSelection(),
        history(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': label }),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged || update.state.doc.toString() === shownText(latest.current.value)) return
          const changes: { readonly range: { readonly start: number; readonly end: number }; readonly text: string }[] = []
          update.changes.iterChanges((start, end, _from, _to, inserted) => changes.push({ range: { start, end }, text: inserted.toString() }))
          const before = latest.current.value
          const changed = applyEdits(before, fileEdits(lineEndsOf(before), changes))
          latest.current = { ...latest.current, value: changed }
          latest.current.onChange(changed)
        }),
      ],
    })
    view.current = made
    return () => made.destroy()
  }, [label])

  useEffect(() => {
    const before = latest.current.value
    latest.current = { value, onChange }
    if (before === value || view.current === null) return
    const changes = shownEdits(before, value, [differingStretch(before, value)])
    view.current.dispatch({ changes: changes.map(({ range, text }) => ({ from: range.start, to: range.end, insert: text })) })
  }, [value, onChange])

  return <div ref={host} className="code-field" />
}
