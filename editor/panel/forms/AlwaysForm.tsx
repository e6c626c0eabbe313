import { docOf } from '../key-docs.ts'
import { useForm } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ItemList } from '../fields/ItemList.tsx'
import { targetsFor } from '../targets-for.ts'
import { TransitionForm } from './TransitionForm.tsx'

/** Ways that are looked at whenever the machine comes to rest. */
export function AlwaysForm() {
  const { view, root } = useForm()
  const target = targetsFor(view, root.state)[0]?.name ?? ''
  return (
    <FieldShell path={['always']} label="As soon as" help={docOf('state', 'always')} isGroup deep={false}>
      {() => (
        <ItemList path={['always']} label="Ways" add={{ words: 'Add way', value: () => ({ if: false, next: target }) }} item="Way">
          {(index) => <TransitionForm path={['always', index]} />}
        </ItemList>
      )}
    </FieldShell>
  )
}
