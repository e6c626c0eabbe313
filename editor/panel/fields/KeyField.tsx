import type { CelRole } from '../../../engine/index.ts'
import { docOf, fieldSchemaOf } from '../key-docs.ts'
import { SchemaField } from './SchemaField.tsx'

interface KeyFieldProps {
  /** A key of the language, and where it stands in its schema. */
  readonly path: readonly (string | number)[]
  readonly definition: string
  readonly keys?: readonly string[]
  readonly label: string
  readonly holds?: 'template' | 'condition' | 'plain'
  readonly celRole?: CelRole
  readonly isLong?: boolean
  readonly isRequired?: boolean
}

/** A key of the language with one value; its meaning comes from the schema of skills. */
export function KeyField({ path, definition, keys, label, holds = 'plain', ...rest }: KeyFieldProps) {
  const inSchema = keys ?? [String(path.at(-1))]
  return <SchemaField path={path} schema={fieldSchemaOf(definition, ...inSchema)} label={label} help={docOf(definition, ...inSchema)} holds={holds} {...rest} />
}
