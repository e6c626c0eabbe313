import { useId } from 'react'
import { InputFields } from '../InputFields.tsx'
import type { WrittenValue } from './use-written-value.ts'

/** Writes one value: a field for each part of it, or JSON where nothing is known of its shape. */
export function ValueFields({ written, label }: { readonly written: WrittenValue; readonly label: string }) {
  const place = useId()
  const { form, words, text, faults, changeWords, changeText } = written
  if (form !== undefined) return <InputFields fields={form.fields} required={form.required} written={words} faults={faults} onChange={changeWords} />
  const fault = faults['']
  return (
    <>
      <label htmlFor={place}>{label}</label>
      <textarea id={place} className="run-value-text mono" rows={Math.min(16, Math.max(3, text.split('\n').length))} spellCheck={false} value={text} aria-invalid={fault !== undefined} onChange={(event) => changeText(event.target.value)} />
      {fault !== undefined && (
        <p className="input-field-fault" role="alert">
          {fault}
        </p>
      )}
    </>
  )
}
