import { KeyField } from '../fields/KeyField.tsx'
import { InsideStates } from './InsideStates.tsx'
import { StartField } from './StartField.tsx'

/** A group of states. */
export function StatesForm() {
  return (
    <>
      <InsideStates words="States inside" />
      <StartField />
      <KeyField path={['history']} definition="state" label="Goes on where it was left" />
    </>
  )
}
