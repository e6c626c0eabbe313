import { useState } from 'react'
import type { Json, JsonSchema, Path } from '../../../engine/index.ts'
import { choicesOf } from '../control-of.ts'
import { useForm, useValue } from '../form-world.ts'
import type { FieldAbout } from './FieldShell.tsx'

interface ChoiceControlProps {
  readonly about: FieldAbout
  readonly path: Path
  readonly schema: JsonSchema
  readonly isRequired: boolean
  /** What people read for a value. */
  readonly words?: { readonly [value: string]: string }
}

/** One of a few values, or yes and no. A choice is written at once. */
export function ChoiceControl({ about, path, schema, isRequired, words = {} }: ChoiceControlProps) {
  const form = useForm()
  const value = useValue(path)
  const [refused, setRefused] = useState<string>()
  const listed = choicesOf(schema)
  const choices: readonly Json[] = listed.length > 0 ? listed : [true, false]
  const said = (choice: Json): string => {
    const text = typeof choice === 'string' ? choice : JSON.stringify(choice)
    return Object.hasOwn(words, text) ? (words[text] as string) : choice === true ? 'yes' : choice === false ? 'no' : text
  }
  const choose = (index: number): void => {
    const choice = choices[index]
    setRefused(form.write(path, choice === undefined ? { removed: true } : { json: choice }))
  }
  return (
    <>
      <select {...about} className="field-control" disabled={form.isReadOnly} value={choices.indexOf(value as Json)} onChange={(event) => choose(Number(event.target.value))}>
        {(!isRequired || value === undefined) && <option value={-1}>{schema.default === undefined ? '–' : `${said(schema.default)} (when left out)`}</option>}
        {choices.map((choice, index) => (
          <option key={JSON.stringify(choice)} value={index}>
            {said(choice)}
          </option>
        ))}
      </select>
      {refused !== undefined && (
        <p role="alert" className="field-refused">
          {refused}
        </p>
      )}
    </>
  )
}
