import type { KeyboardEvent } from 'react'
import { TextControl, type TextControlProps } from '../../fields/TextControl.tsx'
import type { FieldDraft } from '../use-draft.ts'

interface TextInputProps extends Omit<TextControlProps, 'text' | 'onChange' | 'onBlur' | 'onKeyDown'> {
  readonly draft: FieldDraft
}

/** A text of the file. Leaving it, or Enter, takes over what was written; Escape puts it back. */
export function TextInput({ draft, isLong = false, ...rest }: TextInputProps) {
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
  return <TextControl {...rest} isLong={isLong} text={draft.text} onChange={draft.change} onBlur={draft.done} onKeyDown={pressed} />
}
