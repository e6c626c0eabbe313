import { useState } from 'react'
import type { SkillListing } from '../../../engine/index.ts'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import type { Workspace } from '../../session/workspace.ts'
import { folderOf } from './library-rows.ts'
import { PlaceFields } from './PlaceFields.tsx'
import { moveSkill } from './skill-deeds.ts'

/** Moves a skill into another folder, which is made when it is not there. */
export function MoveDialog({ workspace, skill, onClose }: { readonly workspace: Workspace; readonly skill: SkillListing; readonly onClose: () => void }) {
  const [folder, setFolder] = useState(folderOf(skill.id))
  const move = async (): Promise<void> => {
    if (await moveSkill(workspace, skill, folder.replace(/\/+$/, ''))) onClose()
  }
  return (
    <Dialog
      title={`Move ${skill.name}`}
      onClose={onClose}
      actions={
        <Button look="main" icon="folder" onClick={() => void move()}>
          Move
        </Button>
      }
    >
      <div className="library-form">
        <PlaceFields workspace={workspace} folder={folder} onFolder={setFolder} />
      </div>
    </Dialog>
  )
}
