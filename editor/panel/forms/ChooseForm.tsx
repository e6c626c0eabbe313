import { docOf } from '../key-docs.ts'
import { useForm } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ItemList } from '../fields/ItemList.tsx'
import { targetsFor } from '../targets-for.ts'
import { TransitionForm } from './TransitionForm.tsx'

/** The branches of a choice, of which the first that holds is taken. */
export function ChooseForm() {
  const { view, root } = useForm()
  const target = targetsFor(view, root.state)[0]?.name ?? ''
  return (
    <FieldShell path={['choose']} label="Branches" help={docOf('state', 'choose')} isGroup deep={false}>
      {() => (
        <ItemList path={['choose']} label="Branches" add={{ words: 'Add branch', value: () => ({ if: false, next: target }) }} item="Branch">
          {(index) => <TransitionForm path={['choose', index]} />}
        </ItemList>
      )}
    </FieldShell>
  )
}
