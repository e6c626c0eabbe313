import { useState } from 'react'
import type { Json } from '../../../engine/index.ts'
import { docOf, fieldSchemaOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { KeyField } from '../fields/KeyField.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'

const kinds: { readonly [kind: string]: { readonly words: string; readonly value: Json } } = {
  duration: { words: 'for a while', value: '5m' },
  until: { words: 'until a time', value: { until: '${ now }' } },
  for: { words: 'for an event', value: { for: 'some.event' } },
}

/** A wait: for a while, until a time, or for an event. */
export function WaitForm() {
  const form = useForm()
  const value = useValue(['wait'])
  const [refused, setRefused] = useState<string>()
  const kind = typeof value !== 'object' || value === null ? 'duration' : Object.hasOwn(value, 'for') ? 'for' : 'until'
  return (
    <>
      <FieldShell path={['wait']} label="Waits" help={docOf('state', 'wait')} deep={false} refused={refused}>
        {(about) => (
          <select {...about} className="field-control" disabled={form.isReadOnly} value={kind} onChange={(event) => setRefused(form.write(['wait'], { json: kinds[event.target.value]?.value ?? '5m' }))}>
            {Object.entries(kinds).map(([key, { words }]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </select>
        )}
      </FieldShell>
      {kind === 'duration' && <SchemaField path={['wait']} schema={fieldSchemaOf('duration')} label="How long" celRole="duration" isRequired />}
      {kind === 'until' && <KeyField path={['wait', 'until']} definition="state" keys={['wait', 'until']} label="Until" holds="template" celRole="time" isRequired />}
      {kind === 'for' && (
        <>
          <KeyField path={['wait', 'for']} definition="state" keys={['wait', 'for']} label="Event" isRequired />
          <KeyField path={['wait', 'if']} definition="state" keys={['wait', 'if']} label="Only when" holds="condition" />
          <KeyField path={['wait', 'timeout']} definition="state" keys={['wait', 'timeout']} label="At most" holds="template" celRole="duration" />
        </>
      )}
    </>
  )
}
