import type { CelRole, JsonSchema, Path } from '../../../engine/index.ts'
import { emptyValue } from '../../fields/control-of.ts'
import { ItemList } from './ItemList.tsx'
import { SchemaField } from './SchemaField.tsx'

export interface InsideProps {
  readonly path: Path
  readonly schema: JsonSchema
  readonly label: string
  readonly holds: 'template' | 'condition' | 'plain'
  readonly depth: number
  readonly celRole: CelRole | undefined
}

/** The elements of a list, each with a field. */
export function ListControl({ path, schema, label, holds, depth, celRole }: InsideProps) {
  const items = schema.items ?? {}
  return (
    <ItemList path={path} label={label} add={{ words: 'Add', value: () => emptyValue(items) }} isPlain>
      {(index) => <SchemaField path={[...path, index]} schema={items} label={`${index + 1}`} help="" holds={holds} depth={depth} celRole={celRole} keepsEmpty isUnnamed />}
    </ItemList>
  )
}
