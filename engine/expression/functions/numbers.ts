import { type LibraryFunction, numberOf, textOf, wholeOf } from '../arguments.ts'
import { finite, scalarText } from '../arithmetic.ts'
import { type Frame, spend, spendOnText } from '../frame.ts'
import { fault, kindOf } from '../kinds.ts'
import { leave } from '../leave.ts'
import { measure } from '../measure.ts'
import type { Place } from '../syntax.ts'
import { Duration } from '../time-value.ts'

export const numberFunctions: { readonly [name: string]: LibraryFunction } = {
  round: ([value, digits], _frame, place) => round(numberOf(value, 'round', place), digits === undefined ? 0 : wholeOf(digits, 'round', place), place),
  floor: ([value], _frame, place) => Math.floor(numberOf(value, 'floor', place)),
  ceil: ([value], _frame, place) => Math.ceil(numberOf(value, 'ceil', place)),
  abs: ([value], _frame, place) => Math.abs(numberOf(value, 'abs', place)),
  number: ([value], _frame, place) => toNumber(value, place),
  string: ([value], frame, place) => (value === null ? '' : (scalarText(value) ?? toJson(value, frame, place))),
  json: ([value], frame, place) => toJson(value, frame, place),
  parseJson: ([value], frame, place) => parseJson(textOf(value, 'parseJson', place), frame, place),
}

/** Halves go away from zero; the decimal text of the number is shifted, so 1.005 is 1.01 to two digits. */
function round(value: number, digits: number, place: Place): number {
  if (digits < -300 || digits > 300) throw fault('round() expects between -300 and 300 digits.', place)
  const rounded = Math.sign(value) * shift(Math.round(shift(Math.abs(value), digits)), -digits)
  return Number.isFinite(rounded) ? rounded || 0 : value
}

function shift(value: number, digits: number): number {
  const [mantissa, exponent = '0'] = String(value).split('e')
  return Number(`${mantissa}e${Number(exponent) + digits}`)
}

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

function toNumber(value: unknown, place: Place): number {
  if (typeof value === 'number') return value
  if (value instanceof Duration) return value.milliseconds / 1000
  if (typeof value !== 'string') throw fault(`number() expects a text or a number, not ${kindOf(value)}.`, place)
  const text = value.length > 400 ? '' : value.trim()
  if (!decimal.test(text)) throw fault(`"${value.slice(0, 40)}" is not a number.`, place)
  return finite(Number(text), place)
}

function toJson(value: unknown, frame: Frame, place: Place): string {
  spendOnText(frame, measure(value, frame, place), place)
  return JSON.stringify(leave(value, place))
}

function parseJson(text: string, frame: Frame, place: Place): unknown {
  spendOnText(frame, text.length, place)
  spend(frame, text.length >> 4, place)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw fault('parseJson() expects a text that is JSON.', place)
  }
  measure(value, frame, place)
  return value
}
