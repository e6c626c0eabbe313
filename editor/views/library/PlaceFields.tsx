import { useId, useState } from 'react'
import { useStore } from 'zustand'
import type { Workspace } from '../../session/workspace.ts'
import { foldersOf } from './library-rows.ts'

interface PlaceFieldsProps {
  readonly workspace: Workspace
  readonly folder: string
  readonly onFolder: (folder: string) => void
  readonly name?: string
  readonly onName?: (name: string) => void
}

const other = ' other'

/** Where a file goes: one of the folders that are there or a new one, and its name. */
export function PlaceFields({ workspace, folder, onFolder, name, onName }: PlaceFieldsProps) {
  const place = useId()
  const skills = useStore(workspace.store, (state) => state.skills)
  const folders = [...new Set(['mine', ...foldersOf(skills).map(({ path }) => path).filter((path) => path.startsWith('mine/'))])]
  const [isNew, setNew] = useState(false)
  const fault = name === undefined || isSkillName(name) ? undefined : 'Small letters, digits and single hyphens.'
  return (
    <>
      {onName !== undefined && (
        <div className="view-field">
          <label htmlFor={`${place}-name`}>Name</label>
          <input id={`${place}-name`} className="view-input mono" value={name} aria-invalid={fault !== undefined} aria-describedby={`${place}-fault`} autoComplete="off" spellCheck={false} onChange={({ target }) => onName(target.value)} />
          <p id={`${place}-fault`} className={fault === undefined ? 'view-about' : 'view-fault'}>
            {fault ?? 'Other skills run it by this name.'}
          </p>
        </div>
      )}
      <div className="view-field">
        <label htmlFor={`${place}-folder`}>Folder</label>
        <select
          id={`${place}-folder`}
          className="view-input"
          value={isNew ? other : folder}
          onChange={({ target }) => {
            setNew(target.value === other)
            onFolder(target.value === other ? 'mine/' : target.value)
          }}
        >
          {folders.map((path) => (
            <option key={path}>{path}</option>
          ))}
          <option value={other}>a new folder …</option>
        </select>
      </div>
      {isNew && (
        <div className="view-field">
          <label htmlFor={`${place}-new`}>Name of the new folder</label>
          <input id={`${place}-new`} className="view-input" value={folder.slice('mine/'.length)} autoComplete="off" onChange={({ target }) => onFolder(`mine/${target.value}`)} />
          <p className="view-about">Write a/b for a folder inside a folder.</p>
        </div>
      )}
    </>
  )
}

/** The rule for names of skill files; the desk says the same. */
export function isSkillName(name: string): boolean {
  return name.length <= 64 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)
}
