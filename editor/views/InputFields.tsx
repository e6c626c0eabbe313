import { useId } from 'react'
import type { JsonSchema } from '../../engine/index.ts'
import { isTextList, type Fields, type Words } from './start-input.ts'
import './input-fields.css'

interface InputFieldsProps {
  readonly fields: Fields
  readonly written: Words
  readonly faults: Words
  /** The fields that are needed; left out: those without a default. */
  readonly required?: readonly string[]
  readonly onChange: (written: Words) => void
}

/** A field for each value that a schema asks for. */
export function InputFields({ fields, written, faults, required, onChange }: InputFieldsProps) {
  return (
    <div className="input-fields">
      {Object.entries(fields).map(([name, schema]) => (
        <Field key={name} name={name} schema={schema} isNeeded={required?.includes(name) ?? schema.default === undefined} value={written[name] ?? ''} fault={faults[name]} onChange={(value) => onChange({ ...written, [name]: value })} />
      ))}
    </div>
  )
}

interface FieldProps {
  readonly name: string
  readonly schema: JsonSchema
  readonly isNeeded: boolean
  readonly value: string
  readonly fault: string | undefined
  readonly onChange: (value: string) => void
}

function Field({ name, schema, isNeeded, value, fault, onChange }: FieldProps) {
  const place = useId()
  const about = { id: place, value, 'aria-invalid': fault !== undefined, 'aria-describedby': `${place}-about`, 'aria-required': isNeeded }
  const kind = kindOf(schema, value)
  const hint = [schema.description, kind === 'lines' ? 'One a line.' : kind === 'json' ? 'Written as JSON.' : undefined].filter((words) => words !== undefined).join(' ')
  return (
    <div className="input-field">
      <label htmlFor={place}>
        {typeof schema.title === 'string' ? schema.title : name.replaceAll('_', ' ')}
        {isNeeded && <span className="input-field-needed"> needed</span>}
      </label>
      {kind === 'choice' && (
        <select {...about} onChange={(event) => onChange(event.target.value)}>
          {choicesOf(schema, isNeeded).map(({ words, text }) => (
            <option key={text} value={text}>
              {words}
            </option>
          ))}
        </select>
      )}
      {kind === 'line' && <input {...about} type="text" autoComplete="off" inputMode={schema.type === 'number' || schema.type === 'integer' ? 'decimal' : undefined} onChange={(event) => onChange(event.target.value)} />}
      {(kind === 'json' || kind === 'lines' || kind === 'text') && <textarea {...about} className={kind === 'json' ? 'mono' : ''} rows={kind === 'text' ? 4 : Math.min(12, Math.max(3, value.split('\n').length))} spellCheck={kind === 'text'} onChange={(event) => onChange(event.target.value)} />}
      <p id={`${place}-about`} className={fault === undefined ? 'input-field-about' : 'input-field-fault'} role={fault === undefined ? undefined : 'alert'}>
        {fault ?? hint}
      </p>
    </div>
  )
}

function kindOf(schema: JsonSchema, value: string): 'choice' | 'line' | 'text' | 'lines' | 'json' {
  if (Array.isArray(schema.enum) || schema.type === 'boolean') return 'choice'
  if (schema.type === 'string') return value.includes('\n') || (typeof schema.maxLength === 'number' && schema.maxLength > 200) ? 'text' : 'line'
  if (schema.type === 'number' || schema.type === 'integer') return 'line'
  return isTextList(schema) ? 'lines' : 'json'
}

/** A text that is a choice and an empty one that is none stand apart: nothing chosen takes the default. */
function choicesOf(schema: JsonSchema, isNeeded: boolean): readonly { readonly words: string; readonly text: string }[] {
  const none = { words: schema.default !== undefined ? 'As it is by default' : isNeeded ? 'Choose …' : '–', text: '' }
  if (schema.type === 'boolean' && !Array.isArray(schema.enum)) return [none, { words: 'Yes', text: 'true' }, { words: 'No', text: 'false' }]
  const choices = (schema.enum ?? []).map((choice) => (typeof choice === 'string' ? choice : JSON.stringify(choice)))
  return [none, ...choices.filter((text) => text !== '').map((text) => ({ words: text, text }))]
}
