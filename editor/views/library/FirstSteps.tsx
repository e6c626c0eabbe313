import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../look/Button.tsx'
import type { Workspace } from '../../session/workspace.ts'
import './first-steps.css'

const note = 'first-steps'
const first = 'shipped/tidy-folder'
const steps = [
  { words: 'Choose a skill', about: 'Each is one file that says what to do. It opens as a picture and as text.' },
  { words: 'Read its report', about: 'What it may do at most. Nothing runs before you accept it.' },
  { words: 'Rehearse, then run', about: 'See each change before it is made. What can be undone, you take back with one click.' },
]

/** How one begins, as long as nobody has run or written anything here; once gone, it stays away. */
export function FirstSteps({ workspace }: { readonly workspace: Workspace }) {
  const [isSeen, setSeen] = useState(() => workspace.remembered(note) === 'seen')
  const isUsed = useStore(workspace.store, ({ runs, skills }) => runs.length > 0 || skills.some(({ writable }) => writable))
  const example = useStore(workspace.store, ({ skills }) => skills.find(({ id }) => id === first))
  useEffect(() => {
    if (isUsed) workspace.remember(note, 'seen')
  }, [workspace, isUsed])
  if (isSeen || isUsed) return null
  return (
    <section className="first-steps" aria-label="First steps">
      <ol>
        {steps.map(({ words, about }) => (
          <li key={words}>
            <b>{words}</b>
            <span>{about}</span>
          </li>
        ))}
      </ol>
      <div className="view-row">
        {example !== undefined && (
          <Button look="main" icon="shield" onClick={() => workspace.goTo({ view: 'skill', id: first, tab: 'report' })}>
            Begin with “{example.title}”
          </Button>
        )}
        <Button
          look="quiet"
          onClick={() => {
            workspace.remember(note, 'seen')
            setSeen(true)
          }}
        >
          Hide these steps
        </Button>
      </div>
    </section>
  )
}
