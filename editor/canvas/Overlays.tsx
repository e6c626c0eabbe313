import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { CanvasState, Overlay } from './canvas-state.ts'
import { Chooser } from './Chooser.tsx'
import type { ChooserRow } from './find-rows.ts'
import type { OpenCanvas } from './picture-props.ts'
import { KeysHelp } from './KeysHelp.tsx'
import { Menu } from './Menu.tsx'
import { NameDialog } from './NameDialog.tsx'
import { focusPicture } from './focus-picture.ts'
import { paletteRows } from './palette-rows.ts'

/** What is open over the picture: the palette, a list, a menu, the keys. The keys go back to the picture when it closes. */
export function Overlays({ canvas }: { readonly canvas: OpenCanvas }) {
  const overlay = useStore(canvas.state, (state: CanvasState) => state.overlay)
  const close = (): void => {
    canvas.state.setState({ overlay: undefined })
    focusPicture()
  }
  // A dialog gives the keys back to where they were when it is gone; that would be after `close`.
  const closeDialog = (): void => {
    canvas.state.setState({ overlay: undefined })
    setTimeout(focusPicture)
  }
  switch (overlay?.kind) {
    case 'palette':
      return <Palette key={overlay.title} canvas={canvas} overlay={overlay} onClose={close} />
    case 'list':
      return <List key={overlay.title} overlay={overlay} onClose={close} />
    case 'menu':
      return <Menu title={overlay.title} rows={overlay.rows} at={overlay.at} onClose={close} />
    case 'keys':
      return <KeysHelp onClose={closeDialog} />
    case 'name':
      return <NameDialog overlay={overlay} onClose={closeDialog} />
    default:
      return null
  }
}

function Palette({ canvas, overlay, onClose }: { readonly canvas: OpenCanvas; readonly overlay: Extract<Overlay, { kind: 'palette' }>; readonly onClose: () => void }) {
  const entries = useMemo(() => canvas.gestures.palette(), [canvas])
  const rows = useMemo(() => paletteRows(entries, canvas.gestures.tools()), [entries, canvas])
  const choose = (id: string): void => {
    const entry = entries.find((one) => one.id === id)
    onClose()
    if (entry !== undefined) canvas.gestures.add(entry, overlay)
  }
  return <Chooser title={overlay.title} hint="Search tools, skills and control" rows={rows} at={overlay.at} onChoose={choose} onClose={onClose} />
}

function List({ overlay, onClose }: { readonly overlay: Extract<Overlay, { kind: 'list' }>; readonly onClose: () => void }) {
  const rows = useMemo((): readonly ChooserRow[] => overlay.rows.map(({ words, beside = '' }, index) => ({ id: String(index), words, beside, search: `${words} ${beside}`.toLowerCase() })), [overlay])
  const choose = (id: string): void => {
    onClose()
    overlay.rows[Number(id)]?.do()
  }
  return <Chooser title={overlay.title} hint="Search" rows={rows} at={overlay.at} onChoose={choose} onClose={onClose} />
}
