import type { Path } from '../../../engine/index.ts'
import { useForm, useValue } from '../form-world.ts'
import { FieldShell } from './FieldShell.tsx'
import { ItemList } from './ItemList.tsx'
import { StateChoice } from './StateChoice.tsx'
import { targetsFor } from '../targets-for.ts'

interface TargetsFieldProps {
  readonly path: Path
  readonly label: string
  readonly help?: string
  readonly none: string
}

/** Where a way leads: one state, or several branches of a together at once. */
export function TargetsField(props: TargetsFieldProps) {
  const { path, label, help } = props
  const form = useForm()
  const value = useValue(path)
  if (!Array.isArray(value)) return <StateChoice {...props} />
  const first = targetsFor(form.view, form.root.state)[0]?.name ?? ''
  return (
    <FieldShell path={path} label={label} help={help} isGroup deep={false}>
      {() => (
        <ItemList path={path} label={label} add={{ words: 'Lead to one more', value: () => first }} isPlain>
          {(index) => <StateChoice path={[...path, index]} label={`${index + 1}`} none="–" isRequired />}
        </ItemList>
      )}
    </FieldShell>
  )
}
