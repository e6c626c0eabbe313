import { useState } from 'react'
import type { ReportView as Shown } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Notice } from '../../look/Notice.tsx'
import type { Workspace } from '../../session/workspace.ts'

interface AcceptBarProps {
  readonly workspace: Workspace
  readonly shown: Shown
  readonly text: string
  readonly onAccepted: () => void
  /** Where it can be tried once it is accepted: a text in no library is kept first. */
  readonly onRehearse?: () => void
}

/** Whether the person accepted what is shown, and the way to do so: for exactly the texts that stand below. */
export function AcceptBar({ workspace, shown, text, onAccepted, onRehearse }: AcceptBarProps) {
  const [isBusy, setBusy] = useState(false)
  /** The button that was pressed goes: what comes in its place takes the focus. */
  const [isDecided, setDecided] = useState(false)
  const open = shown.texts.filter(({ accepted }) => !accepted)
  const accept = async (): Promise<void> => {
    setBusy(true)
    const done = await workspace.attempt(async (desk) => {
      await desk.accept(text, open.map(({ hash }) => hash))
      return true
    })
    setBusy(false)
    setDecided(true)
    onAccepted()
    if (done === true) await workspace.refreshSkills()
  }
  const own = shown.texts[0]?.hash
  const withdraw = async (): Promise<void> => {
    if (own === undefined) return
    setBusy(true)
    const done = await workspace.attempt(async (desk) => {
      await desk.unaccept(own)
      return true
    })
    setBusy(false)
    setDecided(true)
    onAccepted()
    if (done !== true) return
    await workspace.refreshSkills()
    workspace.tell('info', 'This text is no longer accepted, so it can not be started.', 'Runs of it that are under way do nothing more: the next deed of each is denied.')
  }
  if (open.length === 0) {
    return (
      <Notice
        key="accepted"
        isReached={isDecided}
        tone="good"
        icon="check"
        title="You accepted this text"
        actions={
          <>
            <Button look="quiet" icon="undo" label="It can not be started any more, until you accept it again" disabled={isBusy} onClick={() => void withdraw()}>
              Withdraw
            </Button>
            {onRehearse !== undefined && (
              <Button icon="rehearse" label="See what it would do, without doing it" onClick={onRehearse}>
                Rehearse it
              </Button>
            )}
          </>
        }
      >
        It may do what stands below. When the text changes by one letter, it asks anew.
      </Notice>
    )
  }
  const updated = open.some(({ changed }) => changed !== null)
  return (
    <Notice
      key="open"
      isReached={isDecided}
      tone="warn"
      icon="shield"
      title={updated ? 'The text changed since you accepted it' : 'You have not accepted this text'}
      actions={
        <Button look="main" icon="check" disabled={isBusy} onClick={() => void accept()}>
          {open.length === 1 ? 'Accept this report' : `Accept these ${open.length} reports`}
        </Button>
      }
    >
      It can do nothing until you read what it may do and accept it. Accepting runs nothing.
    </Notice>
  )
}
