import { useId, useState } from 'react'
import { canonicalJson, type Json, type JsonObject } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import type { RecordedValue } from '../../session/recorded-value.ts'
import type { RunSession } from '../../session/run-session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { InputFields } from '../InputFields.tsx'
import { readJson, writtenJson } from './read-json.ts'
import { readInputs, startingInputs, type Fields, type Words } from '../start-input.ts'

interface ForkDialogProps {
  readonly workspace: Workspace
  readonly session: RunSession
  /** The last step that the new run begins with. */
  readonly at: number
  /** A recorded value to be replaced. */
  readonly value?: RecordedValue
  readonly onClose: () => void
}

/** Goes on from a step as a new run, with one recorded value changed where that is wanted. */
export function ForkDialog({ workspace, session, at, value, onClose }: ForkDialogProps) {
  const place = useId()
  const fields = fieldsOf(session, value)
  const [written, setWritten] = useState<Words>(() => startingInputs(fields ?? {}, objectOf(value?.value)))
  const [text, setText] = useState(() => writtenJson(value?.value))
  const [faults, setFaults] = useState<Words>({})
  const [isBusy, setBusy] = useState(false)
  const start = async (stepping: boolean): Promise<void> => {
    const read = fields === undefined ? readJson(text, typeof value?.value === 'string') : readInputs(fields, written)
    setFaults('faults' in read ? read.faults : 'fault' in read ? { value: read.fault } : {})
    if ('faults' in read || 'fault' in read) return
    const next: Json = 'values' in read ? read.values : read.value
    const isChanged = value !== undefined && (value.value === undefined || canonicalJson(value.value) !== canonicalJson(next))
    setBusy(true)
    const { run } = session.store.getState()
    const fork = await workspace.attempt((desk) => desk.fork({ run, at, ...(isChanged && { change: { sequence: value.sequence, value: next } }), ...(stepping && { stepping }) }))
    setBusy(false)
    if (fork === undefined) return
    onClose()
    workspace.goTo({ view: 'run', run: fork.run })
  }
  const actions = (
    <>
      <Button icon="step" disabled={isBusy} onClick={() => void start(true)}>
        Step by step
      </Button>
      <Button look="main" icon="branch" disabled={isBusy} onClick={() => void start(false)}>
        Run on
      </Button>
    </>
  )
  return (
    <Dialog title={value === undefined ? 'Run on from here' : 'Change a value and run on'} onClose={onClose} actions={actions}>
      <div className="run-fork">
        <p>
          A new run begins with the first {at === 1 ? 'step' : `${at} steps`} of this one, without doing them again, and goes on from there. This run stays as it is, and so does what it did. What it was allowed is not allowed to the new one: that asks again.
        </p>
        {value !== undefined && <h3>{value.title}</h3>}
        {value !== undefined && fields !== undefined && <InputFields fields={fields} written={written} faults={faults} onChange={setWritten} />}
        {value !== undefined && fields === undefined && (
          <>
            <label htmlFor={place}>{typeof value.value === 'string' ? 'The text' : 'Written as JSON'}</label>
            <textarea id={place} className="mono" rows={Math.min(16, Math.max(4, text.split('\n').length))} spellCheck={false} value={text} aria-invalid={faults['value'] !== undefined} onChange={(event) => setText(event.target.value)} />
            {faults['value'] !== undefined && (
              <p className="input-field-fault" role="alert">
                {faults['value']}
              </p>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

/** Fields where the shape is known and says all of the value; else it is written as JSON. */
function fieldsOf(session: RunSession, value: RecordedValue | undefined): Fields | undefined {
  if (value === undefined) return {}
  const fields = value.fields ?? (value.sequence === 1 ? session.store.getState().picture?.store.getState().picture.good?.skill.inputs : undefined)
  if (fields === undefined) return undefined
  return Object.keys(objectOf(value.value)).every((name) => Object.hasOwn(fields, name)) ? fields : undefined
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}
