import { docOf } from '../key-docs.ts'
import { KeyField } from '../fields/KeyField.tsx'
import { StateChoice } from '../fields/StateChoice.tsx'

/** A yes or no of the person to an exact deed. */
export function ConfirmForm() {
  return (
    <>
      <KeyField path={['confirm']} definition="state" label="Question" holds="template" isLong isRequired />
      <StateChoice path={['of']} label="Shows the deed of" help={docOf('state', 'of')} none="The target of yes" />
      <StateChoice path={['yes']} label="Yes leads to" help={docOf('state', 'yes')} none="Where it goes on" />
      <StateChoice path={['no']} label="No leads to" help={docOf('state', 'no')} none="The run stops" />
      <StateChoice path={['expired']} label="No answer leads to" help={docOf('state', 'expired')} none="The same as no" />
      <KeyField path={['expires']} definition="state" label="Open for" holds="template" celRole="duration" />
    </>
  )
}
