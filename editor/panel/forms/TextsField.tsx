import type { Path } from '../../../engine/index.ts'
import { useValue } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { ItemList } from '../fields/ItemList.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'

interface TextsFieldProps {
  readonly path: Path
  readonly label: string
  readonly help: string
  readonly item: string
  readonly isLong?: boolean
}

/** A text or a list of texts. One text alone stays as it is written. */
export function TextsField({ path, label, help, item, isLong = false }: TextsFieldProps) {
  const value = useValue(path)
  if (value !== undefined && value !== null && !Array.isArray(value)) return <SchemaField path={path} schema={{ type: 'string' }} label={label} help={help} holds="plain" isLong={isLong} />
  return (
    <FieldShell path={path} label={label} help={help} isGroup deep={false}>
      {() => (
        <ItemList path={path} label={label} add={{ words: `Add ${item.toLowerCase()}`, value: () => '' }} item={item} isPlain>
          {(index) => <SchemaField path={[...path, index]} schema={{ type: 'string' }} label={`${item} ${index + 1}`} help="" holds="plain" isLong={isLong} keepsEmpty isUnnamed />}
        </ItemList>
      )}
    </FieldShell>
  )
}
