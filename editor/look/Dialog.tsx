import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from './Button.tsx'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly actions?: ReactNode
  readonly wide?: boolean
}

/** A question or a form over the page. Escape closes it, the focus stays inside and goes back to where it was. */
export function Dialog({ title, onClose, children, actions, wide = false }: DialogProps) {
  const place = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = place.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog ref={place} className={`dialog ${wide ? 'dialog-wide' : ''}`} aria-label={title} onCancel={(event) => (event.preventDefault(), onClose())}>
      <header className="dialog-head">
        <h2>{title}</h2>
        <Button look="quiet" icon="close" label="Close" onClick={onClose} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is only read must scroll by keys too */}
      <div className="dialog-body" tabIndex={actions === undefined ? 0 : undefined}>
        {children}
      </div>
      {actions !== undefined && <footer className="dialog-foot">{actions}</footer>}
    </dialog>
  )
}
