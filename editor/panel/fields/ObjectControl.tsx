import { useValue } from '../form-world.ts'
import { Section } from './Section.tsx'
import { SchemaField } from './SchemaField.tsx'
import type { InsideProps } from './ListControl.tsx'

interface ObjectControlProps extends InsideProps {
  /** What is shown beside the name of a field. */
  readonly badges?: { readonly [name: string]: string } | undefined
}

const mostOpen = 4

/** The fields of an object: those that are given or needed first, the others on demand. */
export function ObjectControl({ path, schema, label, holds, depth, celRole, badges = {} }: ObjectControlProps) {
  const value = useValue(path)
  const given: object = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
  const properties = schema.properties ?? {}
  const names = Object.keys(properties)
  const extra = Object.keys(given).filter((name) => !Object.hasOwn(properties, name))
  const required = schema.required ?? []
  const first = names.filter((name) => required.includes(name) || Object.hasOwn(given, name))
  const rest = names.filter((name) => !first.includes(name))
  const isShort = rest.length <= mostOpen && depth <= 1
  const field = (name: string) => (
    <SchemaField
      key={name}
      path={[...path, name]}
      schema={(Object.hasOwn(properties, name) ? properties[name] : typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined) ?? {}}
      label={name}
      isRequired={required.includes(name)}
      holds={holds}
      depth={depth}
      celRole={celRole}
      badge={Object.hasOwn(badges, name) ? badges[name] : undefined}
    />
  )
  return (
    <div className="field-inside">
      {[...(isShort ? names : first), ...extra].map(field)}
      {!isShort && rest.length > 0 && (
        <Section title={`${rest.length} more for ${label}`} isOpen={false} isSmall>
          {() => rest.map(field)}
        </Section>
      )}
    </div>
  )
}
