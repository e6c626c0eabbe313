import { FieldFrame } from '../../fields/FieldFrame.tsx'
import { InputFields } from '../../fields/InputFields.tsx'
import { RefusedNote } from '../../fields/RefusedNote.tsx'
import { TextControl } from '../../fields/TextControl.tsx'
import type { WrittenValue } from './use-written-value.ts'

/** Writes one value: a field for each part of it, or JSON where nothing is known of its shape. */
export function ValueFields({ written, label }: { readonly written: WrittenValue; readonly label: string }) {
  const { form, words, text, faults, changeWords, changeText } = written
  if (form !== undefined) return <InputFields fields={form.fields} required={form.required} written={words} faults={faults} onChange={changeWords} />
  const fault = faults['']
  return (
    <FieldFrame label={label} isInvalid={fault !== undefined} notes={(id) => <div id={id} className="fault-notes">{fault !== undefined && <RefusedNote>{fault}</RefusedNote>}</div>}>
      {(about) => <TextControl about={about} text={text} isLong isCode onChange={changeText} />}
    </FieldFrame>
  )
}
