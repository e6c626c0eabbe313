import type { RE2JS } from 're2js'
import { patternOf } from '../../../expression/pattern.ts'
import type { Json, JsonObject } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { amountOf, compareValues, isEmpty, keyText } from './compare-values.ts'
import type { Row } from './row-schemas.ts'

const deepest = 16
const mostConditions = 1_000
const longestMatched = 100_000

export interface RowCondition {
  readonly holds: (row: Row) => boolean
  /** Every column it looks at. */
  readonly columns: readonly string[]
}

/**
 * Gives a test for rows from its declarative form: `{ column, TEST: value }` with one test or several, `{ all: [...] }`,
 * `{ any: [...] }`, `{ not: ... }`; a list means all. Fails with `bad-query`. Runs in time bounded by the rows.
 */
export function rowCondition(written: Json): RowCondition {
  const columns = new Set<string>()
  const holds = conditionOf(written, { depth: 0, columns, total: { count: 0 } })
  return { holds, columns: [...columns] }
}

interface Place {
  readonly depth: number
  readonly columns: Set<string>
  readonly total: { count: number }
}

type Holds = (row: Row) => boolean

function conditionOf(written: Json, place: Place): Holds {
  if (place.depth > deepest || ++place.total.count > mostConditions) throw bad('The conditions are nested too deep, or are too many.')
  const inside = { ...place, depth: place.depth + 1 }
  if (Array.isArray(written)) return allOf(written, inside)
  if (typeof written !== 'object' || written === null) throw bad(`${quoted(written)} is no condition.`)
  const { column, ...rest } = written as JsonObject
  if (column !== undefined) return columnCondition(column, rest, place)
  const [[key, value] = ['', null], ...others] = Object.entries(rest)
  if (others.length > 0 || !['all', 'any', 'not'].includes(key)) throw bad(`${quoted(written)} is no condition: it needs a column, or one of all, any, not.`)
  if (key === 'not') {
    const refused = conditionOf(value, inside)
    return (row) => !refused(row)
  }
  if (!Array.isArray(value)) throw bad(`"${key}" takes a list of conditions.`)
  if (key === 'all') return allOf(value, inside)
  const parts = value.map((one: Json) => conditionOf(one, inside))
  return (row) => parts.some((part) => part(row))
}

function allOf(list: readonly Json[], place: Place): Holds {
  const parts = list.map((one) => conditionOf(one, place))
  return (row) => parts.every((part) => part(row))
}

function columnCondition(column: Json, tests: JsonObject, place: Place): Holds {
  if (typeof column !== 'string') throw bad('A column is named by a text.')
  place.columns.add(column)
  const made = Object.entries(tests).map(([name, wanted]) => testOf(name, wanted))
  if (made.length === 0) throw bad(`The condition on ${quoted(column)} says nothing. ${testNames}`)
  return (row) => {
    const value = Object.hasOwn(row, column) ? (row[column] ?? null) : null
    return made.every((test) => test(value))
  }
}

const testNames = 'Tests are is, is_not, in, at_least, at_most, more_than, less_than, contains, starts_with, ends_with, matches, empty.'

type Test = (value: Json) => boolean

function testOf(name: string, wanted: Json): Test {
  switch (name) {
    case 'is': return (value) => keyText(value) === keyText(wanted)
    case 'is_not': return (value) => keyText(value) !== keyText(wanted)
    case 'in': return oneOf(wanted)
    case 'at_least': return ordered(wanted, (order) => order >= 0)
    case 'at_most': return ordered(wanted, (order) => order <= 0)
    case 'more_than': return ordered(wanted, (order) => order > 0)
    case 'less_than': return ordered(wanted, (order) => order < 0)
    case 'contains': return textTest(name, wanted, (text, part) => text.includes(part))
    case 'starts_with': return textTest(name, wanted, (text, part) => text.startsWith(part))
    case 'ends_with': return textTest(name, wanted, (text, part) => text.endsWith(part))
    case 'matches': return matching(wanted)
    case 'empty':
      if (typeof wanted !== 'boolean') throw bad('"empty" takes true or false.')
      return (value) => isEmpty(value) === wanted
    default: throw bad(`There is no test "${name.slice(0, 60)}". ${testNames}`)
  }
}

function oneOf(wanted: Json): Test {
  if (!Array.isArray(wanted)) throw bad('"in" takes a list of values.')
  const keys = new Set(wanted.map((one: Json) => keyText(one)))
  return (value) => keys.has(keyText(value))
}

/** Compares with a number as numbers, with a text as texts; what can not be compared does not hold. */
function ordered(wanted: Json, holds: (order: number) => boolean): Test {
  if (typeof wanted === 'number') {
    return (value) => {
      const amount = amountOf(value)
      return amount !== undefined && holds(amount - wanted)
    }
  }
  if (typeof wanted !== 'string') throw bad(`${quoted(wanted)} can not be compared: give a number or a text.`)
  return (value) => typeof value === 'string' && !isEmpty(value) && holds(compareValues(value, wanted))
}

function textTest(name: string, wanted: Json, holds: (text: string, part: string) => boolean): Test {
  if (typeof wanted !== 'string') throw bad(`"${name}" takes a text.`)
  return (value) => !isEmpty(value) && holds(keyText(value), wanted)
}

function matching(wanted: Json): Test {
  if (typeof wanted !== 'string') throw bad('"matches" takes a regular expression.')
  const { regex, fault } = patternOf(wanted)
  if (regex === undefined) throw bad(fault ?? 'The regular expression can not be read.')
  return (value) => typeof value === 'string' && value.length <= longestMatched && found(regex, value)
}

function found(regex: RE2JS, text: string): boolean {
  return regex.matcher(text).find()
}

function bad(message: string): ToolError {
  return new ToolError('bad-query', message)
}
