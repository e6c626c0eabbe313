import type { Path } from '../../../engine/index.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { NamedList } from '../fields/NamedList.tsx'
import { ValueSchema } from './ValueSchema.tsx'

interface FieldsFormProps {
  readonly path: Path
  readonly label: string
  readonly help: string
  readonly item: string
  readonly rename?: (from: string, to: string) => string | undefined
}

/** Inputs, variables or the fields of a form: names with what each may be. */
export function FieldsForm({ path, label, help, item, rename }: FieldsFormProps) {
  return (
    <FieldShell path={path} label={label} help={help} isGroup deep={false}>
      {() => (
        <NamedList path={path} label={label} item={item} add={() => 'string'} {...(rename !== undefined && { rename })}>
          {(name) => <ValueSchema path={[...path, name]} label="What it may be" help="" />}
        </NamedList>
      )}
    </FieldShell>
  )
}
