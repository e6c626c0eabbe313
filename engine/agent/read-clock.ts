import type { TimeOfDay } from './civil-time.ts'
import { readNumber } from './read-number.ts'

/** A stretch of a text that names a time of day. */
export interface ClockFound {
  readonly time: TimeOfDay
  readonly start: number
  readonly end: number
  /** Whether the half of the day was said; `7` alone could be either. */
  readonly sure: boolean
}

type Half = 'am' | 'pm' | 'evening' | undefined

const hourWord = '(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)'
const minuteWord = '((?:twenty|thirty|forty|fifty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|oh (?:one|two|three|four|five|six|seven|eight|nine)|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)'
const hanNumber = '(\\d{1,2}|[零一二两三四五六七八九十]{1,3})'
const hanHalf = '(早上|早晨|清晨|凌晨|上午|中午|下午|傍晚|晚上|夜里|早|晚)'
const english: readonly RegExp[] = [
  new RegExp(`\\b(?:at |by )?(half|quarter|a quarter|\\d{1,2}|five|ten|twenty)(?: minutes?)? (past|after|to|before) (\\d{1,2}|${hourWord})\\b`),
  /\b(?:at |by )?([01]?\d|2[0-4])[:.h]([0-5]\d)(?::([0-5]\d))?\b/,
  new RegExp(`\\b(?:at |by )?${hourWord} ${minuteWord}\\b`),
  /\b(?:at |by )?([01]?\d|2[0-4])(?= ?(?:o'?clock|[ap]\.?m\.?\b))/,
  new RegExp(`\\b(?:at |by )?${hourWord}(?= ?(?:o'?clock|[ap]\\.?m\\.?\\b))`),
  new RegExp(`\\b(?:at|by) ([01]?\\d|2[0-4]|${hourWord})\\b`),
]

/** Finds the time of day in a folded text: `7:30 pm`, `half past seven`, `noon`, `in the evening at 8`, `早上七点半`, `下午3点15分`. */
export function readClock(text: string): ClockFound | undefined {
  return readNamed(text) ?? readHan(text) ?? readEnglish(text) ?? readPartOfDay(text)
}

function readNamed(text: string): ClockFound | undefined {
  const match = /\b(?:at |by )?(noon|midday|midnight)\b|正午|午夜|半夜/.exec(text)
  if (match === null) return undefined
  const isNoon = /noon|midday|正午/.test(match[0])
  return found(match, { hour: isNoon ? 12 : 0, minute: 0, second: 0 }, true)
}

function readEnglish(text: string): ClockFound | undefined {
  for (const [kind, pattern] of english.entries()) {
    const match = pattern.exec(text)
    if (match === null) continue
    const bare = kind === 0 ? pastOrTo(match) : { hour: numberOf(match[1]), minute: kind === 1 || kind === 2 ? numberOf(match[2]) : 0, second: kind === 1 ? numberOf(match[3]) : 0 }
    if (bare === undefined || bare.hour > 24) continue
    const { half, start, end } = halfAround(text, match.index, match.index + match[0].length)
    return { time: inHalf(bare, half), start, end, sure: half !== undefined || bare.hour > 12 || bare.hour === 0 || (kind === 1 && /^(?:at |by )?0/.test(match[0])) }
  }
  return undefined
}

function pastOrTo(match: RegExpExecArray): TimeOfDay | undefined {
  const size = /half/.test(match[1] as string) ? 30 : /quarter/.test(match[1] as string) ? 15 : numberOf(match[1])
  const hour = numberOf(match[3])
  if (hour > 24 || size > 59) return undefined
  return /past|after/.test(match[2] as string) ? { hour, minute: size, second: 0 } : { hour: hour === 0 ? 23 : hour - 1, minute: 60 - size, second: 0 }
}

function numberOf(text: string | undefined): number {
  return text === undefined ? 0 : (readNumber(text.replace(/^oh /, '')) ?? 0)
}

const before = /(?:\bin the |\bthis )?\b(morning|afternoon|evening|night|tonight)\b[ ,]*$/
const after = /^(?:\s*(o'?clock))?(?:\s*([ap])\.?m\b\.?)?(?:\s*(?:in the |at |this )?(?:\b(morning|afternoon|evening|night|tonight)\b))?/

function halfAround(text: string, start: number, end: number): { readonly half: Half; readonly start: number; readonly end: number } {
  const behind = after.exec(text.slice(end))
  const ahead = before.exec(text.slice(0, start))
  const word = behind?.[3] ?? ahead?.[1]
  const half = behind?.[2] === 'a' ? 'am' : behind?.[2] === 'p' ? 'pm' : word === undefined ? undefined : word === 'morning' ? 'am' : word === 'afternoon' ? 'pm' : 'evening'
  return { half, start: behind?.[3] === undefined && ahead !== null ? ahead.index : start, end: end + (behind?.[0].length ?? 0) }
}

/** Twelve at night is midnight; "two at night" and "one in the evening" stay early. */
function inHalf(time: TimeOfDay, half: Half): TimeOfDay {
  if (time.hour === 24) return { ...time, hour: 0 }
  if (time.hour > 12 || half === undefined) return time
  if (time.hour === 12) return half === 'pm' ? time : { ...time, hour: 0 }
  return half === 'pm' || (half === 'evening' && time.hour > 4) ? { ...time, hour: time.hour + 12 } : time
}

const han = new RegExp(`${hanHalf}?\\s*${hanNumber}(?:[点时](?:钟|整)?(?:(半)|([一三])刻|${hanNumber}分?)?|[:：]([0-5]\\d))`)

function readHan(text: string): ClockFound | undefined {
  const match = han.exec(text)
  if (match === null || (match[1] === undefined && match[6] !== undefined)) return undefined
  const hour = readNumber(match[2] as string) ?? 99
  const minute = match[3] !== undefined ? 30 : match[4] !== undefined ? (match[4] === '一' ? 15 : 45) : (readNumber(match[5] ?? match[6] ?? '0') ?? 0)
  if (hour > 24 || minute > 59) return undefined
  return found(match, inHalf({ hour, minute, second: 0 }, hanHalfOf(match[1], hour)), match[1] !== undefined || hour > 12)
}

function hanHalfOf(word: string | undefined, hour: number): Half {
  if (word === undefined) return undefined
  if (/早|晨|凌|上午/.test(word)) return 'am'
  if (word === '中午') return hour >= 10 && hour < 12 ? 'am' : 'pm'
  return word === '下午' || word === '傍晚' ? 'pm' : 'evening'
}

/** A part of the day alone: the hour that it commonly stands for. */
function readPartOfDay(text: string): ClockFound | undefined {
  const match = /\b(?:in the )?(morning|afternoon|evening|night|tonight)\b|早上|上午|中午|下午|傍晚|晚上/.exec(text)
  if (match === null) return undefined
  const word = match[1] ?? match[0]
  const hour = /morning|早上|上午/.test(word) ? 9 : word === '中午' ? 12 : /afternoon|下午/.test(word) ? 15 : /evening|傍晚/.test(word) ? 19 : 20
  return found(match, { hour, minute: 0, second: 0 }, true)
}

function found(match: RegExpExecArray, time: TimeOfDay, sure: boolean): ClockFound {
  return { time, start: match.index, end: match.index + match[0].length, sure }
}
