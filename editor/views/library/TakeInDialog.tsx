import { useId, useState } from 'react'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import { sharedIn } from '../../session/share-link.ts'
import type { Workspace } from '../../session/workspace.ts'
import { showStranger } from './skill-deeds.ts'

interface TakeInDialogProps {
  readonly workspace: Workspace
  readonly onFiles: (files: readonly File[]) => void
  readonly onClose: () => void
}

/** Takes a skill in: a file, a link, or its text. What comes in is shown first, and kept only when the person says so. */
export function TakeInDialog({ workspace, onFiles, onClose }: TakeInDialogProps) {
  const place = useId()
  const [pasted, setPasted] = useState('')
  const [fault, setFault] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const take = async (): Promise<void> => {
    const shared = sharedIn(pasted)
    if (shared !== undefined) {
      onClose()
      return workspace.goTo({ view: 'shared', data: shared })
    }
    const address = pasted.trim()
    if (!/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(address)) {
      onClose()
      return showStranger(workspace, pasted, 'pasted-skill')
    }
    setBusy(true)
    const taken = await workspace.files.fetchText(address)
    setBusy(false)
    if ('refused' in taken) return setFault(taken.refused)
    onClose()
    showStranger(workspace, taken.text, 'fetched-skill')
  }
  return (
    <Dialog
      title="Bring a skill in"
      onClose={onClose}
      actions={
        <Button look="main" icon="rehearse" disabled={pasted.trim() === '' || isBusy} onClick={() => void take()}>
          {isBusy ? 'Fetching …' : 'Look at it'}
        </Button>
      }
    >
      <div className="library-form">
        <p>It is shown before anything else: what it may do, its tests, its picture. It can do nothing until you keep and accept it.</p>
        <div className="view-field">
          <label htmlFor={`${place}-text`}>A link, or the text itself</label>
          <textarea
            id={`${place}-text`}
            className="view-input mono"
            rows={7}
            spellCheck={false}
            value={pasted}
            aria-invalid={fault !== undefined}
            aria-describedby={`${place}-about`}
            placeholder={'https://…\n\nor\n\nchela: 1\nname: …'}
            onChange={({ target }) => {
              setPasted(target.value)
              setFault(undefined)
            }}
          />
          <p id={`${place}-about`} role={fault === undefined ? undefined : 'alert'} className={fault === undefined ? 'view-about' : 'view-fault'}>
            {fault ?? 'A link that holds a skill is opened without a server. An https address of a raw file is fetched by this page.'}
          </p>
        </div>
        <div className="view-field">
          <label htmlFor={`${place}-file`}>Or files</label>
          <input
            id={`${place}-file`}
            type="file"
            accept=".yaml,.yml,text/yaml"
            multiple
            onChange={({ target }) => {
              const files = [...(target.files ?? [])]
              onClose()
              onFiles(files)
            }}
          />
          <p className="view-about">Files can also be dropped anywhere on the page.</p>
        </div>
      </div>
    </Dialog>
  )
}
