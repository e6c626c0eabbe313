import type { IconName } from '../look/Icon.tsx'

export interface ChooserRow {
  readonly id: string
  readonly words: string
  readonly beside: string
  /** Small letters. */
  readonly search: string
  readonly icon?: IconName
  readonly tone?: string
}

const most = 200

/** Gives the rows in which every written word stands, those first whose own words begin with it. */
export function findRows(rows: readonly ChooserRow[], written: string): readonly ChooserRow[] {
  const words = written.toLowerCase().split(/\s+/u).filter((word) => word !== '')
  if (words.length === 0) return rows.slice(0, most)
  const [first = ''] = words
  const found = rows.filter(({ search }) => words.every((word) => search.includes(word)))
  const rank = (row: ChooserRow): number => {
    const title = row.words.toLowerCase()
    if (title.startsWith(first)) return 0
    return title.includes(first) ? 1 : row.search.includes(` ${first}`) ? 2 : 3
  }
  return found.map((row) => ({ row, rank: rank(row) })).sort((a, b) => a.rank - b.rank).slice(0, most).map(({ row }) => row)
}
