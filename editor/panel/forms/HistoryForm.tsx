import { KeyField } from '../fields/KeyField.tsx'

/** A door to where the group was last left. */
export function HistoryForm() {
  return <KeyField path={['history']} definition="state" label="How deep" isRequired />
}
