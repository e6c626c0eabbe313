import { useId, useState, type FormEvent } from 'react'
import { Button } from '../look/Button.tsx'
import { Dialog } from '../look/Dialog.tsx'
import type { Overlay } from './canvas-state.ts'

interface NameDialogProps {
  readonly overlay: Extract<Overlay, { kind: 'name' }>
  readonly onClose: () => void
}

/** Asks for one name. */
export function NameDialog({ overlay: { title, label, value, hint, give }, onClose }: NameDialogProps) {
  const place = useId()
  const [name, setName] = useState(value)
  const done = (event: FormEvent): void => {
    event.preventDefault()
    onClose()
    give(name.trim())
  }
  const actions = (
    <Button look="main" type="submit" form={`${place}-form`} disabled={name.trim() === ''}>
      Make it
    </Button>
  )
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <form id={`${place}-form`} className="name-dialog" onSubmit={done}>
        <label htmlFor={place}>{label}</label>
        <input id={place} className="mono" value={name} maxLength={64} spellCheck={false} autoComplete="off" aria-describedby={`${place}-hint`} onChange={(event) => setName(event.target.value)} />
        <p id={`${place}-hint`}>{hint}</p>
      </form>
    </Dialog>
  )
}
