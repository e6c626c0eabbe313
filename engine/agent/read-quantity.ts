import type { JsonSchema } from '../terms/json.ts'
import { readDuration } from './read-duration.ts'
import { readNumber } from './read-number.ts'

const percent = /^(.+?)\s*(?:%|percent|per cent)$|^百分之(.+)$/i
const degrees = /^(.+?)\s*(?:°\s?([cf])|degrees?(?:\s+(celsius|fahrenheit|centigrade|c|f))?|celsius|fahrenheit|(摄氏|华氏)?度)$/i
const durations: readonly (readonly [RegExp, number])[] = [
  [/\bmilliseconds?\b/i, 1],
  [/\bseconds?\b/i, 1_000],
  [/\bminutes?\b/i, 60_000],
  [/\bhours?\b/i, 3_600_000],
  [/\bdays?\b/i, 86_400_000],
]
/* A unit that stands behind a number and that the schema need not know: "3 times", "2 copies", "$5". */
const loose = /^(?:to |about |around )?[$€£¥]?\s*(.+?)\s*(?:[€£¥$]|dollars?|euros?|pounds?|元|块|times?|pieces?|copies|items?|x|个|次|份|张|条)?$/i

/**
 * Gives the number that a text says, in the unit that the schema speaks of in its description: percent of its range,
 * degrees, a duration as a number of minutes. "Maximum", "half" and "full" mean a place in its range.
 */
export function readQuantity(text: string, schema: JsonSchema): number | undefined {
  const trimmed = text.trim().normalize('NFKC').toLowerCase().replace(/^(?:to|at|about|around|到|为|至)\s*/, '')
  const place = readPlace(trimmed, schema) ?? readPercent(trimmed, schema)
  if (place !== undefined) return schema.type === 'integer' ? Math.round(place) : place
  return readDegrees(trimmed, schema) ?? readSpan(trimmed, schema) ?? readLoose(trimmed)
}

function readPlace(text: string, { minimum, maximum }: JsonSchema): number | undefined {
  if (minimum === undefined || maximum === undefined) return undefined
  if (/^(?:the )?(?:max(?:imum)?|highest|full(?: power| speed| brightness| volume)?|最大|最高|最亮)$/.test(text)) return maximum
  if (/^(?:the )?(?:min(?:imum)?|lowest|最小|最低|最暗)$/.test(text)) return minimum
  const part = /^(?:half(?:way)?|一半)$/.test(text) ? 1 / 2 : /^(?:a |one )?quarter$|^四分之一$/.test(text) ? 1 / 4 : /^three[ -]quarters$|^四分之三$/.test(text) ? 3 / 4 : undefined
  return part === undefined ? undefined : minimum + (maximum - minimum) * part
}

function readPercent(text: string, schema: JsonSchema): number | undefined {
  const match = percent.exec(text)
  const value = match === null ? undefined : readNumber(match[1] ?? match[2] ?? '')
  if (value === undefined) return undefined
  const { minimum, maximum } = schema
  if (maximum === undefined || maximum === 100 || /%|percent/i.test(words(schema))) return value
  const low = minimum ?? 0
  return Number((low + ((maximum - low) * value) / 100).toPrecision(12))
}

function readDegrees(text: string, schema: JsonSchema): number | undefined {
  const match = degrees.exec(text)
  const value = match === null ? undefined : readNumber(match[1] as string)
  if (match === null || value === undefined) return undefined
  const said = /f$|fahrenheit|华氏/.test(`${match[2] ?? match[3] ?? match[4] ?? ''}${text.endsWith('fahrenheit') ? 'f' : ''}`) ? 'f' : match[2] ?? match[3] ?? match[4] ?? (text.endsWith('celsius') ? 'c' : '')
  const wanted = /°\s?f|fahrenheit/i.test(words(schema)) ? 'f' : /°\s?c|celsius/i.test(words(schema)) ? 'c' : ''
  if (said === 'f' && wanted === 'c') return Number((((value - 32) * 5) / 9).toFixed(1))
  if (said !== '' && said !== 'f' && wanted === 'f') return Number(((value * 9) / 5 + 32).toFixed(1))
  return value
}

function readSpan(text: string, schema: JsonSchema): number | undefined {
  const size = durations.find(([pattern]) => pattern.test(words(schema)))?.[1]
  const span = size === undefined ? undefined : readDuration(text)
  return size === undefined || span === undefined ? undefined : span / size
}

function readLoose(text: string): number | undefined {
  return readNumber(text) ?? readNumber(loose.exec(text)?.[1] ?? '')
}

function words({ title, description }: JsonSchema): string {
  return `${title ?? ''} ${description ?? ''}`
}
