import { useId } from 'react'
import { renameState } from '../../commands/rename-state.ts'
import { setDisabled } from '../../commands/set-disabled.ts'
import { titleOf } from '../../graph/state-words.ts'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import { classLooks } from '../../look/tone.ts'
import { doingOf } from '../../rules/activity-keys.ts'
import { stateAt } from '../../rules/state-path.ts'
import { useForm, useNode, useValue } from '../form-world.ts'
import { kindOf, kinds } from '../kinds.ts'
import { useDraft } from '../use-draft.ts'
import { FaultNotes } from '../fields/FaultNotes.tsx'
import { FieldShell } from '../fields/FieldShell.tsx'
import { TextInput } from '../fields/TextInput.tsx'
import { faultsAt } from '../fault-places.ts'

interface StateHeadProps {
  readonly isYaml: boolean
  readonly onYaml: (isYaml: boolean) => void
}

/** What the form is of: title and kind, whether it is switched off, and the way to its YAML. */
export function StateHead({ isYaml, onYaml }: StateHeadProps) {
  const form = useForm()
  const node = useNode([])
  const tool = useValue(['call'])
  const id = useId()
  const state = form.root.state === undefined ? undefined : stateAt(form.view, form.root.state)
  if (state === undefined) return null
  const written = node?.kind === 'map' ? node.entries.map(({ key }) => key) : []
  const kind = kinds.find((one) => one.kind === kindOf(doingOf(node), written))
  const facts = typeof tool === 'string' ? form.view.knowledge.tools.get(tool) : undefined
  const look = facts === undefined ? kind : classLooks[facts.class]
  const { disabled } = state.state
  return (
    <header className="state-head">
      <div className="state-head-row">
        <span className={`tool-picker-icon tone-${look?.tone ?? 'control'}`}>
          <Icon name={look?.icon ?? 'call'} size={18} />
        </span>
        <div className="state-head-words">
          <h2>{titleOf(state)}</h2>
          <p>
            {kind?.words}
            {facts !== undefined && ` · ${facts.title}, ${classLooks[facts.class].words}`}
          </p>
        </div>
        <Button look="quiet" icon="code" label={isYaml ? 'Edit as a form' : 'Edit as YAML'} aria-pressed={isYaml} onClick={() => onYaml(!isYaml)} />
      </div>
      {!form.isReadOnly && (
        <label className="state-head-switch" htmlFor={`${id}-on`}>
          <input id={`${id}-on`} type="checkbox" checked={!disabled} onChange={(event) => void form.perform(event.target.checked ? 'Enable' : 'Disable', (view) => setDisabled(view, { state: state.key, disabled: !event.target.checked }))} />
          {disabled ? 'Off: it is passed over' : 'On'}
        </label>
      )}
      <FaultNotes id={`${id}-faults`} faults={[...faultsAt(form.faults, [], false), ...faultsAt(form.faults, ['disabled'], true)]} />
    </header>
  )
}

/** The name by which other states speak of it; renaming changes them all. */
export function StateName() {
  const form = useForm()
  const state = form.root.state === undefined ? undefined : stateAt(form.view, form.root.state)
  const name = state?.state.name ?? ''
  const draft = useDraft(name, (text) => form.perform(`Rename "${name}"`, (view) => renameState(view, { state: state?.key ?? '', name: text.trim() })))
  return (
    <FieldShell path={[' name']} label="Name" help="Other states read its result by this name. All that names it is changed with it." refused={draft.refused} isRequired>
      {(about) => <TextInput about={about} draft={draft} isCode isReadOnly={form.isReadOnly} />}
    </FieldShell>
  )
}
