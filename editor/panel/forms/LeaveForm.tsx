import { docOf } from '../key-docs.ts'
import { SchemaField } from '../fields/SchemaField.tsx'

/** What the group around it gives. */
export function LeaveForm() {
  return <SchemaField path={['leave']} schema={{}} label="Leaves the group with" help={docOf('state', 'leave')} isRequired />
}
