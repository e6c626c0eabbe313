import { useId, type ReactNode } from 'react'
import './field.css'

/** What a control needs to be named and described. */
export interface FieldAbout {
  readonly id: string
  readonly 'aria-describedby': string
  readonly 'aria-invalid': boolean
  readonly 'aria-required'?: boolean
}

export interface FieldFrameProps {
  readonly label: string
  readonly help?: string | undefined
  readonly isRequired?: boolean | undefined
  /** Beside the label: of what kind an argument is. */
  readonly badge?: string | undefined
  /** Several controls rather than one. */
  readonly isGroup?: boolean
  /** The name stands beside it already. */
  readonly isUnnamed?: boolean
  readonly isInvalid: boolean
  readonly buttons?: ReactNode
  /** What is wrong, in an element of this id. */
  readonly notes: (id: string) => ReactNode
  readonly children: (about: FieldAbout) => ReactNode
}

/** One value that can be given: its name, its meaning, its control and what is wrong with it. */
export function FieldFrame({ label, help, isRequired = false, badge, isGroup = false, isUnnamed = false, isInvalid, buttons, notes, children }: FieldFrameProps) {
  const id = useId()
  const about: FieldAbout = { id, 'aria-describedby': `${id}-help ${id}-faults`, 'aria-invalid': isInvalid, ...(isRequired && { 'aria-required': true }) }
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
      {notes(`${id}-faults`)}
    </div>
  )
}
