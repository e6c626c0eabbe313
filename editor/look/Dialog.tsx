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
    const before = document.activeElement
    dialog?.showModal()
    // One begins with what is to be filled in, not with the way out.
    if (dialog?.querySelector('[autofocus]') === null) dialog.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea):not(:disabled)')?.focus()
    return () => {
      dialog?.close()
      // The browser gives the focus back only where the dialog is still in the page.
      if (before instanceof HTMLElement && before.isConnected && (document.activeElement === null || document.activeElement === document.body)) before.focus()
    }
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
