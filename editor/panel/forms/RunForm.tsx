import { useState } from 'react'
import { docOf } from '../key-docs.ts'
import { Button } from '../../look/Button.tsx'
import { useForm, useValue } from '../form-world.ts'
import { ArgumentsField } from '../fields/ArgumentsField.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'
import { ToolPicker } from '../fields/ToolPicker.tsx'

/** Another skill that is run, and its inputs. */
export function RunForm() {
  const form = useForm()
  const name = useValue(['run'])
  const [isOpen, setOpen] = useState(false)
  const [refused, setRefused] = useState<string>()
  const inputs = typeof name === 'string' ? form.view.knowledge.skills.get(name)?.summary?.inputs : undefined
  const required = Object.entries(inputs ?? {}).filter(([, schema]) => schema.default === undefined).map(([key]) => key)
  return (
    <>
      <SchemaField path={['run']} schema={{ type: 'string', format: 'skill' }} label="Skill" help={docOf('state', 'run')} isRequired />
      {!form.isReadOnly && <Button onClick={() => setOpen(true)}>Choose a skill</Button>}
      {refused !== undefined && (
        <p role="alert" className="field-refused">
          {refused}
        </p>
      )}
      {isOpen && (
        <ToolPicker
          kind="skill"
          onClose={() => setOpen(false)}
          onChoose={(chosen) => {
            setOpen(false)
            setRefused(form.write(['run'], { json: chosen }))
          }}
        />
      )}
      <ArgumentsField path={['with']} label="Inputs" input={inputs === undefined ? undefined : { type: 'object', properties: inputs, required }} />
    </>
  )
}
