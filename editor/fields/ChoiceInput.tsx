import { visible, type Json } from '../../engine/index.ts'
import type { FieldAbout } from './FieldFrame.tsx'

interface ChoiceInputProps {
  readonly about: FieldAbout
  readonly choices: readonly Json[]
  /** Which of them is chosen; -1: none. */
  readonly chosen: number
  /** What counts when none is chosen. */
  readonly fallback: Json | undefined
  readonly isRequired: boolean
  readonly isReadOnly?: boolean
  /** What people read for a value. */
  readonly words?: { readonly [value: string]: string }
  readonly onChoose: (choice: Json | undefined) => void
}

/** One of a few values, or yes and no. */
export function ChoiceInput({ about, choices, chosen, fallback, isRequired, isReadOnly = false, words = {}, onChoose }: ChoiceInputProps) {
  const said = (choice: Json): string => {
    const text = typeof choice === 'string' ? choice : JSON.stringify(choice)
    return Object.hasOwn(words, text) ? (words[text] as string) : choice === true ? 'yes' : choice === false ? 'no' : visible(text)
  }
  const none = fallback !== undefined ? `${said(fallback)} (when left out)` : isRequired ? 'Choose …' : '–'
  return (
    <select {...about} className="field-control" disabled={isReadOnly} value={chosen} onChange={(event) => onChoose(choices[Number(event.target.value)])}>
      {(!isRequired || chosen < 0) && <option value={-1}>{none}</option>}
      {choices.map((choice, index) => (
        <option key={JSON.stringify(choice)} value={index}>
          {said(choice)}
        </option>
      ))}
    </select>
  )
}
