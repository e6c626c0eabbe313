import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../look/Button.tsx'
import { Pill } from '../../look/Pill.tsx'
import type { Workspace, WorkspaceState } from '../../session/workspace.ts'

type Folders = NonNullable<WorkspaceState['folders']>
type Listed = Awaited<ReturnType<Folders['list']>>

/** The folders that skills of this page may meet at all: those the person picked, and one of the page's own. */
export function FolderList({ workspace }: { readonly workspace: Workspace }) {
  const folders = useStore(workspace.store, (state) => state.folders)
  return folders === null ? null : <Known workspace={workspace} folders={folders} />
}

function Known({ workspace, folders }: { readonly workspace: Workspace; readonly folders: Folders }) {
  const [listed, setListed] = useState<Listed>([])
  const look = useCallback(() => void workspace.attempt(() => folders.list()).then((found) => found !== undefined && setListed(found)), [workspace, folders])
  useEffect(look, [look])
  const doing = (deed: () => Promise<unknown>): void => void workspace.attempt(deed).then(look)
  return (
    <>
      <p>Skills here see no files but those in these folders. The gate looks at each deed in them all the same.</p>
      <ul className="view-list settings-grants">
        {listed.map(({ name, own, state }) => (
          <li key={name}>
            <div className="view-row">
              <code>/{name}</code>
              {own && <Pill icon="file">kept by this page</Pill>}
              {!own && (state === 'open' ? <Pill tone="good" icon="check">open</Pill> : <Pill tone="warn" icon="shield">closed since the page was loaded</Pill>)}
            </div>
            {!own && state === 'closed' && <Button onClick={() => doing(() => folders.open(name))}>Open again</Button>}
            {!own && (
              <Button icon="close" onClick={() => doing(() => folders.forget(name))}>
                Forget
              </Button>
            )}
          </li>
        ))}
      </ul>
      {folders.canPick ? (
        <Button icon="folder" onClick={() => doing(() => folders.pick())}>
          Open a folder to skills …
        </Button>
      ) : (
        <p className="view-faint">This browser can not open folders to a page.</p>
      )}
    </>
  )
}
