import { useState } from 'react'
import type { CelRole, JsonSchema, Path } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { controlOf } from '../../fields/control-of.ts'
import { useForm, useValue } from '../form-world.ts'
import { asExpression, holdsExpression, readWritten, shownText } from '../shown-text.ts'
import { changeTo } from '../write-value.ts'
import { useDraft } from '../use-draft.ts'
import { ExpressionControl } from './ExpressionControl.tsx'
import { FieldShell } from './FieldShell.tsx'
import { ValueControl } from './ValueControl.tsx'
import { YamlBlock } from './YamlBlock.tsx'

export interface SchemaFieldProps {
  readonly path: Path
  readonly schema: JsonSchema
  readonly label: string
  readonly help?: string | undefined
  readonly isRequired?: boolean | undefined
  /** `template`: expressions in "${ }" are allowed; `condition`: the whole is one expression; `plain`: neither. */
  readonly holds?: 'template' | 'condition' | 'plain'
  readonly badge?: string | undefined
  readonly celRole?: CelRole | undefined
  readonly isLong?: boolean
  /** It belongs to a list, which takes it away; an empty text stays. */
  readonly keepsEmpty?: boolean
  /** The name stands beside it already. */
  readonly isUnnamed?: boolean
  /** How deep it lies in fields of its kind. */
  readonly depth?: number
}

type Mode = 'own' | 'plain' | 'expression' | 'yaml'

const deepest = 5

/** One value of any JSON Schema: as a plain value, as an expression or as YAML. */
export function SchemaField(props: SchemaFieldProps) {
  const { path, schema, label, help, isRequired, holds = 'template', badge, celRole, isLong = false, keepsEmpty = false, isUnnamed = false, depth = 0 } = props
  const form = useForm()
  const value = useValue(path)
  const [mode, setMode] = useState<Mode>('own')
  const isExpression = holds === 'condition' || (holds === 'template' && mode !== 'plain' && (mode === 'expression' || holdsExpression(value)))
  const control = controlOf(schema, value)
  const shown = isExpression && holds === 'template' ? asExpression(value) : shownText(value)
  const draft = useDraft(shown, (text) => {
    const written = readWritten(holds === 'condition' ? 'condition' : control === 'number' && !isExpression ? 'number' : 'text', text, holdsExpression(value) || !isExpression ? value : undefined)
    if ('fault' in written) return written.fault
    return form.write(path, 'nothing' in written ? (keepsEmpty ? { json: '' } : { removed: true }) : { json: written.value })
  })
  const isNested = control === 'list' || control === 'fields' || control === 'map'
  const isYaml = mode === 'yaml' || (isNested && !isExpression && depth >= deepest)
  const isGroup = isYaml || isExpression || isNested || control === 'nothing'
  const isFree = schema.type === undefined && schema.enum === undefined
  const toggle = (to: Mode): void => setMode(mode === to ? 'own' : to)
  const buttons = form.isReadOnly ? null : (
    <>
      {holds === 'template' && !isNested && !isYaml && (
        <Button look="quiet" className="field-toggle" aria-label={`${label}: expression`} aria-pressed={isExpression} title="Expression" onClick={() => (isExpression ? setMode('plain') : toggle('expression'))}>
          fx
        </Button>
      )}
      {value !== undefined && (isNested || isFree || isYaml || holds === 'template') && <Button look="quiet" className="field-toggle" icon="code" label={`${label}: YAML`} aria-pressed={mode === 'yaml'} onClick={() => toggle('yaml')} />}
      {value !== undefined && (isNested || control === 'nothing') && isRequired !== true && !keepsEmpty && <Button look="quiet" className="field-toggle" icon="close" label={`Take "${label}" away`} onClick={() => void form.write(path, changeTo(undefined))} />}
    </>
  )
  return (
    <FieldShell path={path} label={label} help={help ?? schema.description} isRequired={isRequired} badge={badge} isGroup={isGroup} isUnnamed={isUnnamed} deep={!isNested && !isYaml} refused={draft.refused} buttons={buttons}>
      {(about) => {
        if (isYaml) return <YamlBlock path={path} label={`${label} as YAML`} />
        if (isExpression) return <ExpressionControl path={path} label={label} draft={draft} isBare={holds === 'condition'} celRole={celRole} />
        return <ValueControl about={about} path={path} schema={schema} control={control} label={label} draft={draft} holds={holds} isLong={isLong} depth={depth} isRequired={isRequired === true || keepsEmpty} celRole={celRole} />
      }}
    </FieldShell>
  )
}
