import type { Json, Path } from '../../../engine/index.ts'
import { docOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { KeyField } from '../fields/KeyField.tsx'
import { Section } from '../fields/Section.tsx'
import { StateChoice } from '../fields/StateChoice.tsx'
import { TargetsField } from '../fields/TargetsField.tsx'
import { YamlBlock } from '../fields/YamlBlock.tsx'
import { ActionFields } from './ActionFields.tsx'
import { ConditionOfShort } from './ConditionOfShort.tsx'

/** One way on: when it is taken, where it leads, what is done on it. A name alone is short for where it leads. */
export function TransitionForm({ path }: { readonly path: Path }) {
  const form = useForm()
  const value = useValue(path)
  const stay = 'Stays in the state'
  if (typeof value === 'string') {
    const write = (key: string, inside: Json | undefined): string | undefined =>
      key === 'next' ? form.write(path, { json: inside ?? {} }) : form.write(path, { json: inside === undefined ? value : { [key]: inside, next: value } })
    return (
      <div className="field-inside">
        <StateChoice path={path} label="Leads to" none={stay} help={docOf('transition', 'next')} onChoose={(name) => write('next', name)} />
        <ConditionOfShort path={path} label="When" onWrite={(condition) => write('if', condition)} />
      </div>
    )
  }
  if (Array.isArray(value) || (value !== null && typeof value !== 'object')) {
    return (
      <FieldShell path={path} label="Way" isGroup deep={false}>
        {() => <YamlBlock path={path} label="Way as YAML" />}
      </FieldShell>
    )
  }
  const has = (key: string): boolean => value !== null && value !== undefined && Object.hasOwn(value, key)
  return (
    <div className="field-inside">
      <KeyField path={[...path, 'if']} definition="transition" label="When" holds="condition" />
      <TargetsField path={[...path, 'next']} label="Leads to" none={stay} help={docOf('transition', 'next')} />
      <Section title="What is done on the way" isSmall isOpen={['set', 'raise', 'cancel', 'reenter'].some(has)} keys={['set', 'raise', 'cancel', 'reenter'].map((key) => [...path, key])}>
        {() => (
          <>
            <ActionFields path={path} />
            <KeyField path={[...path, 'reenter']} definition="transition" label="Leave and enter again" />
          </>
        )}
      </Section>
    </div>
  )
}
