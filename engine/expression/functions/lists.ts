import { type LibraryFunction, listOf, numberOf, wholeOf } from '../arguments.ts'
import { finite, scalarText } from '../arithmetic.ts'
import { equals, order } from '../compare.ts'
import { checkListSize, type Frame, spend } from '../frame.ts'
import { fault, kindOf, setField } from '../kinds.ts'
import { durationOf } from '../moments.ts'
import { parseTime } from '../parse-time.ts'
import type { Place } from '../syntax.ts'
import { Duration } from '../time-value.ts'

export const listFunctions: { readonly [name: string]: LibraryFunction } = {
  sum: ([value], frame, place) => sum(paidList(value, 'sum', frame, place), place),
  average: ([value], frame, place) => {
    const list = paidList(value, 'average', frame, place)
    if (list.length === 0) return null
    const total = list.reduce((sofar: number, item) => sofar + numberOf(item, 'average', place), 0)
    return finite(total / list.length, place)
  },
  min: (args, frame, place) => extreme(args, 'min', 1, frame, place),
  max: (args, frame, place) => extreme(args, 'max', -1, frame, place),
  sort: ([value], frame, place) => {
    const list = paidList(value, 'sort', frame, place)
    return sortBy(list, list, frame, place)
  },
  distinct: ([value], frame, place) => {
    const list = paidList(value, 'distinct', frame, place)
    return distinctBy(list, list, frame, place)
  },
  flatten: ([value], frame, place) => flatten(paidList(value, 'flatten', frame, place), frame, place),
  range: (args, frame, place) => range(args, frame, place),
  zip: (args, frame, place) => {
    const lists = args.map((value) => listOf(value, 'zip', place))
    const length = Math.min(...lists.map((list) => list.length))
    spend(frame, length * lists.length, place)
    return Array.from({ length }, (_, index) => lists.map((list) => list[index] ?? null))
  },
  reverse: ([value], frame, place) => [...paidList(value, 'reverse', frame, place)].reverse(),
  first: ([value], _frame, place) => listOf(value, 'first', place)[0] ?? null,
  last: ([value], _frame, place) => listOf(value, 'last', place).at(-1) ?? null,
  take: ([value, count], frame, place) => paidList(value, 'take', frame, place).slice(0, Math.max(0, wholeOf(count, 'take', place))),
  skip: ([value, count], frame, place) => paidList(value, 'skip', frame, place).slice(Math.max(0, wholeOf(count, 'skip', place))),
}

function paidList(value: unknown, name: string, frame: Frame, place: Place): readonly unknown[] {
  const list = listOf(value, name, place)
  spend(frame, list.length, place)
  return list
}

function sum(list: readonly unknown[], place: Place): unknown {
  if (list[0] instanceof Duration) {
    const total = list.reduce((sofar: number, item) => {
      if (item instanceof Duration) return sofar + item.milliseconds
      throw fault(`sum() expects durations only here, not ${kindOf(item)}.`, place)
    }, 0)
    return durationOf(total, place)
  }
  return finite(
    list.reduce((sofar: number, item) => sofar + numberOf(item, 'sum', place), 0),
    place,
  )
}

function extreme(args: readonly unknown[], name: string, sign: 1 | -1, frame: Frame, place: Place): unknown {
  const list = args.length === 1 ? paidList(args[0], name, frame, place) : args
  let best: unknown = list[0] ?? null
  for (const item of list) if (order(item, best, frame, place) * sign < 0) best = item
  return best
}

/** Gives the items in the order of their keys, equal keys as they stood. Keys that are all ISO 8601 texts order as times. */
export function sortBy(items: readonly unknown[], keys: readonly unknown[], frame: Frame, place: Place): unknown {
  spend(frame, Math.ceil(keys.length * Math.log2(keys.length + 1)), place)
  const times = keys.map((key) => (typeof key === 'string' ? parseTime(key) : undefined))
  const comparable: readonly unknown[] = times.every((time) => time !== undefined) ? times : keys
  const numbered = comparable.map((key, index) => ({ key, index }))
  numbered.sort((a, b) => orderKeys(a.key, b.key, frame, place) || a.index - b.index)
  return numbered.map(({ index }) => items[index] ?? null)
}

/** Texts by code units only: a rule that looks at two of them at a time would not give one order for all. */
function orderKeys(a: unknown, b: unknown, frame: Frame, place: Place): number {
  if (typeof a !== 'string' || typeof b !== 'string') return order(a, b, frame, place)
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Gives the items by the text of their keys, in the order in which the keys come up. */
export function groupBy(items: readonly unknown[], keys: readonly unknown[], _frame: Frame, place: Place): unknown {
  const groups = new Map<string, unknown[]>()
  items.forEach((item, index) => {
    const key = keys[index] === null ? '' : scalarText(keys[index])
    if (key === undefined) throw fault(`group() expects a key that is a text or a number, not ${kindOf(keys[index])}.`, place)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  })
  const result: { [key: string]: unknown } = {}
  for (const [key, group] of groups) setField(result, key, group)
  return result
}

/** Gives the first item for each key. */
export function distinctBy(items: readonly unknown[], keys: readonly unknown[], frame: Frame, place: Place): unknown {
  const simple = new Set<unknown>()
  const others: unknown[] = []
  return items.filter((_, index) => {
    const key = keys[index] ?? null
    if (typeof key !== 'object') return simple.has(key) ? false : simple.add(key)
    spend(frame, 1 + others.length, place)
    if (others.some((other) => equals(key, other, frame, place))) return false
    return others.push(key)
  })
}

function flatten(list: readonly unknown[], frame: Frame, place: Place): unknown {
  const result: unknown[] = []
  for (const item of list) {
    if (!Array.isArray(item)) {
      result.push(item)
      continue
    }
    checkListSize(result.length + item.length, place)
    spend(frame, item.length, place)
    for (const part of item as unknown[]) result.push(part)
  }
  return result
}

function range(args: readonly unknown[], frame: Frame, place: Place): unknown {
  const [a, b, c] = args.map((value) => numberOf(value, 'range', place)) as [number, number?, number?]
  const [start, end, step] = b === undefined ? [0, a, 1] : [a, b, c ?? 1]
  if (step === 0) throw fault('range() expects a step other than 0.', place)
  const length = Math.max(0, Math.ceil((end - start) / step))
  checkListSize(length, place)
  spend(frame, length, place)
  return Array.from({ length }, (_, index) => start + index * step)
}
