import type { CelRole, JsonSchema, Path } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import type { Control } from '../../fields/control-of.ts'
import { emptyValue } from '../../fields/control-of.ts'
import { useForm } from '../form-world.ts'
import type { FieldDraft } from '../use-draft.ts'
import { ChoiceControl } from './ChoiceControl.tsx'
import type { FieldAbout } from '../../fields/FieldFrame.tsx'
import { ListControl } from './ListControl.tsx'
import { MapControl } from './MapControl.tsx'
import { ObjectControl } from './ObjectControl.tsx'
import { TextInput } from './TextInput.tsx'
import { hintOf } from '../../fields/value-hints.ts'

interface ValueControlProps {
  readonly about: FieldAbout
  readonly path: Path
  readonly schema: JsonSchema
  readonly control: Control
  readonly label: string
  readonly draft: FieldDraft
  readonly holds: 'template' | 'condition' | 'plain'
  readonly isLong: boolean
  readonly depth: number
  readonly isRequired: boolean
  readonly celRole: CelRole | undefined
}

const shortest = 56

/** The control of a plain value. */
export function ValueControl({ about, path, schema, control, label, draft, holds, isLong, depth, isRequired, celRole }: ValueControlProps) {
  const form = useForm()
  const inside = { path, schema, label, holds, depth: depth + 1, celRole }
  switch (control) {
    case 'choice':
    case 'switch':
      return <ChoiceControl about={about} path={path} schema={schema} isRequired={isRequired} />
    case 'list':
      return <ListControl {...inside} />
    case 'fields':
      return <ObjectControl {...inside} />
    case 'map':
      return <MapControl {...inside} />
    case 'nothing':
      return (
        <p className="field-nothing">
          <span>Nothing is given (null).</span>
          {!form.isReadOnly && <Button onClick={() => void form.write(path, { json: emptyValue(schema) })}>Give a value</Button>}
        </p>
      )
    default:
      return <TextInput about={about} draft={draft} isLong={isLong || draft.text.includes('\n') || draft.text.length > shortest} isCode={schema.format === 'path'} isReadOnly={form.isReadOnly} placeholder={hintOf(schema)} inputMode={control === 'number' ? 'decimal' : 'text'} />
  }
}
