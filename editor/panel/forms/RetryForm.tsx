import type { Json } from '../../../engine/index.ts'
import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { Button } from '../../look/Button.tsx'
import { FieldShell } from '../fields/FieldShell.tsx'
import { KeyField } from '../fields/KeyField.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'

/** How often to try again: a number alone, or with how long to wait and after which failures. */
export function RetryForm() {
  const form = useForm()
  const value = useValue(['retry'])
  if (typeof value !== 'object' || value === null) {
    const inFull: Json = { times: typeof value === 'number' ? value : 3 }
    return (
      <>
        <SchemaField path={['retry']} schema={{ type: 'integer', minimum: 0 }} label="Try again" help={docOf('state', 'retry')} holds="plain" />
        {!form.isReadOnly && (
          <Button className="field-more" onClick={() => void form.write(['retry'], { json: inFull })}>
            Say when and how long between
          </Button>
        )}
      </>
    )
  }
  return (
    <FieldShell path={['retry']} label="Try again" help={docOf('state', 'retry')} isGroup deep={false} buttons={form.isReadOnly ? undefined : <Button look="quiet" className="field-toggle" icon="close" label="Do not try again" onClick={() => void form.write(['retry'], { removed: true })} />}>
      {() => (
        <div className="field-inside">
          <KeyField path={['retry', 'times']} definition="state" keys={['retry', 'times']} label="Times" isRequired />
          <KeyField path={['retry', 'after']} definition="state" keys={['retry', 'after']} label="First wait" holds="template" celRole="duration" />
          <KeyField path={['retry', 'factor']} definition="state" keys={['retry', 'factor']} label="Each wait longer by" />
          <KeyField path={['retry', 'if']} definition="state" keys={['retry', 'if']} label="Only when" holds="condition" />
        </div>
      )}
    </FieldShell>
  )
}
