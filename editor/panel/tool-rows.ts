import type { IconName } from '../look/Icon.tsx'
import { classLooks, type Tone } from '../look/tone.ts'
import { paletteOf, type PaletteEntry } from '../rules/palette.ts'
import type { Knowledge } from '../rules/skill-view.ts'

export interface ToolRow {
  readonly entry: PaletteEntry
  readonly name: string
  readonly icon: IconName
  readonly tone: Tone
  readonly words: string
}

/** Gives the tools, or the skills, that fit all words of a search; those whose name or title fits come first. */
export function toolRows(knowledge: Knowledge, kind: 'tool' | 'skill', search: string): readonly ToolRow[] {
  const words = search.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const rows = paletteOf(knowledge).filter((entry) => entry.kind === kind && words.every((word) => entry.search.includes(word)))
  const rank = ({ id, title }: PaletteEntry): number => (words.every((word) => `${id} ${title}`.toLowerCase().includes(word)) ? 0 : 1)
  return rows.sort((a, b) => rank(a) - rank(b)).map((entry) => {
    const name = entry.id.slice(kind.length + 1)
    const facts = kind === 'tool' ? knowledge.tools.get(name) : undefined
    return { entry, name, ...(facts === undefined ? ({ icon: 'run', tone: 'control', words: 'skill' } as const) : classLooks[facts.class]) }
  })
}
