import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { keptShare, leastShare, mostShare } from './pane-shares.ts'

interface PaneDividerProps {
  readonly label: string
  /** Share of the pane to its right, in hundredths of the whole. */
  readonly value: number
  readonly onMove: (share: number) => void
}

/** The line before a pane: drag it, or move it with the arrow keys; Enter folds the pane away and back. */
export function PaneDivider({ label, value, onMove }: PaneDividerProps) {
  const drag = useRef<{ readonly x: number; readonly value: number; readonly width: number } | null>(null)
  const pressed = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? 2 : event.key === 'ArrowRight' ? -2 : 0
    if (event.key === 'Enter') onMove(value === 0 ? 2 * leastShare : 0)
    else if (event.key === 'Home') onMove(mostShare)
    else if (event.key === 'End') onMove(0)
    else if (step !== 0) onMove(value === 0 ? (step > 0 ? leastShare : 0) : value + step < leastShare ? 0 : keptShare(value + step))
    else return
    event.preventDefault()
  }
  const begin = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, value, width: event.currentTarget.parentElement?.clientWidth ?? 1 }
  }
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    if (drag.current !== null) onMove(keptShare(drag.current.value - ((event.clientX - drag.current.x) / drag.current.width) * 100))
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a separator with a value is a widget
    <div
      className="pane-divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={Math.round(value)}
      aria-valuemin={0}
      aria-valuemax={mostShare}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is moved with keys
      tabIndex={0}
      onKeyDown={pressed}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
      onDoubleClick={() => onMove(value === 0 ? 2 * leastShare : 0)}
    />
  )
}
