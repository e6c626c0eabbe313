import { useEffect, useState } from 'react'
import { Button } from '../../look/Button.tsx'
import type { Workspace } from '../../session/workspace.ts'

type Storage = Awaited<ReturnType<Workspace['files']['storage']>>

const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toLocaleString(undefined, { maximumFractionDigits: 1 })} MiB`

/** Where skills and runs are kept when the page stands alone, and whether the browser may drop them. */
export function StorageNote({ workspace }: { readonly workspace: Workspace }) {
  const [storage, setStorage] = useState<Storage>()
  useEffect(() => void workspace.files.storage().then(setStorage), [workspace])
  const persist = async (): Promise<void> => {
    const granted = await workspace.files.persist()
    setStorage(await workspace.files.storage())
    workspace.tell(granted ? 'good' : 'info', granted ? 'The browser keeps it now.' : 'The browser did not promise to keep it.', granted ? undefined : 'Some browsers do so for pages that are visited often or installed. Download what matters.')
  }
  if (storage == null) return <p>Skills, runs and rules are kept in this browser alone.</p>
  return (
    <>
      <p>
        Skills, runs and rules are kept in this browser alone: {mebibytes(storage.used)} of at most {mebibytes(storage.quota)}.
      </p>
      {storage.persisted ? (
        <p>The browser keeps them until you delete them.</p>
      ) : (
        <div className="view-row">
          <p>The browser may drop them when the disk is full.</p>
          <Button icon="save" onClick={() => void persist()}>
            Ask it to keep them
          </Button>
        </div>
      )}
    </>
  )
}
