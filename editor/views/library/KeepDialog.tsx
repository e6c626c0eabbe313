import { useState } from 'react'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import { differingStretch } from '../../session/history.ts'
import type { Session } from '../../session/session.ts'
import type { Workspace } from '../../session/workspace.ts'
import { isSkillName, PlaceFields } from './PlaceFields.tsx'
import { keepNew, nameIn, renamedText } from './skill-deeds.ts'

/** Puts a text that is in no file yet among the skills, under a name of one's own. */
export function KeepDialog({ workspace, session, onClose }: { readonly workspace: Workspace; readonly session: Session; readonly onClose: () => void }) {
  const { id: suggested, text } = session.store.getState()
  const [name, setName] = useState(suggested.slice(suggested.lastIndexOf('/') + 1))
  const [folder, setFolder] = useState('mine')
  const keep = async (): Promise<void> => {
    const renamed = renamedText(workspace, text, name)
    const kept = await keepNew(workspace, renamed, `${folder.replace(/\/+$/, '')}/${name}`)
    if (kept === undefined) return
    session.edit([differingStretch(text, renamed)], { label: 'Rename', by: 'library' })
    session.kept(kept, renamed)
    onClose()
    workspace.tell('good', `${name} is kept.`, 'It can do nothing until you accept its report.')
    workspace.goTo({ view: 'skill', id: kept.id, tab: 'report' })
  }
  return (
    <Dialog
      title="Keep this skill"
      onClose={onClose}
      actions={
        <Button look="main" icon="save" disabled={!isSkillName(name)} onClick={() => void keep()}>
          Keep it
        </Button>
      }
    >
      <div className="library-form">
        {nameIn(text) !== name && <p>The name inside the file is changed too: skills find one another by it.</p>}
        <PlaceFields workspace={workspace} folder={folder} onFolder={setFolder} name={name} onName={setName} />
      </div>
    </Dialog>
  )
}
