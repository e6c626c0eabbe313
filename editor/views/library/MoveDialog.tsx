import { useState } from 'react'
import type { SkillListing } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import type { Workspace } from '../../session/workspace.ts'
import { folderOf } from './library-rows.ts'
import { isSkillName, PlaceFields } from './PlaceFields.tsx'
import { moveSkill } from './skill-deeds.ts'

/** Moves a skill into another folder, which is made when it is not there, or gives it another name. */
export function MoveDialog({ workspace, skill, onClose }: { readonly workspace: Workspace; readonly skill: SkillListing; readonly onClose: () => void }) {
  const [folder, setFolder] = useState(folderOf(skill.id))
  const [name, setName] = useState(skill.name)
  const move = async (): Promise<void> => {
    if (await moveSkill(workspace, skill, folder.replace(/\/+$/, ''), name)) onClose()
  }
  return (
    <Dialog
      title={`Move ${skill.name}`}
      onClose={onClose}
      actions={
        <Button look="main" icon="folder" disabled={name !== skill.name && !isSkillName(name)} onClick={() => void move()}>
          {name === skill.name ? 'Move' : 'Rename'}
        </Button>
      }
    >
      <div className="library-form">
        {name !== skill.name && <p>The name inside the file is changed too. Skills that run it by its old name no longer find it, and its report is to be accepted anew.</p>}
        <PlaceFields workspace={workspace} folder={folder} onFolder={setFolder} name={name} onName={setName} />
      </div>
    </Dialog>
  )
}
