import type { KeyboardEventHandler } from 'react'
import type { FieldAbout } from './FieldFrame.tsx'

export interface TextControlProps {
  readonly about: FieldAbout
  readonly text: string
  readonly isLong?: boolean
  readonly isCode?: boolean
  readonly isReadOnly?: boolean
  readonly placeholder?: string | undefined
  readonly inputMode?: 'decimal' | 'text'
  /** The id of a list of suggestions. */
  readonly list?: string | undefined
  readonly onChange: (text: string) => void
  readonly onBlur?: () => void
  readonly onKeyDown?: KeyboardEventHandler
}

/** A text of one line, or of as many as it needs. */
export function TextControl({ about, text, isLong = false, isCode = false, isReadOnly = false, placeholder, inputMode = 'text', list, onChange, onBlur, onKeyDown }: TextControlProps) {
  const common = { ...about, value: text, readOnly: isReadOnly, placeholder, spellCheck: !isCode, className: `field-control ${isCode ? 'mono' : ''}`, onBlur, onKeyDown }
  if (isLong) return <textarea {...common} rows={Math.min(12, Math.max(2, text.split('\n').length))} onChange={(event) => onChange(event.target.value)} />
  return <input {...common} type="text" autoComplete="off" inputMode={inputMode} list={list} onChange={(event) => onChange(event.target.value)} />
}
