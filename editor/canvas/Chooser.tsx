import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Icon } from '../look/Icon.tsx'
import type { Point } from '../graph/place-nodes.ts'
import { findRows, type ChooserRow } from './find-rows.ts'
import './chooser.css'

interface ChooserProps {
  readonly title: string
  readonly hint: string
  readonly rows: readonly ChooserRow[]
  readonly at: Point | undefined
  readonly onChoose: (id: string) => void
  readonly onClose: () => void
}

const width = 380
const height = 420

/** A list with a field to search it. Arrow keys and Enter choose, Escape closes. */
export function Chooser({ title, hint, rows, at, onChoose, onClose }: ChooserProps) {
  const place = useId()
  const [written, setWritten] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const found = useMemo(() => findRows(rows, written), [rows, written])
  const current = found[Math.min(chosen, found.length - 1)]
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const pressed = (event: KeyboardEvent): void => {
    event.stopPropagation()
    const steps: { readonly [key: string]: number } = { ArrowDown: chosen + 1, ArrowUp: chosen - 1, PageDown: chosen + 8, PageUp: chosen - 8, Home: 0, End: found.length - 1 }
    const next = steps[event.key]
    if (event.key === 'Escape') onClose()
    else if (event.key === 'Enter' && current !== undefined) onChoose(current.id)
    else if (event.key === 'Tab') event.preventDefault()
    else if (next !== undefined && found.length > 0) setChosen(event.key.startsWith('Arrow') ? (next + found.length) % found.length : Math.max(0, Math.min(found.length - 1, next)))
    else return
    event.preventDefault()
  }
  const style = at === undefined ? undefined : { left: Math.max(8, Math.min(at.x, innerWidth - width - 8)), top: Math.max(8, Math.min(at.y, innerHeight - height - 8)) }
  return (
    <div className="chooser-ground" onPointerDown={(event) => event.target === event.currentTarget && onClose()}>
      <div className={`chooser ${at === undefined ? 'chooser-middle' : ''}`} style={style} role="dialog" aria-modal="true" aria-label={title}>
        <label className="chooser-title" htmlFor={`${place}-field`}>
          {title}
        </label>
        <div className="chooser-field">
          <Icon name="search" />
          <input
            id={`${place}-field`}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- it was opened to be written into
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls={`${place}-list`}
            aria-activedescendant={current === undefined ? undefined : `${place}-${found.indexOf(current)}`}
            autoComplete="off"
            spellCheck={false}
            placeholder={hint}
            value={written}
            onChange={(event) => (setWritten(event.target.value), setChosen(0))}
            onKeyDown={pressed}
          />
        </div>
        <div ref={list} id={`${place}-list`} className="chooser-list" role="listbox" aria-label={title}>
          {found.map((row, index) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are taken by the field
            <div key={row.id} id={`${place}-${index}`} className="chooser-row" role="option" aria-selected={row === current} tabIndex={-1} onPointerMove={() => setChosen(index)} onClick={() => onChoose(row.id)}>
              {row.icon !== undefined && (
                <span className={`chooser-icon tone-${row.tone ?? 'control'}`}>
                  <Icon name={row.icon} size={16} />
                </span>
              )}
              <span className="chooser-words">
                <span>{row.words}</span>
                <small>{row.beside}</small>
              </span>
            </div>
          ))}
        </div>
        {found.length === 0 && <p className="chooser-none">Nothing fits “{written}”.</p>}
        <p className="hidden-words" role="status">
          {found.length === 1 ? '1 found' : `${found.length} found`}
        </p>
      </div>
    </div>
  )
}
