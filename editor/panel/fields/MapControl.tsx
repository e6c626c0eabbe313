import { emptyValue } from '../../fields/control-of.ts'
import type { InsideProps } from './ListControl.tsx'
import { NamedList } from './NamedList.tsx'
import { SchemaField } from './SchemaField.tsx'

/** Values by names that the author chooses. */
export function MapControl({ path, schema, label, holds, depth, celRole }: InsideProps) {
  const inside = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
  return (
    <NamedList path={path} label={label} add={() => emptyValue(inside)}>
      {(name) => <SchemaField path={[...path, name]} schema={inside} label={name} help="" holds={holds} depth={depth} celRole={celRole} keepsEmpty isUnnamed />}
    </NamedList>
  )
}
