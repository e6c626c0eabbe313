import { useEffect, useState } from 'react'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import { Notice } from '../../look/Notice.tsx'
import { longestSafe } from '../../session/share-link.ts'
import type { Workspace } from '../../session/workspace.ts'
import { linkOf } from './skill-deeds.ts'

/** Gives the link that holds a skill, and says how long it is. */
export function ShareDialog({ workspace, id, onClose }: { readonly workspace: Workspace; readonly id: string; readonly onClose: () => void }) {
  const [made, setMade] = useState<{ readonly link: string } | { readonly refused: string }>()
  useEffect(() => void linkOf(workspace, id).then(setMade), [workspace, id])
  const link = made !== undefined && 'link' in made ? made.link : undefined
  const copy = async (): Promise<void> => {
    if (link === undefined) return
    if (await workspace.files.copy(link)) {
      workspace.tell('good', 'The link is copied.')
      onClose()
    } else workspace.tell('bad', 'The browser did not let the page copy it.', 'Select the link and copy it by hand.')
  }
  return (
    <Dialog
      title="Share as a link"
      onClose={onClose}
      actions={
        <Button look="main" icon="copy" disabled={link === undefined} onClick={() => void copy()}>
          Copy the link
        </Button>
      }
    >
      <div className="library-form">
        <p>The link holds the whole file. Nothing is sent to a server: whoever opens it sees what the skill may do, and decides. Do not share what has secrets in it.</p>
        {made === undefined && <p className="view-faint">Packing …</p>}
        {made !== undefined && 'refused' in made && <Notice tone="bad" icon="error" title="There is no link of it">{made.refused}</Notice>}
        {link !== undefined && (
          <>
            <textarea className="view-input mono" rows={5} readOnly value={link} aria-label="The link" onFocus={({ target }) => target.select()} />
            <p className="view-about">
              {link.length.toLocaleString('en')} characters.
              {link.length > longestSafe ? ' Some programs cut links this long: better download the file and send that.' : ''}
              {/^https?:\/\/(?:127\.|localhost)/.test(link) ? ' It leads to this machine; elsewhere, paste it into "Bring one in".' : ''}
            </p>
          </>
        )}
      </div>
    </Dialog>
  )
}
