import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { deferred } from '../look/deferred.tsx'
import { Button } from '../look/Button.tsx'
import { Icon } from '../look/Icon.tsx'
import type { Workspace, WorkspaceState } from '../session/workspace.ts'
import './ask-tray.css'

const AskCards = deferred(async () => (await import('../views/ask/AskCards.tsx')).AskCards, null)

/** The questions that wait, wherever one is: folded to a line until it is opened. Where a view shows them itself, there is none. */
export function AskTray({ workspace }: { readonly workspace: Workspace }) {
  const all = useStore(workspace.store, (state) => state.asks)
  const place = useStore(workspace.store, (state) => state.place)
  const asks = useMemo(() => (place.view === 'runs' ? [] : all.filter(({ run }) => place.view !== 'run' || run !== place.run)), [all, place])
  const isEmpty = asks.length === 0
  const words = isEmpty ? '' : asks.length === 1 ? `${asks[0]?.skill ?? 'A run'} waits for you` : `${asks.length} questions wait for you`
  return (
    <>
      <p className="hidden-words" role="status">
        {words}
      </p>
      {!isEmpty && <Tray workspace={workspace} asks={asks} words={words} />}
    </>
  )
}

interface TrayProps {
  readonly workspace: Workspace
  readonly asks: WorkspaceState['asks']
  readonly words: string
}

/** Folded anew for the next question, once all are answered. */
function Tray({ workspace, asks, words }: TrayProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <aside className={`ask-tray ${isOpen ? 'ask-tray-open' : ''}`} aria-label="Questions that wait">
      <button type="button" className="ask-tray-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="ask" />
        <span>{words}</span>
        <b>{isOpen ? 'Fold' : 'Look'}</b>
      </button>
      {isOpen && (
        <div className="ask-tray-cards">
          <HintOffer workspace={workspace} />
          <AskCards workspace={workspace} asks={asks} />
        </div>
      )}
    </aside>
  )
}

/** Offers to tell of questions while the page is not looked at. */
function HintOffer({ workspace }: { readonly workspace: Workspace }) {
  const [can, setCan] = useState(() => workspace.hints.can())
  if (can !== 'ask') return null
  return (
    <p className="ask-tray-hint">
      Shall this browser tell you when a question comes while you look elsewhere?
      <Button onClick={() => void workspace.hints.ask().then(setCan)}>Tell me</Button>
    </p>
  )
}
