import { useState } from 'react'
import { useStore } from 'zustand'
import type { ReportView as Shown } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Notice } from '../../look/Notice.tsx'
import type { Session } from '../../session/session.ts'
import type { Workspace } from '../../session/workspace.ts'

interface AcceptBarProps {
  readonly workspace: Workspace
  readonly session: Session
  readonly shown: Shown
  readonly text: string
  readonly onAccepted: () => void
}

/** Whether the person accepted what is shown, and the way to do so: for exactly the texts that stand below. */
export function AcceptBar({ workspace, session, shown, text, onAccepted }: AcceptBarProps) {
  const [isBusy, setBusy] = useState(false)
  const isInFile = useStore(session.store, (state) => state.base !== null)
  const open = shown.texts.filter(({ accepted }) => !accepted)
  const accept = async (): Promise<void> => {
    setBusy(true)
    const done = await workspace.attempt(async (desk) => {
      await desk.accept(text, open.map(({ hash }) => hash))
      return true
    })
    setBusy(false)
    onAccepted()
    if (done === true) await workspace.refreshSkills()
  }
  const keep = isInFile ? undefined : <KeepButton workspace={workspace} />
  if (open.length === 0) {
    return (
      <Notice tone="good" icon="check" title="You accepted this text" actions={keep}>
        It may do what stands below. When the text changes by one letter, it asks anew.
      </Notice>
    )
  }
  const updated = open.some(({ changed }) => changed !== null)
  return (
    <Notice
      tone="warn"
      icon="shield"
      title={updated ? 'The text changed since you accepted it' : 'You have not accepted this text'}
      actions={
        <>
          {keep}
          <Button look="main" icon="check" disabled={isBusy} onClick={() => void accept()}>
            {open.length === 1 ? 'Accept this report' : `Accept these ${open.length} reports`}
          </Button>
        </>
      }
    >
      It can do nothing until you read what it may do and accept it. Accepting runs nothing.
    </Notice>
  )
}

/** Puts a text that is in no file yet among the skills. */
function KeepButton({ workspace }: { readonly workspace: Workspace }) {
  const keep = async (): Promise<void> => {
    if (await workspace.save()) workspace.tell('good', 'The skill is kept.')
  }
  return (
    <Button icon="save" onClick={() => void keep()}>
      Keep it
    </Button>
  )
}
