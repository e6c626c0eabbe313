import type { Path } from '../../../engine/index.ts'
import { docOf } from '../key-docs.ts'
import { useForm } from '../form-world.ts'
import { ValuesField } from '../fields/ValuesField.tsx'
import { RaiseForm } from './RaiseForm.tsx'
import { TextsField } from './TextsField.tsx'

/** What is done on a way, or on entering and leaving: variables, events, events taken back. */
export function ActionFields({ path }: { readonly path: Path }) {
  const { view } = useForm()
  return (
    <>
      <ValuesField path={[...path, 'set']} label="Set variables" help={docOf('actions', 'set')} item="Variable" suggestions={Object.keys(view.skill.vars)} />
      <RaiseForm path={[...path, 'raise']} />
      <TextsField path={[...path, 'cancel']} label="Take events back" help={docOf('actions', 'cancel')} item="Id" />
    </>
  )
}
