import type { Path } from '../../../engine/index.ts'
import { docOf } from '../key-docs.ts'
import { useValue } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ItemList } from '../fields/ItemList.tsx'
import { KeyField } from '../fields/KeyField.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'
import { ValuesField } from '../fields/ValuesField.tsx'

/** The events a machine sends to itself: one, or a list. */
export function RaiseForm({ path }: { readonly path: Path }) {
  const value = useValue(path)
  if (value !== undefined && value !== null && !Array.isArray(value)) return <RaisedEvent path={path} label="Raise an event" />
  return (
    <FieldShell path={path} label="Raise events" help={docOf('actions', 'raise')} isGroup deep={false}>
      {() => (
        <ItemList path={path} label="Raised events" add={{ words: 'Add event', value: () => ({ event: 'some.event' }) }} item="Event">
          {(index) => <RaisedEvent path={[...path, index]} label={`Event ${index + 1}`} isItem />}
        </ItemList>
      )}
    </FieldShell>
  )
}

/** A name alone is an event at once and without data. */
function RaisedEvent({ path, label, isItem = false }: { readonly path: Path; readonly label: string; readonly isItem?: boolean }) {
  const value = useValue(path)
  if (typeof value !== 'object' || value === null) return <SchemaField path={path} schema={{ type: 'string' }} label={label} help={docOf('raise', 'event')} holds="plain" keepsEmpty={isItem} />
  return (
    <div className="field-inside">
      <KeyField path={[...path, 'event']} definition="raise" label="Event" isRequired />
      <ValuesField path={[...path, 'data']} label="Data" help={docOf('raise', 'data')} />
      <KeyField path={[...path, 'after']} definition="raise" label="After" holds="template" celRole="duration" />
      <KeyField path={[...path, 'id']} definition="raise" label="Id" />
    </div>
  )
}
