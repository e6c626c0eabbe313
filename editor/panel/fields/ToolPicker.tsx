import { useId, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Dialog } from '../../look/Dialog.tsx'
import { Icon } from '../../look/Icon.tsx'
import type { PaletteEntry } from '../../rules/palette.ts'
import { useForm } from '../form-world.ts'
import { toolRows } from '../tool-rows.ts'
import './tool-picker.css'

interface ToolPickerProps {
  readonly kind: 'tool' | 'skill'
  readonly onChoose: (name: string, entry: PaletteEntry) => void
  readonly onClose: () => void
}

const mostShown = 60

/** A list of tools or skills with a field to search it. Arrow keys and Enter choose. */
export function ToolPicker({ kind, onChoose, onClose }: ToolPickerProps) {
  const { knowledge } = useForm().view
  const place = useId()
  const list = useRef<HTMLDivElement>(null)
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(0)
  const rows = useMemo(() => toolRows(knowledge, kind, search), [knowledge, kind, search])
  const shown = rows.slice(0, mostShown)
  const current = Math.min(at, shown.length - 1)
  const go = (to: number): void => {
    setAt(to)
    list.current?.children[to]?.scrollIntoView({ block: 'nearest' })
  }
  const pressed = (event: KeyboardEvent): void => {
    const row = shown[current]
    if (event.key === 'ArrowDown') go(Math.min(current + 1, shown.length - 1))
    else if (event.key === 'ArrowUp') go(Math.max(current - 1, 0))
    else if (event.key === 'Enter' && row !== undefined) onChoose(row.name, row.entry)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={kind === 'tool' ? 'Choose a tool' : 'Choose a skill'} onClose={onClose} wide>
      <label className="hidden-words" htmlFor={`${place}-search`}>
        Search
      </label>
      <input
        id={`${place}-search`}
        className="field-control"
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${place}-list`}
        aria-activedescendant={current < 0 ? undefined : `${place}-${current}`}
        autoComplete="off"
        spellCheck={false}
        placeholder={kind === 'tool' ? 'move, mail, calendar …' : 'tidy, report …'}
        value={search}
        onChange={(event) => (setSearch(event.target.value), setAt(0))}
        onKeyDown={pressed}
      />
      <p className="hidden-words" role="status">
        {rows.length} found
      </p>
      <div ref={list} id={`${place}-list`} className="tool-picker-list" role="listbox" aria-label={kind === 'tool' ? 'Tools' : 'Skills'}>
        {shown.map((row, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are taken by the field
          <div key={row.name} id={`${place}-${index}`} className="tool-picker-row" role="option" tabIndex={-1} aria-selected={index === current} onClick={() => onChoose(row.name, row.entry)}>
            <span className={`tool-picker-icon tone-${row.tone}`}>
              <Icon name={row.icon} size={16} />
            </span>
            <span className="tool-picker-words">
              <span className="tool-picker-title">{row.entry.title}</span>
              <span className="tool-picker-name mono">{row.name}</span>
              <span className="tool-picker-about">{row.entry.description}</span>
            </span>
            <span className={`tool-picker-class tone-${row.tone}`}>{row.words}</span>
          </div>
        ))}
      </div>
      {rows.length > mostShown && <p className="field-help">and {rows.length - mostShown} more: write a word to find them</p>}
      {rows.length === 0 && <p className="field-help">{kind === 'tool' ? 'No tool' : 'No skill'} fits “{search}”.</p>}
    </Dialog>
  )
}
