import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { ArgumentsField } from '../fields/ArgumentsField.tsx'
import { ToolChoice } from '../fields/ToolChoice.tsx'

/** A call: the tool and what it is given. */
export function CallForm() {
  const { view } = useForm()
  const name = useValue(['call'])
  const facts = typeof name === 'string' ? view.knowledge.tools.get(name) : undefined
  return (
    <>
      <ToolChoice path={['call']} label="Tool" help={docOf('state', 'call')} />
      <ArgumentsField path={['with']} label="Arguments" input={facts?.input} facts={facts} />
    </>
  )
}
