import { useEffect, useState } from 'react'
import { Icon } from '../look/Icon.tsx'
import type { Workspace } from '../session/workspace.ts'
import './drop-files.css'

const isFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true

/** Takes files that are dropped anywhere on the page; while one is held over it, says so. */
export function DropFiles({ workspace }: { readonly workspace: Workspace }) {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (!isFiles(event)) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      setOver(false)
      if (!isFiles(event)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      void import('./library/take-files.ts').then(({ takeFiles }) => takeFiles(workspace, files))
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [workspace])
  if (!isOver) return null
  return (
    <div className="drop-files">
      <div>
        <Icon name="file" size={40} />
        <p>Drop a skill file to look at it. It can do nothing until you accept it.</p>
      </div>
    </div>
  )
}
