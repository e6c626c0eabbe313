import { docOf } from '../key-docs.ts'
import { KeyField } from '../fields/KeyField.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'

/** How a run ends and what it gives back. */
export function EndForm() {
  return (
    <>
      <KeyField path={['end']} definition="state" label="Ends as" isRequired />
      <SchemaField path={['output']} schema={{}} label="Output" help={docOf('state', 'output')} />
      <KeyField path={['because']} definition="state" label="Because" holds="template" isLong />
      <KeyField path={['evidence']} definition="state" label="Evidence" holds="condition" celRole="evidence" />
    </>
  )
}
