/*
 * Finds rows by what the words name, instead of by their ids: the conditions on columns, times and order that give exactly
 * the rows of the gold calls. Conditions come from values in the tables and from days in the words, never from a template.
 */
import { tableFacts, today, type Row } from './workbench-tables.ts'

/** A condition as the language writes it, and as it is here. */
interface Condition {
  readonly cel: string
  holds(row: Row): boolean
}

/** Gives the CEL expression over `look.rows` that gives the rows with these ids; undefined: none was found. */
export function selectionOf(area: string, rows: readonly Row[], ids: readonly string[], words: string, source: string): string | undefined {
  const { id, time } = tableFacts[area] as { readonly id: string; readonly time: string }
  const wanted = [...new Set(ids)].sort().join()
  const conditions = [...valueConditions(rows, id, words), ...timeConditions(time, words)]
  for (const chosen of subsets(conditions, 4)) {
    const found = rows.filter((row) => chosen.every((condition) => condition.holds(row)))
    if (found.length < ids.length) continue
    const filter = chosen.length === 0 ? source : `${source}.filter(r, ${chosen.map(({ cel }) => cel).join(' && ')})`
    if (idsOf(found, id) === wanted) return filter
    if (ids.length > 1) continue
    const sorted = found.toSorted((a, b) => ((a[time] as string) < (b[time] as string) ? -1 : 1))
    if (sorted[0]?.[id] === ids[0]) return `take(sort(${filter}, r, r[${JSON.stringify(time)}]), 1)`
    if (sorted.at(-1)?.[id] === ids[0]) return `take(reverse(sort(${filter}, r, r[${JSON.stringify(time)}])), 1)`
  }
  return undefined
}

function idsOf(rows: readonly Row[], id: string): string {
  return rows.map((row) => row[id]).sort().join()
}

function valueConditions(rows: readonly Row[], id: string, words: string): readonly Condition[] {
  const conditions: Condition[] = []
  for (const column of Object.keys(rows[0] ?? {}).filter((name) => name !== id)) {
    const values = [...new Set(rows.map((row) => row[column] as string))]
    const named = values.filter((value) => isNamed(value, words))
    const place = `r[${JSON.stringify(column)}]`
    if (named.length > 6) continue
    conditions.push(...named.map((value) => ({ cel: `${place} == ${JSON.stringify(value)}`, holds: (row: Row) => row[column] === value })))
    if (named.length > 1) conditions.push({ cel: `${place} in ${JSON.stringify(named)}`, holds: (row) => named.includes(row[column] as string) })
    if (values.length <= 6) conditions.push(...values.filter((value) => !named.includes(value)).map((value) => ({ cel: `${place} != ${JSON.stringify(value)}`, holds: (row: Row) => row[column] !== value })))
  }
  return conditions
}

/** A value is named by itself, or a person by the first part of their address. */
function isNamed(value: string, words: string): boolean {
  const said = words.toLowerCase()
  const name = value.includes('@') ? (value.split('.')[0] as string) : value
  return name.length > 2 && new RegExp(`(?<![a-z])${name.toLowerCase().replace(/[^a-z0-9]/g, (sign) => `\\${sign}`)}(?:s|'s)?(?![a-z])`).test(said)
}

function timeConditions(column: string, words: string): readonly Condition[] {
  const place = `r[${JSON.stringify(column)}]`
  const days = [...new Set([today, ...daysIn(words)])]
  return days.flatMap((day) => [
    { cel: `${place}.startsWith("${day}")`, holds: (row: Row) => (row[column] as string).startsWith(day) },
    { cel: `${place} >= "${day}"`, holds: (row: Row) => (row[column] as string) >= day },
    { cel: `${place} < "${day}"`, holds: (row: Row) => (row[column] as string) < day },
  ]).concat(hoursIn(words).map((hour) => ({ cel: `substring(${place}, 11, 13) >= "${hour}"`, holds: (row) => (row[column] as string).slice(11, 13) >= hour })))
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** The days that words name: a date, a weekday (last and next), so many days or weeks ago, tomorrow and yesterday. */
function daysIn(words: string): readonly string[] {
  const said = words.toLowerCase()
  const days: string[] = []
  for (const [, month = '', day = ''] of said.matchAll(/([a-z]+) (\d{1,2})(?:st|nd|rd|th)?\b/g)) {
    days.push(...dayOf(month, day))
  }
  for (const [, day = '', month = ''] of said.matchAll(/\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)/g)) days.push(...dayOf(month, day))
  days.push(...[...said.matchAll(/\b\d{4}-\d{2}-\d{2}\b/g)].map(([day]) => day))
  for (const [, count = '', unit = ''] of said.matchAll(/(\d+) (day|week)/g)) days.push(shifted(-Number(count) * (unit === 'week' ? 7 : 1)), shifted(Number(count) * (unit === 'week' ? 7 : 1)))
  for (const [number, name] of weekdays.entries()) {
    if (!said.includes(name)) continue
    const distance = (number - new Date(`${today}T00:00:00Z`).getUTCDay() + 7) % 7
    days.push(shifted(distance === 0 ? 7 : distance), shifted(distance - 7))
  }
  if (said.includes('tomorrow')) days.push(shifted(1))
  if (said.includes('yesterday')) days.push(shifted(-1))
  if (said.includes('last week')) days.push(shifted(-7), shifted(-14))
  const real = days.filter((day) => !Number.isNaN(Date.parse(`${day}T00:00:00Z`)))
  return [...real, ...real.map((day) => shifted(1, day))]
}

/** A day without a year is one of this year; a month may be cut to three letters. */
function dayOf(month: string, day: string): readonly string[] {
  const number = month.length < 3 ? 0 : months.findIndex((name) => name.startsWith(month)) + 1
  return number === 0 ? [] : [`${today.slice(0, 4)}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`]
}

function hoursIn(words: string): readonly string[] {
  return [...words.toLowerCase().matchAll(/\b(?:after|before|at|from|until|by) (\d{1,2})(?::00)?(?: ?([ap])m)?\b/g)].map(([, hour = '', half]) => String(half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'p' ? 12 : 0)).padStart(2, '0'))
}

function shifted(days: number, from: string = today): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The subsets of at most `most` items, the small ones first. */
function* subsets<T>(items: readonly T[], most: number): Generator<readonly T[]> {
  for (let size = 0; size <= most; size++) yield* ofSize(items, size, 0)
}

function* ofSize<T>(items: readonly T[], size: number, from: number): Generator<readonly T[]> {
  if (size === 0) return yield []
  for (let at = from; at <= items.length - size; at++) for (const rest of ofSize(items, size - 1, at + 1)) yield [items[at] as T, ...rest]
}
