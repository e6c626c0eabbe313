import { useId, useState } from 'react'
import type { Path } from '../../../engine/index.ts'
import { useForm, useValue } from '../form-world.ts'
import { targetsFor, type TargetChoice } from '../targets-for.ts'
import { useDraft } from '../use-draft.ts'
import type { FieldAbout } from '../../fields/FieldFrame.tsx'
import { FieldShell } from './FieldShell.tsx'
import { TextInput } from './TextInput.tsx'
import { YamlBlock } from './YamlBlock.tsx'

interface StateChoiceProps {
  readonly path: Path
  readonly label: string
  readonly help?: string
  /** What it means when nothing is chosen. */
  readonly none: string
  readonly isRequired?: boolean
  /** Other names than those of the states that ways may lead to. */
  readonly among?: readonly TargetChoice[]
  /** Writes a choice in another way than into its place. */
  readonly onChoose?: (name: string | undefined) => string | undefined
}

const mostListed = 80

/** The name of a state, chosen from those that can be named here. */
export function StateChoice({ path, label, help, none, isRequired = false, among, onChoose }: StateChoiceProps) {
  const form = useForm()
  const value = useValue(path)
  const [refused, setRefused] = useState<string>()
  const choices = among ?? targetsFor(form.view, form.root.state)
  const name = typeof value === 'string' ? value : undefined
  const choose = (chosen: string | undefined): string | undefined => {
    const why = onChoose === undefined ? form.write(path, chosen === undefined ? { removed: true } : { json: chosen }) : onChoose(chosen)
    setRefused(why)
    return why
  }
  if (value !== undefined && value !== null && name === undefined) {
    return (
      <FieldShell path={path} label={label} help={help} isGroup deep={false}>
        {() => <YamlBlock path={path} label={`${label} as YAML`} />}
      </FieldShell>
    )
  }
  return (
    <FieldShell path={path} label={label} help={help} isRequired={isRequired} refused={refused}>
      {(about) =>
        choices.length > mostListed ? (
          <TargetText about={about} choices={choices} name={name} none={none} onChoose={choose} />
        ) : (
          <select {...about} className="field-control" disabled={form.isReadOnly} value={name ?? ''} onChange={(event) => choose(event.target.value === '' ? undefined : event.target.value)}>
            {(!isRequired || name === undefined) && <option value="">{none}</option>}
            {name !== undefined && !choices.some((choice) => choice.name === name) && <option value={name}>{name} (not there)</option>}
            {choices.map((choice) => (
              <option key={choice.name} value={choice.name}>
                {choice.words}
              </option>
            ))}
          </select>
        )
      }
    </FieldShell>
  )
}

interface TargetTextProps {
  readonly about: FieldAbout
  readonly choices: readonly TargetChoice[]
  readonly name: string | undefined
  readonly none: string
  readonly onChoose: (name: string | undefined) => string | undefined
}

/** Of very many states the name is written, with suggestions while it is. */
function TargetText({ about, choices, name, none, onChoose }: TargetTextProps) {
  const { isReadOnly } = useForm()
  const list = useId()
  const draft = useDraft(name ?? '', (text) => onChoose(text.trim() === '' ? undefined : text.trim()))
  const found = draft.isChanged ? choices.filter((choice) => choice.words.toLowerCase().includes(draft.text.toLowerCase())).slice(0, 50) : []
  return (
    <>
      <TextInput about={about} draft={draft} isCode isReadOnly={isReadOnly} placeholder={none} list={list} />
      <datalist id={list}>
        {found.map((choice) => (
          <option key={choice.name} value={choice.name}>
            {choice.words}
          </option>
        ))}
      </datalist>
    </>
  )
}
