import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { Button } from './Button.tsx'
import { Icon, type IconName } from './Icon.tsx'
import './action-menu.css'

export interface MenuAction {
  readonly words: string
  readonly icon: IconName
  readonly isDanger?: boolean
  perform(): void
}

/** A button that opens a list of deeds. Arrow keys move, Escape closes and gives the focus back. */
export function ActionMenu({ label, actions }: { readonly label: string; readonly actions: readonly MenuAction[] }) {
  const [isOpen, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isOpen) return undefined
    place.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) !== true) setOpen(false)
    }
    addEventListener('pointerdown', outside)
    return () => removeEventListener('pointerdown', outside)
  }, [isOpen])
  const close = (): void => {
    setOpen(false)
    place.current?.querySelector<HTMLElement>('button')?.focus()
  }
  const pressed = (event: KeyboardEvent): void => {
    const items = [...(place.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = items.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
    if (event.key === 'Escape') close()
    else if (event.key === 'Tab') return setOpen(false)
    else if (to !== undefined) items[(to + items.length) % items.length]?.focus()
    else return
    event.preventDefault()
  }
  return (
    <div className="action-menu" ref={place}>
      <Button look="quiet" icon="more" label={label} aria-haspopup="menu" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} />
      {isOpen && (
        <div className="action-menu-list" role="menu" aria-label={label} tabIndex={-1} onKeyDown={pressed}>
          {actions.map(({ words, icon, isDanger = false, perform }) => (
            <button
              key={words}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={isDanger ? 'action-menu-item action-menu-danger' : 'action-menu-item'}
              onClick={() => {
                close()
                perform()
              }}
            >
              <Icon name={icon} size={16} />
              {words}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
