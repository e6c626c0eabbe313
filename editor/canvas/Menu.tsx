import { useEffect, useRef, type KeyboardEvent } from 'react'
import type { Point } from '../graph/place-nodes.ts'
import type { Row } from './canvas-state.ts'
import './chooser.css'

interface MenuProps {
  readonly title: string
  readonly rows: readonly Row[]
  readonly at: Point
  readonly onClose: () => void
}

const width = 280
const rowHeight = 32

/** What can be done with what was pointed at. Arrow keys and first letters walk, Enter does, Escape closes. */
export function Menu({ title, rows, at, onClose }: MenuProps) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('button')?.focus(), [])
  const pressed = (event: KeyboardEvent): void => {
    event.stopPropagation()
    const buttons = [...(place.current?.querySelectorAll('button') ?? [])]
    const now = buttons.indexOf(event.target as HTMLButtonElement)
    const letter = event.key.length === 1 && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : undefined
    const steps: { readonly [key: string]: number } = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: buttons.length - 1 }
    const next = letter === undefined ? steps[event.key] : [...buttons.keys()].map((index) => (now + 1 + index) % buttons.length).find((index) => buttons[index]?.textContent.toLowerCase().startsWith(letter))
    if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else if (next !== undefined) buttons[(next + buttons.length) % buttons.length]?.focus()
    else return
    event.preventDefault()
  }
  const left = Math.max(8, Math.min(at.x, innerWidth - width - 8))
  const top = Math.max(8, Math.min(at.y, innerHeight - rows.length * rowHeight - 32))
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the ground around an open menu
    <div className="chooser-ground" onPointerDown={(event) => event.target === event.currentTarget && onClose()} onContextMenu={(event) => event.preventDefault()}>
      <div ref={place} className="menu" style={{ left, top }} role="menu" aria-label={title} tabIndex={-1} onKeyDown={pressed}>
        {rows.map((row) => (
          <button key={row.words} type="button" role="menuitem" className={`menu-row ${row.isApart === true ? 'menu-row-apart' : ''}`} onClick={() => (onClose(), row.do())}>
            <span>{row.words}</span>
            {row.beside !== undefined && <kbd>{row.beside}</kbd>}
          </button>
        ))}
      </div>
    </div>
  )
}
