import { docOf } from '../key-docs.ts'
import { KeyField } from '../fields/KeyField.tsx'
import { ValuesField } from '../fields/ValuesField.tsx'
import { ValueSchema } from './ValueSchema.tsx'

/** A question for the model, what it is shown, and what an answer must look like. */
export function ThinkForm() {
  return (
    <>
      <KeyField path={['think']} definition="state" label="Question" holds="template" isLong isRequired />
      <ValuesField path={['given']} label="The model is shown" help={docOf('state', 'given')} />
      <ValueSchema path={['answer']} label="Answer" help={docOf('state', 'answer')} />
    </>
  )
}
