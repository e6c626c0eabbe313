import { entryWords } from '../run/entry-words.ts'
import type { Entry } from '../terms/journal.ts'
import { clean } from './output.ts'

/** Gives an entry of the journal as lines a person reads: the first tells it, more tell details. Nothing of it moves a cursor, whoever wrote the journal. */
export function entryLines(entry: Entry): readonly string[] {
  const [first = entry.kind, ...more] = entryWords(entry)
  const lines = [`${String(entry.sequence).padStart(5)}  ${timeOf(entry.time)}  ${first}`, ...more.map((line) => `${' '.repeat(22)}${line}`)]
  return lines.map((line) => clean(line, Infinity))
}

/** Gives a time as people on this machine write it, in UTC: `2026-03-31 09:00:00`. */
export function dateOf(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? 'unknown time' : date.toISOString().slice(0, 19).replace('T', ' ')
}

function timeOf(time: number): string {
  return dateOf(time).slice(11)
}
