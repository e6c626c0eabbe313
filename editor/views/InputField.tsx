import { useId } from 'react'
import type { JsonSchema } from '../../engine/index.ts'

interface InputFieldProps {
  readonly label: string
  readonly schema: JsonSchema
  /** As it is written; see start-input.ts for how it is read. */
  readonly value: string
  readonly fault?: string | undefined
  readonly onChange: (value: string) => void
}

/** One value in words: a choice, a line, or JSON where a line can not say it. */
export function InputField({ label, schema, value, fault, onChange }: InputFieldProps) {
  const place = useId()
  const about = { id: place, className: 'view-input', value, 'aria-invalid': fault !== undefined, 'aria-describedby': `${place}-about` }
  const choices = Array.isArray(schema.enum) ? schema.enum : schema.type === 'boolean' ? [true, false] : undefined
  const isLine = schema.type === 'string' || schema.type === 'number' || schema.type === 'integer'
  const words = fault ?? schema.description ?? ''
  return (
    <div className="view-field">
      <label htmlFor={place}>{label}</label>
      {choices !== undefined && (
        <select {...about} onChange={({ target }) => onChange(target.value)}>
          <option value="">–</option>
          {choices.map((choice) => (
            <option key={JSON.stringify(choice)}>{typeof choice === 'string' ? choice : JSON.stringify(choice)}</option>
          ))}
        </select>
      )}
      {choices === undefined && isLine && <input {...about} type="text" autoComplete="off" spellCheck={false} onChange={({ target }) => onChange(target.value)} />}
      {choices === undefined && !isLine && <textarea {...about} className="view-input mono" rows={Math.min(8, Math.max(2, Math.ceil(value.length / 60)))} spellCheck={false} onChange={({ target }) => onChange(target.value)} />}
      <p id={`${place}-about`} role={fault === undefined ? undefined : 'alert'} className={fault === undefined ? 'view-about' : 'view-fault'}>
        {words}
      </p>
    </div>
  )
}
