import { useId, useState, type ReactNode } from 'react'
import type { Json, Path } from '../../../engine/index.ts'
import { renameEntry } from '../../commands/rename-entry.ts'
import { Button } from '../../look/Button.tsx'
import { useForm, useNode } from '../form-world.ts'
import { useDraft } from '../use-draft.ts'
import { TextInput } from './TextInput.tsx'
import './item-list.css'

interface NamedListProps {
  readonly path: Path
  readonly label: string
  /** What a new entry begins with; left out: none can be added. */
  readonly add?: ((name: string) => Json) | undefined
  /** What an entry is called: "Event". */
  readonly item?: string
  /** Names to choose from. */
  readonly suggestions?: readonly string[]
  /** Renames by another way than the key alone. */
  readonly rename?: (from: string, to: string) => string | undefined
  readonly children: (name: string) => ReactNode
}

const step = 30

/** The entries of a map: named, added, taken away. A long one is shown in parts. */
export function NamedList({ path, label, add, item = 'Entry', suggestions = [], rename, children }: NamedListProps) {
  const form = useForm()
  const node = useNode(path)
  const [most, setMost] = useState(step)
  const [refused, setRefused] = useState<string>()
  const names = node?.kind === 'map' ? node.entries.map(({ key }) => key) : []
  const place = useId()
  const append = (name: string): string | undefined => {
    if (add === undefined) return undefined
    if (names.includes(name)) return `There is "${name}" already.`
    setMost(Math.max(most, names.length + 1))
    return form.write(names.length === 0 && node?.kind !== 'map' ? path : [...path, name], { json: names.length === 0 && node?.kind !== 'map' ? { [name]: add(name) } : add(name) })
  }
  return (
    <div className="item-list">
      {names.length > 0 && (
        <ul className="item-list-items" aria-label={label}>
          {names.slice(0, most).map((name) => (
            <li key={name} className="item-list-item item-list-named">
              <div className="item-list-inside">
                <EntryName label={`${item}: name`} name={name} onRename={(to) => (rename === undefined ? form.perform('Rename', (view) => renameEntry(view, { path: [...form.path, ...path, name], key: to })) : rename(name, to))} />
                {children(name)}
              </div>
              {!form.isReadOnly && (
                <div className="item-list-buttons">
                  <Button look="quiet" icon="remove" label={`Take "${name}" away`} onClick={() => setRefused(form.write([...path, name], { removed: true }))} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {names.length > most && (
        <Button className="item-list-more" onClick={() => setMost(most + step)}>
          Show {Math.min(step, names.length - most)} more of {names.length}
        </Button>
      )}
      {refused !== undefined && (
        <p role="alert" className="field-refused">
          {refused}
        </p>
      )}
      {add !== undefined && !form.isReadOnly && <NewEntry label={`New ${item.toLowerCase()}`} list={suggestions.length > 0 ? `${place}-names` : undefined} onAdd={append} />}
      {suggestions.length > 0 && (
        <datalist id={`${place}-names`}>
          {suggestions.slice(0, 500).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
      )}
    </div>
  )
}

function EntryName({ label, name, onRename }: { readonly label: string; readonly name: string; readonly onRename: (to: string) => string | undefined }) {
  const { isReadOnly } = useForm()
  const id = useId()
  const draft = useDraft(name, (text) => onRename(text.trim()))
  return (
    <div className="item-list-name">
      <label className="hidden-words" htmlFor={id}>
        {label}
      </label>
      <TextInput about={{ id, 'aria-describedby': `${id}-fault`, 'aria-invalid': draft.refused !== undefined }} draft={draft} isCode isReadOnly={isReadOnly} />
      {draft.refused !== undefined && (
        <p id={`${id}-fault`} role="alert" className="field-refused">
          {draft.refused}
        </p>
      )}
    </div>
  )
}

function NewEntry({ label, list, onAdd }: { readonly label: string; readonly list: string | undefined; readonly onAdd: (name: string) => string | undefined }) {
  const id = useId()
  const [name, setName] = useState('')
  const [refused, setRefused] = useState<string>()
  const add = (): void => {
    if (name.trim() === '') return
    const why = onAdd(name.trim())
    setRefused(why)
    if (why === undefined) setName('')
  }
  return (
    <form className="item-list-new" onSubmit={(event) => (event.preventDefault(), add())}>
      <label className="hidden-words" htmlFor={id}>
        {label}
      </label>
      <input id={id} className="field-control mono" type="text" autoComplete="off" spellCheck={false} list={list} placeholder={label} value={name} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" icon="add">
        Add
      </Button>
      {refused !== undefined && (
        <p role="alert" className="field-refused">
          {refused}
        </p>
      )}
    </form>
  )
}
