import { useState } from 'react'
import { canonicalJson } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import type { RecordedValue } from '../../session/recorded-value.ts'
import type { RunSession } from '../../session/run-session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { objectForm, type ObjectForm } from '../../fields/read-inputs.ts'
import { useWrittenValue } from './use-written-value.ts'
import { ValueFields } from './ValueFields.tsx'

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
  const written = useWrittenValue(formOf(workspace, session, value), value?.value)
  const [isBusy, setBusy] = useState(false)
  const start = async (stepping: boolean): Promise<void> => {
    const next = value === undefined ? undefined : written.read()
    if (value !== undefined && next === undefined) return
    const isChanged = value !== undefined && next !== undefined && (value.value === undefined || canonicalJson(value.value) !== canonicalJson(next.value))
    setBusy(true)
    const { run } = session.store.getState()
    const fork = await workspace.attempt((desk) => desk.fork({ run, at, ...(isChanged && { change: { sequence: value.sequence, value: next.value } }), ...(stepping && { stepping }) }))
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
        {value !== undefined && <ValueFields written={written} label={written.isText ? 'The text' : 'Written as JSON'} />}
      </div>
    </Dialog>
  )
}

/** The form of a recorded value, where its shape is known. */
function formOf(workspace: Workspace, session: RunSession, value: RecordedValue | undefined): ObjectForm | undefined {
  if (value === undefined) return undefined
  const fields = value.fields ?? (value.sequence === 1 ? session.store.getState().picture?.store.getState().picture.good?.skill.inputs : undefined)
  if (fields !== undefined) return { fields, required: Object.keys(fields).filter((name) => fields[name]?.default === undefined) }
  const schema = value.schema ?? workspace.store.getState().tools.find(({ name }) => name === value.tool)?.output
  return objectForm(schema, value.value)
}
