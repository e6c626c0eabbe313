import { useEffect, useRef, useState } from 'react'

export interface FieldDraft {
  /** What the field shows: what the person is writing, or what stands in the file. */
  readonly text: string
  readonly isChanged: boolean
  /** Why what was written can not be taken over. */
  readonly refused: string | undefined
  change(text: string): void
  /** The field is left: what was changed is written. */
  done(): void
  /** Shows again what stands in the file. */
  cancel(): void
}

/**
 * Keeps what a person writes into a field until the field is left, so that typing draws one field anew and is one step of the
 * history. A field that goes away while it is being written hands over what it has.
 */
export function useDraft(shown: string, commit: (text: string) => string | undefined): FieldDraft {
  const [draft, setDraft] = useState<string>()
  const [refused, setRefused] = useState<string>()
  const latest = useRef({ draft, shown, commit, refused })
  useEffect(() => {
    latest.current = { draft, shown, commit, refused }
  })
  useEffect(() => () => {
    const { draft: left, shown: before, commit: write, refused: was } = latest.current
    latest.current = { ...latest.current, draft: undefined }
    if (left !== undefined && left !== before && was === undefined) write(left)
  }, [])
  const settle = (): void => {
    setDraft(undefined)
    setRefused(undefined)
    latest.current = { ...latest.current, draft: undefined, refused: undefined }
  }
  return {
    text: draft ?? shown,
    isChanged: draft !== undefined && draft !== shown,
    refused,
    change(text) {
      latest.current = { ...latest.current, draft: text, refused: undefined }
      setDraft(text)
      setRefused(undefined)
    },
    done() {
      const { draft: now, shown: before, commit: write } = latest.current
      if (now === undefined || now === before) return settle()
      const why = write(now)
      if (why === undefined) return settle()
      latest.current = { ...latest.current, refused: why }
      setRefused(why)
    },
    cancel: settle,
  }
}
