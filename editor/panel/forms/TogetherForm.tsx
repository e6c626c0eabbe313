import { KeyField } from '../fields/KeyField.tsx'
import { InsideStates } from './InsideStates.tsx'

/** Branches that go at once. */
export function TogetherForm() {
  return (
    <>
      <InsideStates words="Branches" />
      <KeyField path={['first']} definition="state" label="Only the first to finish" />
    </>
  )
}
