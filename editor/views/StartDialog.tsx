import { useState } from 'react'
import { visible, type JsonObject } from '../../engine/index.ts'
import { Button } from '../look/Button.tsx'
import { Dialog } from '../look/Dialog.tsx'
import { Icon } from '../look/Icon.tsx'
import type { Session } from '../session/session.ts'
import type { Workspace } from '../session/workspace.ts'
import { InputFields } from '../fields/InputFields.tsx'
import { readInputs, startingInputs, type Words } from '../fields/read-inputs.ts'
import { useReport } from './report/use-report.ts'
import './start-dialog.css'

interface StartDialogProps {
  readonly workspace: Workspace
  readonly session: Session
  /** What the fields begin with, where that is not what the skill says. */
  readonly given?: JsonObject
  readonly onClose: () => void
}

/** Asks for the inputs of a skill and starts it. A text whose report was not accepted leads to its report first. */
export function StartDialog({ workspace, session, given, onClose }: StartDialogProps) {
  const { text, id, base } = session.store.getState()
  const skill = session.drawNow().good?.skill
  const inputs = skill?.inputs ?? {}
  const { shown } = useReport(workspace, text)
  const [written, setWritten] = useState<Words>(() => {
    const { typed } = workspace.store.getState()
    return { ...startingInputs(inputs, given), ...(given === undefined && typed?.id === id && typed.words) }
  })
  const [faults, setFaults] = useState<Words>({})
  const [isBusy, setBusy] = useState(false)
  const start = async (stepping: boolean): Promise<void> => {
    const read = readInputs(inputs, written)
    setFaults('faults' in read ? read.faults : {})
    if ('faults' in read) return
    setBusy(true)
    // Who comes back from the report, or goes to the rehearsal, finds here what was typed.
    workspace.store.setState({ typed: { id, words: written } })
    if (await begin(workspace, { text, id, input: read.values, stepping })) onClose()
    else setBusy(false)
  }
  const rehearse = (): void => {
    workspace.store.setState({ typed: { id, words: written } })
    onClose()
    workspace.goTo({ view: 'skill', id, tab: 'rehearse' })
  }
  const actions = (
    <>
      <Button icon="rehearse" label="See what it would do, without doing it" onClick={rehearse}>
        Rehearse first
      </Button>
      <Button icon="step" label="Stop after each state" disabled={isBusy} onClick={() => void start(true)}>
        Step by step
      </Button>
      <Button look="main" icon="play" disabled={isBusy} onClick={() => void start(false)}>
        Run
      </Button>
    </>
  )
  return (
    <Dialog title={`Run ${visible(skill?.title || skill?.name || '')}`.trim()} onClose={onClose} actions={actions}>
      {shown?.texts.some(({ accepted }) => !accepted) === true && (
        <p className="start-note">
          <Icon name="shield" size={16} />
          You have not accepted this text yet. Its report comes first; what you fill in here is kept.
        </p>
      )}
      {base?.text !== text && (
        <p className="start-note">
          <Icon name="info" size={16} />
          It runs as it stands here, saved or not.
        </p>
      )}
      {Object.keys(inputs).length === 0 ? <p>It needs no inputs.</p> : <InputFields fields={inputs} written={written} faults={faults} onChange={setWritten} />}
    </Dialog>
  )
}

interface Beginning {
  readonly text: string
  readonly id: string
  readonly input: JsonObject
  readonly stepping: boolean
}

/** Starts a run and goes there, or to the report that is still to be accepted. False: neither could be done. */
async function begin(workspace: Workspace, { text, id, input, stepping }: Beginning): Promise<boolean> {
  const report = await workspace.attempt((desk) => desk.report(text))
  if (report === undefined) return false
  if (report.texts.some(({ accepted }) => !accepted)) {
    workspace.tell('info', 'Read what this skill may do and accept it, then run it.')
    workspace.goTo({ view: 'skill', id, tab: 'report' })
    return true
  }
  const started = await workspace.attempt((desk) => desk.start({ text, input, ...(stepping && { stepping }) }))
  if (started === undefined) return false
  workspace.goTo({ view: 'run', run: started.run })
  return true
}
