import { useId, type ReactNode } from 'react'
import type { Path } from '../../../engine/index.ts'
import { useFaults } from '../form-world.ts'
import { FaultNotes } from './FaultNotes.tsx'
import './field.css'

/** What a control needs to be named and described. */
export interface FieldAbout {
  readonly id: string
  readonly 'aria-describedby': string
  readonly 'aria-invalid': boolean
}

interface FieldShellProps {
  readonly path: Path
  readonly label: string
  readonly help?: string | undefined
  readonly isRequired?: boolean | undefined
  /** Beside the label: of what kind an argument is. */
  readonly badge?: string | undefined
  /** Faults inside the value are shown here too; not where fields of their own show them. */
  readonly deep?: boolean
  /** Several controls rather than one. */
  readonly isGroup?: boolean
  /** The name stands beside it already. */
  readonly isUnnamed?: boolean
  readonly refused?: string | undefined
  readonly buttons?: ReactNode
  readonly children: (about: FieldAbout) => ReactNode
}

/** A field with its name, its meaning and what is wrong with it. */
export function FieldShell({ path, label, help, isRequired = false, badge, deep = true, isGroup = false, isUnnamed = false, refused, buttons, children }: FieldShellProps) {
  const id = useId()
  const faults = useFaults(path, deep)
  const about: FieldAbout = { id, 'aria-describedby': `${id}-help ${id}-faults`, 'aria-invalid': refused !== undefined || faults.some(({ severity }) => severity === 'error') }
  const words = (
    <p id={`${id}-help`} className="field-help">
      {help}
    </p>
  )
  return (
    <div className={`field ${isGroup ? 'field-group' : ''} ${isUnnamed ? 'field-unnamed' : ''}`} role={isGroup ? 'group' : undefined} aria-labelledby={isGroup ? `${id}-label` : undefined} aria-describedby={isGroup ? `${id}-help` : undefined}>
      <div className="field-head">
        <label id={`${id}-label`} className={isUnnamed ? 'hidden-words' : 'field-label'} htmlFor={isGroup ? undefined : id}>
          {label}
        </label>
        {isRequired && <span className="field-required">required</span>}
        {badge !== undefined && <span className="field-badge">{badge}</span>}
        <span className="field-buttons">{buttons}</span>
      </div>
      {isGroup && words}
      {children(about)}
      {!isGroup && words}
      <FaultNotes id={`${id}-faults`} faults={faults} refused={refused} />
    </div>
  )
}
