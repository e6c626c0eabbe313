import type { KeyboardEvent } from 'react'
import type { FieldDraft } from '../use-draft.ts'
import type { FieldAbout } from './FieldShell.tsx'

interface TextInputProps {
  readonly about: FieldAbout
  readonly draft: FieldDraft
  readonly isLong?: boolean
  readonly isCode?: boolean
  readonly isReadOnly?: boolean
  readonly placeholder?: string | undefined
  readonly inputMode?: 'decimal' | 'text'
  /** The id of a list of suggestions. */
  readonly list?: string
}

/** A text of one line or several. Leaving it, or Enter, takes over what was written; Escape puts it back. */
export function TextInput({ about, draft, isLong = false, isCode = false, isReadOnly = false, placeholder, inputMode = 'text', list }: TextInputProps) {
  const pressed = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && draft.isChanged) {
      event.stopPropagation()
      draft.cancel()
    } else if (event.key === 'Enter' && (!isLong || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      draft.done()
    }
  }
  const common = { ...about, value: draft.text, readOnly: isReadOnly, placeholder, spellCheck: !isCode, className: `field-control ${isCode ? 'mono' : ''}`, onBlur: draft.done, onKeyDown: pressed }
  if (isLong) return <textarea {...common} rows={Math.min(12, Math.max(2, draft.text.split('\n').length))} onChange={(event) => draft.change(event.target.value)} />
  return <input {...common} type="text" autoComplete="off" inputMode={inputMode} list={list} onChange={(event) => draft.change(event.target.value)} />
}
