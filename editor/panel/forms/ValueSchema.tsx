import { useState } from 'react'
import type { Json, JsonSchema, Path } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { docOf, fieldSchemaOf } from '../key-docs.ts'
import { useForm, useValue } from '../form-world.ts'
import { FieldShell } from '../fields/FieldShell.tsx'
import { SchemaField } from '../fields/SchemaField.tsx'
import { Section } from '../fields/Section.tsx'
import { YamlBlock } from '../fields/YamlBlock.tsx'
import { FieldsForm } from './FieldsForm.tsx'
import { keysOfType, valueTypes } from './schema-keys.ts'

interface ValueSchemaProps {
  readonly path: Path
  readonly label: string
  readonly help: string
  readonly depth?: number
}

const deepest = 4

/** What a value may be: the name of a type, or more about it. */
export function ValueSchema({ path, label, help, depth = 0 }: ValueSchemaProps) {
  const form = useForm()
  const value = useValue(path)
  const [isYaml, setYaml] = useState(false)
  const [refused, setRefused] = useState<string>()
  const schema = (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as JsonSchema
  const type = typeof value === 'string' ? value : schema.type
  const isOdd = (type !== undefined && typeof type !== 'string') || depth > deepest
  const write = (to: Path, json: Json): void => setRefused(form.write(to, { json }))
  const setType = (chosen: string): void => (typeof value === 'object' && value !== null ? write([...path, 'type'], chosen) : write(path, chosen))
  const buttons = form.isReadOnly ? undefined : <Button look="quiet" className="field-toggle" icon="code" label={`${label}: YAML`} aria-pressed={isYaml} onClick={() => setYaml(!isYaml)} />
  if (isYaml || isOdd) {
    return (
      <FieldShell path={path} label={label} help={help} isGroup deep={false} buttons={isOdd ? undefined : buttons}>
        {() => <YamlBlock path={path} label={`${label} as YAML`} />}
      </FieldShell>
    )
  }
  const known = typeof type === 'string' ? type : ''
  return (
    <>
      <FieldShell path={path} label={label} help={help} deep={false} refused={refused} buttons={value === undefined ? undefined : buttons}>
        {(about) => (
          <select {...about} className="field-control" disabled={form.isReadOnly} value={known} onChange={(event) => setType(event.target.value)}>
            {known === '' && <option value="">anything</option>}
            {Object.entries(valueTypes).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </select>
        )}
      </FieldShell>
      {typeof value === 'string' && !form.isReadOnly && (
        <Button className="field-more" onClick={() => write(path, { type: value })}>
          Say more about it
        </Button>
      )}
      {typeof value === 'object' && value !== null && <SchemaDetails path={path} schema={schema} depth={depth} />}
    </>
  )
}

function SchemaDetails({ path, schema, depth }: { readonly path: Path; readonly schema: JsonSchema; readonly depth: number }) {
  const { often, seldom } = keysOfType(schema)
  const field = (key: string) => {
    const at = [...path, key]
    if (key === 'items') return <ValueSchema key={key} path={at} label="Each element" help={docOf('schema', key)} depth={depth + 1} />
    if (key === 'properties') return <FieldsForm key={key} path={at} label="Fields" help={docOf('schema', key)} item="Field" />
    const inSchema = key === 'default' ? { ...schema, default: undefined, description: undefined } : fieldSchemaOf('schema', key)
    return <SchemaField key={key} path={at} schema={inSchema as JsonSchema} label={key} help={docOf('schema', key)} holds="plain" />
  }
  return (
    <div className="field-inside">
      {often.map(field)}
      {seldom.length > 0 && (
        <Section title="More about it" isSmall isOpen={false} keys={seldom.map((key) => [...path, key])}>
          {() => seldom.map(field)}
        </Section>
      )}
    </div>
  )
}
