import { useEffect } from 'react'
import { useStore } from 'zustand'
import { deferred } from '../../look/deferred.tsx'
import { askingOf } from '../../session/asking.ts'
import type { Workspace } from '../../session/workspace.ts'

const AskTalk = deferred(async () => (await import('./AskTalk.tsx')).AskTalk, null)

/** The place where a sentence becomes a run: opened by the ask box, or by Ctrl+K anywhere. */
export function AskDialog({ workspace }: { readonly workspace: Workspace }) {
  const asking = askingOf(workspace)
  const isOpen = useStore(asking.store, (state) => state.isOpen)
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Control' || event.key === 'Meta') void AskTalk.prepare()
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      asking.open()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [asking])
  return isOpen ? <AskTalk workspace={workspace} /> : null
}
