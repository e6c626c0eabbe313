import { useState, type ReactNode } from 'react'
import type { Path } from '../../../engine/index.ts'
import { faultsAt } from '../fault-places.ts'
import { useForm } from '../form-world.ts'
import './section.css'

interface SectionProps {
  readonly title: string
  readonly isOpen: boolean
  readonly isSmall?: boolean
  /** The places whose faults are counted while it is closed. */
  readonly keys?: readonly Path[]
  /** Beside the title: what is inside, in a few words. */
  readonly says?: string | undefined
  readonly children: () => ReactNode
}

/** A part of a form that can be folded away; what is inside is made when it is opened. */
export function Section({ title, isOpen, isSmall = false, keys = [], says, children }: SectionProps) {
  const { faults } = useForm()
  const [open, setOpen] = useState(isOpen)
  const count = keys.reduce((sum, key) => sum + faultsAt(faults, key, true).length, 0)
  return (
    <details className={`section ${isSmall ? 'section-small' : ''}`} open={open} onToggle={(event) => event.target === event.currentTarget && setOpen(event.currentTarget.open)}>
      <summary>
        <span className="section-title">{title}</span>
        {says !== undefined && <span className="section-says">{says}</span>}
        {count > 0 && <span className="section-faults">{count === 1 ? '1 finding' : `${count} findings`}</span>}
      </summary>
      {open && <div className="section-inside">{children()}</div>}
    </details>
  )
}
