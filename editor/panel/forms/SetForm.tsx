import { docOf } from '../key-docs.ts'
import { useForm } from '../form-world.ts'
import { ValuesField } from '../fields/ValuesField.tsx'

/** Variables that are assigned, in order. */
export function SetForm() {
  const { view } = useForm()
  return <ValuesField path={['set']} label="Variables" help={docOf('state', 'set')} item="Variable" suggestions={Object.keys(view.skill.vars)} />
}
