import { useEffect } from 'react'
import type { PictureProps } from './picture-props.ts'

/** Copies, cuts and pastes states as YAML while the picture has the keys. */
export function useClipboard(pane: HTMLElement | null, { session, canvas, isReadOnly }: PictureProps): void {
  useEffect(() => {
    if (pane === null) return
    const copy = (event: ClipboardEvent): void => {
      const { selection } = session.store.getState()
      if (document.activeElement !== pane || selection.length === 0) return
      const yaml = canvas.gestures.copied(selection)
      if (yaml === undefined) return
      event.clipboardData?.setData('text/plain', yaml)
      event.preventDefault()
      if (event.type === 'cut' && !isReadOnly) canvas.gestures.remove(selection)
    }
    const paste = (event: ClipboardEvent): void => {
      const yaml = event.clipboardData?.getData('text/plain') ?? ''
      if (document.activeElement !== pane || isReadOnly || yaml.trim() === '') return
      event.preventDefault()
      canvas.gestures.paste(yaml, session.store.getState().selection.at(-1))
    }
    document.addEventListener('copy', copy)
    document.addEventListener('cut', copy)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', copy)
      document.removeEventListener('paste', paste)
    }
  }, [pane, session, canvas, isReadOnly])
}
