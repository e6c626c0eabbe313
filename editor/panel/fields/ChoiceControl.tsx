import { useState } from 'react'
import type { Json, JsonSchema, Path } from '../../../engine/index.ts'
import { ChoiceInput } from '../../fields/ChoiceInput.tsx'
import { choicesOf } from '../../fields/control-of.ts'
import type { FieldAbout } from '../../fields/FieldFrame.tsx'
import { useForm, useValue } from '../form-world.ts'

interface ChoiceControlProps {
  readonly about: FieldAbout
  readonly path: Path
  readonly schema: JsonSchema
  readonly isRequired: boolean
  /** What people read for a value. */
  readonly words?: { readonly [value: string]: string }
}

/** One of a few values of the file, or yes and no. A choice is written at once. */
export function ChoiceControl({ about, path, schema, isRequired, words = {} }: ChoiceControlProps) {
  const form = useForm()
  const value = useValue(path)
  const [refused, setRefused] = useState<string>()
  const listed = choicesOf(schema)
  const choices: readonly Json[] = listed.length > 0 ? listed : [true, false]
  const choose = (choice: Json | undefined): void => setRefused(form.write(path, choice === undefined ? { removed: true } : { json: choice }))
  return (
    <>
      <ChoiceInput about={about} choices={choices} chosen={choices.indexOf(value as Json)} fallback={schema.default} isRequired={isRequired} isReadOnly={form.isReadOnly} words={words} onChoose={choose} />
      {refused !== undefined && (
        <p role="alert" className="field-refused">
          {refused}
        </p>
      )}
    </>
  )
}
