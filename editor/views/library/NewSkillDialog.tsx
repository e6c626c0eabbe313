import { useId, useState } from 'react'
import { Button } from '../../look/Button.tsx'
import { Dialog } from '../../look/Dialog.tsx'
import type { Workspace } from '../../session/workspace.ts'
import { freeName } from './library-rows.ts'
import { isSkillName, PlaceFields } from './PlaceFields.tsx'
import { keepNew } from './skill-deeds.ts'
import { skillTemplates, type SkillTemplate } from './skill-templates.ts'

/** Makes a new skill out of a template and opens it. */
export function NewSkillDialog({ workspace, folder: first, onClose }: { readonly workspace: Workspace; readonly folder: string; readonly onClose: () => void }) {
  const form = useId()
  const [template, setTemplate] = useState(skillTemplates[0] as SkillTemplate)
  const [name, setName] = useState(() => freeName(workspace.store.getState().skills, 'my-skill'))
  const [folder, setFolder] = useState(first.startsWith('mine') ? first : 'mine')
  const make = async (): Promise<void> => {
    if (!isSkillName(name)) return
    const kept = await keepNew(workspace, template.text(name), `${folder.replace(/\/+$/, '')}/${name}`)
    if (kept === undefined) return
    onClose()
    workspace.goTo({ view: 'skill', id: kept.id, tab: 'edit' })
  }
  return (
    <Dialog
      title="New skill"
      onClose={onClose}
      actions={
        <Button look="main" icon="add" type="submit" form={form} disabled={!isSkillName(name)}>
          Make it
        </Button>
      }
    >
      <form
        id={form}
        className="library-form"
        onSubmit={(event) => {
          event.preventDefault()
          void make()
        }}
      >
        <fieldset className="library-templates">
          <legend>Begin with</legend>
          {skillTemplates.map((one) => (
            <label key={one.title} className="library-template">
              <input type="radio" name="template" checked={one === template} onChange={() => setTemplate(one)} />
              <strong>{one.title}</strong>
              <span className="view-about">{one.about}</span>
            </label>
          ))}
        </fieldset>
        <PlaceFields workspace={workspace} folder={folder} onFolder={setFolder} name={name} onName={setName} />
      </form>
    </Dialog>
  )
}
