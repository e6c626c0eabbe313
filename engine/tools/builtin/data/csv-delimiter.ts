import { csvRows, type CsvParser } from './csv-rows.ts'

/** The signs that may stand between cells, the likeliest first. */
export const delimiters = [',', ';', '\t', '|'] as const

const mostLooked = 50

/** Gives the sign between cells: the one that cuts most of the first rows, and the first of all, into equally many cells. */
export function csvDelimiter(parser: CsvParser, text: string): string {
  const sample = text.slice(0, 65_536)
  let best: { readonly delimiter: string; readonly score: number; readonly cells: number } = { delimiter: ',', score: 0, cells: 1 }
  for (const delimiter of delimiters) {
    const { score, cells } = regularity(parser, sample, delimiter)
    if (score > best.score || (score === best.score && cells > best.cells)) best = { delimiter, score, cells }
  }
  return best.delimiter
}

function regularity(parser: CsvParser, sample: string, delimiter: string): { readonly score: number; readonly cells: number } {
  const counts: number[] = []
  let looked = 0
  csvRows(parser, sample, { delimiter, firstLine: 1, patience: 200_000 }, (row) => {
    if (row.raw.trim() !== '' && row.broken === undefined) counts.push(row.cells.length)
    return counts.length < mostLooked && ++looked < mostLooked * 4
  })
  const often = new Map<number, number>()
  for (const count of counts) if (count > 1) often.set(count, (often.get(count) ?? 0) + 1)
  const [cells, agreeing] = [...often].reduce((best, next) => (next[1] > best[1] ? next : best), [1, 0])
  if (agreeing === 0) return { score: 0, cells: 1 }
  return { score: agreeing / counts.length + (counts[0] === cells ? 1 : 0), cells }
}
