import { useId, useState, type FormEvent } from 'react'
import { useStore } from 'zustand'
import type { Command } from '../../commands/command.ts'
import { deleteStates } from '../../commands/delete-states.ts'
import { extractToSkill } from '../../commands/extract-to-skill.ts'
import { wrapInGroup } from '../../commands/wrap-in-group.ts'
import { setAllDisabled } from '../../commands/set-disabled.ts'
import { titleOf } from '../../graph/state-words.ts'
import { Button } from '../../look/Button.tsx'
import type { SkillView } from '../../rules/skill-view.ts'
import { stateAt } from '../../rules/state-path.ts'
import { useForm } from '../form-world.ts'
import './forms.css'

const mostNamed = 12

/** What can be done with several states at once. */
export function SeveralForm({ states }: { readonly states: readonly string[] }) {
  const form = useForm()
  const { view } = form
  const [refused, setRefused] = useState<string>()
  const known = states.map((name) => stateAt(view, name)).filter((state) => state !== undefined)
  const isOff = known.every(({ state }) => state.disabled)
  const perform = (label: string, ask: (now: SkillView) => Command): void => setRefused(form.perform(label, ask))
  const wrap = (kind: 'states' | 'each' | 'together') => (): void => perform('Put into a group', (now) => wrapInGroup(now, { states, kind }))
  return (
    <div className="state-form">
      <header className="state-head">
        <div className="state-head-words">
          <h2>{known.length} states</h2>
          <p>
            {known.slice(0, mostNamed).map(titleOf).join(', ')}
            {known.length > mostNamed && ` and ${known.length - mostNamed} more`}
          </p>
        </div>
      </header>
      {refused !== undefined && (
        <p role="alert" className="field-refused">
          {refused}
        </p>
      )}
      {form.isReadOnly ? null : (
        <>
          <section className="form-part" aria-label="Put into a group">
            <h3>Put into</h3>
            <div className="several-buttons">
              <Button icon="group" onClick={wrap('states')}>
                a group
              </Button>
              <Button icon="each" onClick={wrap('each')}>
                for each
              </Button>
              <Button icon="together" onClick={wrap('together')}>
                together
              </Button>
            </div>
          </section>
          <ExtractForm states={states} onRefused={setRefused} />
          <section className="form-part" aria-label="All of them">
            <div className="several-buttons">
              <Button icon="pause" onClick={() => perform(isOff ? 'Enable states' : 'Disable states', (now) => setAllDisabled(now, { states, disabled: !isOff }))}>
                {isOff ? 'Enable' : 'Disable'}
              </Button>
              <Button look="danger" icon="remove" onClick={() => perform('Delete states', (now) => deleteStates(now, { states }))}>
                Delete
              </Button>
            </div>
          </section>
        </>
      )}
    </div>
  )
}

/** Makes a skill of its own from the states: the new file is kept first, then the states give way to a run of it. */
function ExtractForm({ states, onRefused }: { readonly states: readonly string[]; readonly onRefused: (why: string | undefined) => void }) {
  const { workspace, session, view, perform } = useForm()
  const id = useId()
  const [name, setName] = useState('')
  const fileId = useStore(session.store, (state) => state.id)
  const extract = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const planned = extractToSkill(view, { states, name: name.trim() })
    if ('refused' in planned) return onRefused(planned.refused)
    const folder = fileId.includes('/') ? fileId.slice(0, fileId.lastIndexOf('/') + 1) : ''
    const kept = await workspace.attempt((desk) => desk.save(`${folder}${planned.skill.name}`, planned.skill.text, null))
    if (kept === undefined) return
    if ('refused' in kept) return onRefused(kept.refused)
    if ('conflict' in kept) return onRefused(`There is a skill file "${planned.skill.name}" already.`)
    onRefused(perform('Make a skill of states', (now) => (now.text === view.text ? planned : { refused: 'The text was changed meanwhile. The new skill is kept; try again with another name or undo that change.' })))
  }
  return (
    <form className="form-part" onSubmit={(event) => void extract(event)}>
      <h3>Make a skill of them</h3>
      <div className="item-list-new">
        <label className="hidden-words" htmlFor={id}>
          Name of the new skill
        </label>
        <input id={id} className="field-control mono" type="text" autoComplete="off" spellCheck={false} placeholder="sort-pictures" value={name} onChange={(event) => setName(event.target.value)} />
        <Button type="submit" icon="share" disabled={name.trim() === ''}>
          Extract
        </Button>
      </div>
    </form>
  )
}
