/*
 * What the benchmarks found: figures with their unit, ratios with their aim. Owns: medians, the table, the JSON.
 */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly median: number
  /** One number a round, in the order they were measured. */
  readonly rounds: readonly number[]
}

export interface Ratio {
  readonly name: string
  readonly value: number
  /** `undefined`: for information, nothing is aimed at. */
  readonly atMost: number | undefined
  /** `undefined`: nothing is aimed at. */
  readonly reached: boolean | undefined
}

export interface Section {
  readonly name: string
  readonly title: string
  readonly figures: Figure[]
  readonly ratios: Ratio[]
  /** What kept something from being measured, and other remarks. */
  readonly notes: string[]
}

export function newSection(name: string, title: string): Section {
  return { name, title, figures: [], ratios: [], notes: [] }
}

export function addFigure(section: Section, name: string, unit: string, rounds: readonly number[]): readonly number[] {
  section.figures.push({ name, unit, median: median(rounds), rounds })
  return rounds
}

/** The median of the ratios of each round: both sides of a round ran next to each other, so drift cancels. */
export function addRatio(section: Section, name: string, rounds: readonly number[], against: readonly number[], atMost?: number): void {
  const value = median(rounds.map((one, index) => one / (against[index] as number)))
  section.ratios.push({ name, value, atMost, reached: atMost === undefined ? undefined : value <= atMost })
}

/** An aim for a difference in the unit of the figures, not for a ratio. */
export function addDifference(section: Section, name: string, rounds: readonly number[], against: readonly number[], atMost: number): void {
  const value = median(rounds.map((one, index) => one - (against[index] as number)))
  section.ratios.push({ name, value, atMost, reached: value <= atMost })
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** Gives a section as Markdown tables, which read well on a terminal too. */
export function tablesOf(section: Section): string {
  const figures = section.figures.map(({ name, unit, median: middle, rounds }) => [name, `${number(middle)} ${unit}`, `${number(Math.min(...rounds))} – ${number(Math.max(...rounds))}`, String(rounds.length)])
  const ratios = section.ratios.map(({ name, value, atMost, reached }) => [name, number(value), atMost === undefined ? '' : `at most ${number(atMost)}`, reached === undefined ? '' : reached ? 'yes' : 'no'])
  const parts = [`## ${section.title}`]
  if (figures.length > 0) parts.push(table(['measured', 'median', 'lowest – highest', 'rounds'], figures))
  if (ratios.length > 0) parts.push(table(['compared', 'value', 'aim', 'reached'], ratios))
  return [...parts, ...section.notes].join('\n\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] as string).length)))
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] as number)).join(' | ')} |`
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n')
}

function number(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size >= 1000) return Math.round(value).toLocaleString('en')
  return size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(size >= 0.1 || size === 0 ? 2 : 3)
}
