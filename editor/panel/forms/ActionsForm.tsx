import { docOf } from '../key-docs.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ActionFields } from './ActionFields.tsx'

/** What is done on entering a state, or on leaving it. */
export function ActionsForm({ name }: { readonly name: 'entry' | 'exit' }) {
  return (
    <FieldShell path={[name]} label={name === 'entry' ? 'On entering' : 'On leaving'} help={docOf('state', name)} isGroup deep={false}>
      {() => (
        <div className="field-inside">
          <ActionFields path={[name]} />
        </div>
      )}
    </FieldShell>
  )
}
