import { useId, useState } from 'react'
import { visible, type JsonObject, type RunView, type Skill } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import { exampleData, type AwaitedEvent } from '../../session/awaited-events.ts'
import type { Workspace } from '../../session/workspace.ts'
import { objectForm } from '../../fields/read-inputs.ts'
import { useWrittenValue } from './use-written-value.ts'
import { ValueFields } from './ValueFields.tsx'

interface EventCardProps {
  readonly workspace: Workspace
  readonly run: RunView['run']
  readonly events: readonly AwaitedEvent[]
  readonly tests: Skill['tests']
}

/** Sends an event to a run that takes some: which one, and with what data. Folded where the run has something else to do. */
export function EventCard({ workspace, run, events, tests }: EventCardProps) {
  const place = useId()
  const [chosen, setChosen] = useState(events[0]?.name ?? '')
  const [name, setName] = useState('')
  const event = events.find((one) => one.name === chosen) ?? events[0]
  if (event === undefined) return null
  const waited = events.filter(({ isWaitedFor }) => isWaitedFor)
  const sent = event.isPattern ? name.trim() : event.name
  return (
    <details className="ask-card event-card" open={waited.length > 0}>
      <summary className="ask-card-head">
        <Icon name="wait" />
        <span className="ask-card-who">{waited.length > 0 ? `It waits for ${waited.map((one) => visible(one.name)).join(' or ')}` : `It takes events: ${events.map((one) => visible(one.name)).join(', ')}`}</span>
      </summary>
      {events.length > 1 && (
        <div className="view-field">
          <label htmlFor={`${place}-event`}>Event</label>
          <select id={`${place}-event`} className="view-input" value={event.name} onChange={({ target }) => setChosen(target.value)}>
            {events.map((one) => (
              <option key={one.name} value={one.name}>
                {visible(one.name)}
              </option>
            ))}
          </select>
        </div>
      )}
      {event.isPattern && (
        <div className="view-field">
          <label htmlFor={`${place}-name`}>Its whole name</label>
          <input id={`${place}-name`} className="view-input mono" value={name} placeholder={event.name} maxLength={200} autoComplete="off" spellCheck={false} onChange={({ target }) => setName(target.value)} />
        </div>
      )}
      <EventData key={event.name} workspace={workspace} run={run} event={sent} example={exampleData(tests, event.name)} />
    </details>
  )
}

interface EventDataProps {
  readonly workspace: Workspace
  readonly run: string
  /** Empty: it has no name yet. */
  readonly event: string
  readonly example: JsonObject | undefined
}

function EventData({ workspace, run, event, example }: EventDataProps) {
  const written = useWrittenValue(objectForm(example === undefined ? undefined : schemaOf(example)))
  const [isBusy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    const read = written.isEmpty ? { value: {} } : written.read()
    if (read === undefined) return
    if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) return workspace.tell('bad', 'The data of an event is an object.', 'Write it as { "name": "value" }, or leave it empty.')
    setBusy(true)
    if ((await workspace.attempt(async (desk) => (await desk.send(run, event, read.value as JsonObject), true))) === true) workspace.tell('good', `“${visible(event)}” was sent.`)
    setBusy(false)
  }
  return (
    <form
      className="event-card-data"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        if (!isBusy && event !== '') void send()
      }}
    >
      <ValueFields written={written} label="Its data, an object as JSON; empty: none" />
      <div className="ask-card-answers">
        <Button icon="share" type="submit" disabled={isBusy || event === ''}>
          Send {event === '' ? 'it' : `“${visible(event)}”`}
        </Button>
      </div>
    </form>
  )
}

/** The shape of data as a test of the skill sends it: nothing of it must be given. */
function schemaOf(example: JsonObject) {
  return { type: 'object', properties: Object.fromEntries(Object.entries(example).map(([name, value]) => [name, typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? { type: typeof value } : {}])) }
}
