import { useId, useState } from 'react'
import { theEnd, theStart, type Path, type Way } from '../../../engine/index.ts'
import { disconnect } from '../../commands/disconnect.ts'
import { reconnect } from '../../commands/reconnect.ts'
import { renameEntry } from '../../commands/rename-entry.ts'
import { titleOf } from '../../graph/state-words.ts'
import { Button } from '../../look/Button.tsx'
import { pathOf } from '../../rules/state-path.ts'
import { wayAt } from '../../rules/way-id.ts'
import { nodeAt, transitionPath, wayPlace } from '../../rules/way-place.ts'
import { useForm, useFaults } from '../form-world.ts'
import { faultsAt, startsWith } from '../fault-places.ts'
import { targetsFor } from '../targets-for.ts'
import { useDraft } from '../use-draft.ts'
import { FaultNotes } from '../fields/FaultNotes.tsx'
import { FieldShell } from '../fields/FieldShell.tsx'
import { TextInput } from '../fields/TextInput.tsx'
import { CatchOne } from './CatchForm.tsx'
import { TransitionForm } from './TransitionForm.tsx'
import './forms.css'

const kindWords: { readonly [why: string]: string } = {
  start: 'The beginning', next: 'Goes on', fall: 'Goes on to what follows', skip: 'Passed over', branch: 'A branch', otherwise: 'Otherwise', yes: 'On a yes', no: 'On a no', expired: 'When nobody answers',
  item: 'For each element', again: 'The next element', join: 'When its branches are done', leave: 'Leaves the group', history: 'Where it was left', on: 'On an event', after: 'After a while', always: 'As soon as it holds', catch: 'On a failure', failed: 'On a failure that nothing catches', end: 'The end',
}

/** One way: from where, to where, when, and what is done on it. Stands in the form of the state it leads from. */
export function WayForm({ way: id }: { readonly way: string }) {
  const form = useForm()
  const { view, session } = form
  const way = wayAt(view, id)
  const place = useId()
  const [refused, setRefused] = useState<string>()
  const own = way === undefined ? undefined : ownPath(form.path, way, view)
  const faults = useFaults(own ?? [], own !== undefined)
  if (way === undefined) return <p className="field-help">This way is no longer there.</p>
  const name = (key: string): string => (key === theStart ? 'Start' : key === theEnd ? 'End' : titleOrKey(view, key))
  const places = wayPlace(view, way)
  const whole = own === undefined ? undefined : nodeAt(view, [...form.path, ...own])
  const select = (key: string) => (view.flow.states.has(key) ? <Button onClick={() => session.select([key])}>{name(key)}</Button> : <span>{name(key)}</span>)
  return (
    <div className="state-form">
      <header className="state-head">
        <div className="state-head-words">
          <h2>{kindWords[way.why] ?? 'Way'}</h2>
          <p>{way.label}</p>
        </div>
        <div className="way-ends">
          {select(way.from)}
          <span aria-label="leads to">→</span>
          {select(way.to)}
        </div>
        {own === undefined && <FaultNotes id={`${place}-faults`} faults={faultsAt(form.faults, [], false)} />}
      </header>
      {own !== undefined && faults.length > 0 && own.length === 0 && <FaultNotes id={`${place}-own`} faults={faults} />}
      <div className="form-part">
        {own !== undefined && whole !== undefined ? (
          <>
            <WayName path={own} />
            {startsWith(own, ['catch']) && whole.kind === 'map' ? <CatchOne path={own} /> : <TransitionForm path={own} />}
          </>
        ) : (
          <FieldShell path={[' target']} label="Leads to" refused={refused} help={places === undefined ? 'This way follows from where the states stand; it is not written in the file.' : ''}>
            {(about) => (
              <select {...about} className="field-control" disabled={form.isReadOnly || places === undefined} value={view.flow.states.get(way.to)?.state.name ?? ''} onChange={(event) => setRefused(form.perform('Lead way elsewhere', (now) => reconnect(now, { way: id, to: event.target.value })))}>
                {!view.flow.states.has(way.to) && <option value="">{name(way.to)}</option>}
                {targetsFor(view, way.from === theStart ? undefined : way.from).map((choice) => (
                  <option key={choice.name} value={choice.name}>
                    {choice.words}
                  </option>
                ))}
              </select>
            )}
          </FieldShell>
        )}
        {!form.isReadOnly && places?.written === true && (
          <Button look="danger" icon="remove" onClick={() => setRefused(form.perform('Take way away', (now) => disconnect(now, { way: id })))}>
            Take this way away
          </Button>
        )}
      </div>
    </div>
  )
}

/** The event or the time of a way is the key it stands under. */
function WayName({ path }: { readonly path: Path }) {
  const form = useForm()
  const [holder, key] = path
  const isNamed = (holder === 'on' || holder === 'after') && typeof key === 'string'
  const draft = useDraft(isNamed ? key : '', (text) => form.perform('Rename', (view) => renameEntry(view, { path: [...form.path, holder ?? '', key ?? ''], key: text.trim() })))
  if (!isNamed) return null
  return (
    <FieldShell path={[holder, key]} deep={false} label={holder === 'on' ? 'Event' : 'After'} refused={draft.refused}>
      {(about) => <TextInput about={about} draft={draft} isCode isReadOnly={form.isReadOnly} />}
    </FieldShell>
  )
}

type View = ReturnType<typeof useForm>['view']

/** Where the way is written in its state, when it is written in full. */
function ownPath(root: Path, way: Way, view: View): Path | undefined {
  const from = view.flow.states.get(way.from)
  const found = from === undefined ? undefined : transitionPath(view, way, pathOf(view, from))
  return found !== undefined && startsWith(found.path, root) ? found.path.slice(root.length) : undefined
}

function titleOrKey(view: View, key: string): string {
  const state = view.flow.states.get(key)
  return state === undefined ? key : titleOf(state)
}
