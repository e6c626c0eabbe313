import type { ToolFacts } from '../../engine/index.ts'
import type { PaletteEntry } from '../rules/palette.ts'
import type { ChooserRow } from './find-rows.ts'
import { controlLook, toolLook } from './kind-look.ts'

/** Gives the rows of the palette, each with the icon and colour that its state will have. */
export function paletteRows(entries: readonly PaletteEntry[], tools: ReadonlyMap<string, ToolFacts>): readonly ChooserRow[] {
  return entries.map(({ id, kind, title, description, search }) => {
    const name = id.slice(id.indexOf(' ') + 1)
    const look = kind === 'tool' ? toolLook(tools.get(name)?.class) : kind === 'skill' ? controlLook('run') : controlLook(name)
    const beside = kind === 'control' ? description : `${name} · ${kind === 'tool' ? look.words : 'skill'}`
    return { id, words: title, beside, search, icon: look.icon, tone: look.tone }
  })
}
