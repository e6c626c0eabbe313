import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { KeyField } from '../fields/KeyField.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'
import { StartField } from './StartField.tsx'

/** What is done once for every element of a list. */
export function EachForm() {
  const { view, root } = useForm()
  const list = useValue(['each'])
  const state = root.state === undefined ? undefined : view.flow.states.get(root.state)?.state
  const hasStates = state?.activity.kind === 'each' && !state.activity.single
  return (
    <>
      <SchemaField path={['each']} schema={{ type: 'array' }} label="For every element of" help={docOf('state', 'each')} holds={Array.isArray(list) ? 'template' : 'condition'} celRole="list" isRequired />
      <KeyField path={['as']} definition="state" label="Called" />
      <SchemaField path={['at_once']} schema={{ type: 'integer', minimum: 1, default: 1 }} label="At one time" help={docOf('state', 'at_once')} />
      {hasStates && <StartField />}
    </>
  )
}
