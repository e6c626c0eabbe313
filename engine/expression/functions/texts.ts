import { type LibraryFunction, listOf, textOf, wholeOf } from '../arguments.ts'
import { scalarText } from '../arithmetic.ts'
import { contains, equals } from '../compare.ts'
import { checkListSize, type Frame, spend, spendOnText } from '../frame.ts'
import { fault, isFields, kindOf } from '../kinds.ts'
import { captureGroup, matchesPattern } from '../pattern.ts'
import type { Place } from '../syntax.ts'

export const textFunctions: { readonly [name: string]: LibraryFunction } = {
  split: ([value, separator], frame, place) => split(paidText(value, 'split', frame, place), textOf(separator, 'split', place), frame, place),
  join: ([value, separator], frame, place) => join(listOf(value, 'join', place), separator === undefined ? '' : textOf(separator, 'join', place), frame, place),
  replace: ([value, old, fresh], frame, place) => replace(paidText(value, 'replace', frame, place), textOf(old, 'replace', place), textOf(fresh, 'replace', place), frame, place),
  lower: ([value], frame, place) => paidText(value, 'lower', frame, place).toLowerCase(),
  upper: ([value], frame, place) => paidText(value, 'upper', frame, place).toUpperCase(),
  trim: ([value], frame, place) => paidText(value, 'trim', frame, place).trim(),
  capture: ([value, pattern, group], frame, place) => captureGroup(textOf(value, 'capture', place), textOf(pattern, 'capture', place), group, frame, place),
  matches: ([value, pattern], frame, place) => matchesPattern(textOf(value, 'matches', place), textOf(pattern, 'matches', place), frame, place),
  startsWith: ([value, start], frame, place) => textOf(value, 'startsWith', place).startsWith(paidText(start, 'startsWith', frame, place)),
  endsWith: ([value, end], frame, place) => textOf(value, 'endsWith', place).endsWith(paidText(end, 'endsWith', frame, place)),
  contains: ([whole, part], frame, place) => {
    if (typeof whole === 'string') return contains(textOf(part, 'contains', place), whole, frame, place)
    return contains(part, listOf(whole, 'contains', place), frame, place)
  },
  size: ([value], frame, place) => {
    if (Array.isArray(value)) return value.length
    if (typeof value === 'string') return countCharacters(value, frame, place)
    if (isFields(value)) return countFields(value, frame, place)
    throw fault(`size() expects a text, a list or an object, not ${kindOf(value)}.`, place)
  },
  indexOf: ([whole, part], frame, place) => indexOf(whole, part, frame, place),
  substring: ([value, start, end], frame, place) => substring(value, start, end, frame, place),
}

function paidText(value: unknown, name: string, frame: Frame, place: Place): string {
  const text = textOf(value, name, place)
  spendOnText(frame, text.length, place)
  return text
}

function split(text: string, separator: string, frame: Frame, place: Place): string[] {
  const parts = separator === '' ? Array.from(text.length > 200_000 ? text.slice(0, 200_002) : text) : text.split(separator, 100_001)
  checkListSize(parts.length, place)
  spend(frame, parts.length, place)
  return parts
}

function join(list: readonly unknown[], separator: string, frame: Frame, place: Place): string {
  spend(frame, list.length, place)
  let length = 0
  const texts = list.map((item) => {
    const text = item === null ? '' : scalarText(item)
    if (text === undefined) throw fault(`join() expects texts or numbers, not ${kindOf(item)}.`, place)
    length += text.length + separator.length
    return text
  })
  spendOnText(frame, length, place)
  return texts.join(separator)
}

function replace(text: string, old: string, fresh: string, frame: Frame, place: Place): string {
  if (old === '') return text
  let count = 0
  for (let at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length)) count++
  spendOnText(frame, text.length + count * Math.max(0, fresh.length - old.length), place)
  spend(frame, count >> 2, place)
  return text.split(old).join(fresh)
}

function countFields(value: object, frame: Frame, place: Place): number {
  const count = Object.keys(value).length
  spend(frame, count, place)
  return count
}

const surrogate = /[\uD800-\uDFFF]/

function countCharacters(text: string, frame: Frame, place: Place): number {
  spendOnText(frame, text.length, place)
  if (!surrogate.test(text)) return text.length
  let count = 0
  for (let index = 0; index < text.length; index += (text.codePointAt(index) as number) > 0xffff ? 2 : 1) count++
  return count
}

function indexOf(whole: unknown, part: unknown, frame: Frame, place: Place): number {
  if (typeof whole !== 'string') {
    const list = listOf(whole, 'indexOf', place)
    spend(frame, list.length, place)
    return list.findIndex((item) => equals(item, part, frame, place))
  }
  spendOnText(frame, whole.length, place)
  const at = whole.indexOf(textOf(part, 'indexOf', place))
  return at < 0 ? at : countCharacters(whole.slice(0, at), frame, place)
}

/** Counts characters, not code units; what lies outside the text is left out. */
function substring(value: unknown, from: unknown, to: unknown, frame: Frame, place: Place): string {
  const text = paidText(value, 'substring', frame, place)
  const start = Math.max(0, wholeOf(from, 'substring', place))
  const end = to === undefined ? text.length : Math.max(start, wholeOf(to, 'substring', place))
  if (!surrogate.test(text)) return text.slice(start, end)
  spend(frame, text.length >> 3, place)
  return Array.from(text).slice(start, end).join('')
}
