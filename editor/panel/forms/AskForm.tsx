import { docOf } from '../key-docs.ts'
import { KeyField } from '../fields/KeyField.tsx'
import { FieldsForm } from './FieldsForm.tsx'

/** A question with a form for the person. */
export function AskForm() {
  return (
    <>
      <KeyField path={['text']} definition="state" label="Text" holds="template" isLong />
      <FieldsForm path={['ask']} label="Form" help={docOf('state', 'ask')} item="Field" />
      <KeyField path={['expires']} definition="state" label="Open for" holds="template" celRole="duration" />
    </>
  )
}
