import { engineFailures, type Path } from '../../../engine/index.ts'
import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { Button } from '../../look/Button.tsx'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ItemList } from '../fields/ItemList.tsx'
import { KeyField } from '../fields/KeyField.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'
import { StateChoice } from '../fields/StateChoice.tsx'
import { ValuesField } from '../fields/ValuesField.tsx'
import { TextsField } from './TextsField.tsx'

/** What to do with a failure: one state for all, or a list of which the first that fits is taken. */
export function CatchForm() {
  const form = useForm()
  const value = useValue(['catch'])
  if (typeof value === 'string') {
    return (
      <>
        <StateChoice path={['catch']} label="Any failure leads to" help={docOf('state', 'catch')} none="Nothing is caught" />
        {!form.isReadOnly && (
          <Button className="field-more" onClick={() => void form.write(['catch'], { json: [{ next: value }] })}>
            Tell failures apart
          </Button>
        )}
      </>
    )
  }
  return (
    <FieldShell path={['catch']} label="On failure" help={docOf('state', 'catch')} isGroup deep={false}>
      {() => (
        <ItemList path={['catch']} label="Catches" add={{ words: 'Catch a failure', value: () => ({ keep: null }) }} item="Catch">
          {(index) => <CatchOne path={['catch', index]} />}
        </ItemList>
      )}
    </FieldShell>
  )
}

/** One of the failures that are caught. */
export function CatchOne({ path }: { readonly path: Path }) {
  const { view } = useForm()
  const tool = useValue(['call'])
  const errors = typeof tool === 'string' ? view.knowledge.tools.get(tool)?.errors : undefined
  const known = Object.keys(errors ?? {})
  const codes = [...known, ...Object.keys(engineFailures)].slice(0, 12).join(', ')
  return (
    <div className="field-inside">
      <TextsField path={[...path, 'code']} label="Codes" help={`${docOf('catch', 'code')} Such as ${codes}.`} item="Code" />
      <KeyField path={[...path, 'if']} definition="catch" label="When" holds="condition" />
      <StateChoice path={[...path, 'next']} label="Leads to" help={docOf('catch', 'next')} none="Goes on as after success" />
      <SchemaField path={[...path, 'keep']} schema={{}} label="Goes on with" help={docOf('catch', 'keep')} />
      <ValuesField path={[...path, 'set']} label="Set variables" help={docOf('catch', 'set')} item="Variable" suggestions={Object.keys(view.skill.vars)} />
    </div>
  )
}
