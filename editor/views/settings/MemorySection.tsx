import { useEffect, useId, useState } from 'react'
import { visible, type Desk, type Fact, type Json, type MemoryView } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import type { Workspace } from '../../session/workspace.ts'
import { PassphraseForm } from './PassphraseForm.tsx'
import './memory-section.css'

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
type Act = (doing: (desk: Desk) => Promise<MemoryView>) => Promise<boolean>

/** What is remembered of the person: every fact with where it came from, the way to correct and forget it, and the passphrase. */
export function MemorySection({ workspace }: { readonly workspace: Workspace }) {
  const [view, setView] = useState<MemoryView>()
  const act: Act = async (doing) => {
    const next = await workspace.attempt(doing)
    if (next !== undefined) setView(next)
    return next !== undefined
  }
  useEffect(() => void workspace.attempt((desk) => desk.memory()).then((found) => found !== undefined && setView(found)), [workspace])
  if (view === undefined) return <p className="view-faint">Loading …</p>
  return (
    <div className="memory-section">
      {view.protection !== 'locked' && (
        <>
          {view.facts.length === 0 && <p className="view-faint">Nothing is remembered. What you write here, skills read as memory.NAME, and it is offered where an input wants it.</p>}
          <ul className="view-list memory-facts">
            {view.facts.map((fact) => (
              <FactRow key={fact.key} fact={fact} act={act} />
            ))}
          </ul>
          <NewFact act={act} />
        </>
      )}
      <PassphraseForm protection={view.protection} act={act} />
    </div>
  )
}

function FactRow({ fact, act }: { readonly fact: Fact; readonly act: Act }) {
  const [draft, setDraft] = useState<string>()
  const { key, value } = fact
  const isOthers = fact.foreign.length > 0
  const remember = (next: Json, hidden: boolean): void => void act((desk) => desk.rememberFact(key, next, hidden)).then((done) => done && setDraft(undefined))
  return (
    <li>
      <div className="memory-fact">
        <p>
          <code>{visible(key)}</code>
        </p>
        {draft === undefined ? <p className="memory-value">{visible(written(value)).slice(0, 2000)}</p> : <textarea className="view-input" aria-label={`Value of ${key}`} rows={2} maxLength={60_000} value={draft} onChange={({ target }) => setDraft(target.value)} />}
        <p className="view-about">{sourceWords(fact)}</p>
      </div>
      <div className="view-row">
        <label className="memory-private">
          <input type="checkbox" checked={fact.private} disabled={isOthers} onChange={({ target }) => remember(value, target.checked)} /> Private
        </label>
        {isOthers && draft === undefined && <Button onClick={() => remember(value, fact.private)}>It is right</Button>}
        {draft === undefined ? <Button onClick={() => setDraft(written(value))}>Correct</Button> : <Button look="main" onClick={() => remember(typeof value === 'string' ? draft : read(draft), fact.private)}>Keep</Button>}
        <Button look="danger" onClick={() => void act((desk) => desk.forgetFact(key))}>
          Forget
        </Button>
      </div>
    </li>
  )
}

function NewFact({ act }: { readonly act: Act }) {
  const place = useId()
  const [key, setKey] = useState('')
  const [value, setValue] = useState('')
  const [hidden, setHidden] = useState(false)
  const add = async (): Promise<void> => {
    if (key === '' || value === '' || !(await act((desk) => desk.rememberFact(key, value, hidden)))) return
    setKey('')
    setValue('')
    setHidden(false)
  }
  return (
    <form
      className="memory-new"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <div className="view-field">
        <label htmlFor={`${place}-key`}>Name</label>
        <input id={`${place}-key`} className="view-input mono" placeholder="home_town" pattern="[a-z][a-z0-9_]{0,63}" title="Small letters, digits and _" value={key} onChange={({ target }) => setKey(target.value)} />
      </div>
      <div className="view-field">
        <label htmlFor={`${place}-value`}>Value</label>
        <input id={`${place}-value`} className="view-input" maxLength={60_000} value={value} onChange={({ target }) => setValue(target.value)} />
      </div>
      <label className="memory-private">
        <input type="checkbox" checked={hidden} onChange={({ target }) => setHidden(target.checked)} /> Private: it leaves for no model that is not local
      </label>
      <Button type="submit">Remember</Button>
    </form>
  )
}

function sourceWords({ source, time, foreign }: Fact): string {
  const how = source.kind === 'person' ? 'You wrote it down' : `${{ said: 'You said it to', confirmed: 'You confirmed it to', noted: 'Noted by' }[source.how]} ${visible(source.skill)}`
  const others = foreign.length === 0 ? '' : ` Others wrote it: ${visible(foreign.map(({ source: from }) => from).join(', '))}. It is not offered, and what it leads to is asked about, until you say that it is right.`
  return `${how}${time === null ? '' : `, ${day.format(time)}`}.${others}`
}

function written(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What was no text stays none, where it still is JSON. */
function read(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
