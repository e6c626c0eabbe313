import type { Json, Path } from '../../../engine/index.ts'
import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ItemList } from '../fields/ItemList.tsx'
import { KeyField } from '../fields/KeyField.tsx'
import { ObjectControl } from '../fields/ObjectControl.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'
import { ValuesField } from '../fields/ValuesField.tsx'
import { YamlBlock } from '../fields/YamlBlock.tsx'
import { TextsField } from './TextsField.tsx'

/** What a skill should do for some inputs and answers. */
export function TestForm({ path }: { readonly path: Path }) {
  const { view } = useForm()
  const value = useValue(path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return <YamlBlock path={path} label="Test as YAML" />
  const at = (...keys: readonly string[]): Path => [...path, ...keys]
  const states = [...view.byName.keys()]
  return (
    <div className="field-inside">
      <KeyField path={[...path, 'name']} definition="test" label="Does what" isRequired />
      <FieldShell path={at('given')} label="Given" help={docOf('test', 'given')} isGroup deep={false}>
        {() => <ObjectControl path={at('given')} schema={{ type: 'object', properties: view.skill.inputs }} label="Given" holds="plain" depth={0} celRole={undefined} />}
      </FieldShell>
      <KeyField path={[...path, 'now']} definition="test" label="At the time" />
      <ValuesField path={at('answers')} label="Answers" help={docOf('test', 'answers')} item="Tool or state" suggestions={[...view.knowledge.tools.keys(), ...states]} holds="plain" />
      <ValuesField path={at('person')} label="The person answers" help={docOf('test', 'person')} item="State" suggestions={states} holds="plain" />
      <TextsField path={at('deny')} label="Denied tools" help={docOf('test', 'deny')} item="Tool" />
      <FieldShell path={at('events')} label="Events" help={docOf('test', 'events')} isGroup deep={false}>
        {() => (
          <ItemList path={at('events')} label="Events" add={{ words: 'Add event', value: () => ({ event: 'some.event' }) }} item="Event" isPlain>
            {(index) => <SchemaField path={[...at('events'), index]} schema={eventSchema} label={`Event ${index + 1}`} help="" holds="plain" keepsEmpty />}
          </ItemList>
        )}
      </FieldShell>
      <KeyField path={[...path, 'expect', 'end']} definition="test" keys={['expect', 'end']} label="Ends as" />
      <SchemaField path={at('expect', 'output')} schema={{}} label="Output" help={docOf('test', 'expect', 'output')} holds="plain" />
      <KeyField path={[...path, 'expect', 'because']} definition="test" keys={['expect', 'because']} label="Because" />
      <FieldShell path={at('expect', 'calls')} label="Calls" help={docOf('test', 'expect', 'calls')} isGroup deep={false}>
        {() => (
          <ItemList path={at('expect', 'calls')} label="Calls" add={{ words: 'Add call', value: (): Json => 'tool.name' }} item="Call" isPlain>
            {(index) => <SchemaField path={[...at('expect', 'calls'), index]} schema={{}} label={`Call ${index + 1}`} help="" holds="plain" keepsEmpty />}
          </ItemList>
        )}
      </FieldShell>
      <TextsField path={at('expect', 'states')} label="States that are entered" help={docOf('test', 'expect', 'states')} item="State" />
    </div>
  )
}

const eventSchema = { properties: { event: { type: 'string' }, data: { type: 'object' } }, required: ['event'] } as const
