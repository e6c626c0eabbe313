import { useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../look/Button.tsx'
import { Icon } from '../../look/Icon.tsx'
import { askingOf } from '../../session/asking.ts'
import type { Workspace } from '../../session/workspace.ts'
import './asking.css'

interface AskBoxProps {
  readonly workspace: Workspace
  /** It is the first thing to write in. */
  readonly isFirst?: boolean
}

/** A sentence that says what is wanted. */
export function AskBox({ workspace, isFirst = false }: AskBoxProps) {
  const asking = askingOf(workspace)
  const asked = useStore(asking.store, (state) => state.words)
  const [words, setWords] = useState(asked)
  return (
    <form
      className="ask-box"
      role="search"
      aria-label="Ask in words"
      onSubmit={(event) => {
        event.preventDefault()
        if (words.trim() !== '') void asking.ask(words.trim())
      }}
    >
      <label className="ask-box-field">
        <Icon name="ask" />
        <span className="hidden-words">What is to be done?</span>
        <input type="text" ref={isFirst ? beginHere : undefined} autoComplete="off" maxLength={4000} value={words} placeholder="What is to be done? Tidy my downloads, at most 20 files" onChange={({ target }) => setWords(target.value)} />
        {!isFirst && <kbd className="ask-box-key">Ctrl+K</kbd>}
      </label>
      <Button type="submit" look={isFirst ? 'main' : 'plain'} disabled={words.trim() === ''}>
        Ask
      </Button>
    </form>
  )
}

/** Marks a field as the one that a dialog begins with: React itself leaves the mark out. */
function beginHere(field: HTMLInputElement | null): void {
  field?.setAttribute('autofocus', '')
}
