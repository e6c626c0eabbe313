import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import type { Workspace } from '../session/workspace.ts'

/** Tells in the title and the sign of the page, and where that is permitted beside it, that a question waits. */
export function WaitingTitle({ workspace }: { readonly workspace: Workspace }) {
  const asks = useStore(workspace.store, (state) => state.asks)
  const told = useRef(new Set<string>())
  useEffect(() => {
    document.title = asks.length === 0 ? 'Chela' : `(${asks.length}) Chela waits for you`
    document.querySelector('link[rel="icon"]')?.setAttribute('href', asks.length === 0 ? './icon.svg' : './icon-waiting.svg')
    for (const { run, ask, skill, question } of asks) {
      const name = `${run} ${ask}`
      if (told.current.has(name)) continue
      told.current.add(name)
      // What a question shows may be private or written by others: it stays in the page.
      workspace.hints.tell(`${skill} waits for you`, question.kind === 'form' ? 'It asks you something.' : 'It wants your yes or no.', name)
    }
  }, [workspace, asks])
  return null
}
