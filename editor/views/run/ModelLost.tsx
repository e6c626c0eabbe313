import { useState } from 'react'
import { visible } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Notice } from '../../look/Notice.tsx'
import { writePlace } from '../../session/place.ts'
import type { Workspace } from '../../session/workspace.ts'

interface ModelLostProps {
  readonly workspace: Workspace
  readonly run: string
  readonly because: string
}

/** A run that waits since its model can not be reached: why, and the way to ask again. */
export function ModelLost({ workspace, run, because }: ModelLostProps) {
  const [isBusy, setBusy] = useState(false)
  const isAlone = workspace.store.getState().facts?.place === 'browser'
  const again = async (): Promise<void> => {
    setBusy(true)
    await workspace.attempt((desk) => desk.resume(run))
    setBusy(false)
  }
  return (
    <Notice
      tone="warn"
      icon="model"
      title="The model can not be reached"
      actions={
        <>
          <a href={writePlace({ view: 'settings' })}>{isAlone ? 'Why' : 'Look at its settings'}</a>
          <Button look="main" icon="redo" disabled={isBusy} onClick={() => void again()}>
            Try again
          </Button>
        </>
      }
    >
      {visible(because)} The run waits; what was done stays done, and the question is asked anew.
    </Notice>
  )
}
