import { parseDuration } from '../expression/parse-duration.ts'
import { readNumber } from './read-number.ts'

const units: readonly (readonly [RegExp, number])[] = [
  [/^(?:milliseconds?|ms|毫秒)$/, 1],
  [/^(?:seconds?|secs?|s|秒钟?)$/, 1_000],
  [/^(?:minutes?|mins?|m|分钟?)$/, 60_000],
  [/^(?:hours?|hrs?|h|个?小时|个?钟头)$/, 3_600_000],
  [/^(?:days?|d|天|日)$/, 86_400_000],
  [/^(?:weeks?|w|周|个?星期|个?礼拜)$/, 604_800_000],
  [/^(?:fortnights?)$/, 1_209_600_000],
]
const unitWord = '(?:milliseconds?|ms|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|[smhdw](?![a-z])|毫秒|秒钟?|分钟?|个?小时|个?钟头|天|日|周|个?星期|个?礼拜)'
const part = new RegExp(`^(?:and\\s+|又|零)?(.{1,40}?)\\s*(${unitWord})(半)?(\\s+and a half)?(?:\\s*,)?\\s*`, 'i')
const longest = 100

/** Gives the milliseconds of a whole text: `20 minutes`, `an hour and a half`, `1h30m`, `two days and 3 hours`, `半小时`, `二十分钟`. */
export function readDuration(text: string): number | undefined {
  const trimmed = text.trim().normalize('NFKC').toLowerCase()
  if (trimmed.length > longest) return undefined
  return parseDuration(text.trim()) ?? parseDuration(trimmed.replace(/\s+/g, '')) ?? readParts(trimmed.replace('个半', '点五'))
}

function readParts(text: string): number | undefined {
  let rest = text
  let total = 0
  for (let parts = 0; rest !== '' && parts < 6; parts++) {
    const match = part.exec(rest)
    if (match === null) return undefined
    const count = readCount(match[1] as string)
    const size = units.find(([pattern]) => pattern.test(match[2] as string))?.[1]
    if (count === undefined || size === undefined) return undefined
    total += (count + (match[3] === undefined && match[4] === undefined ? 0 : 0.5)) * size
    rest = rest.slice(match[0].length)
  }
  return rest === '' && total > 0 ? total : undefined
}

function readCount(text: string): number | undefined {
  return /^an?$/.test(text) ? 1 : readNumber(text.replace(/^half an?$/, 'half'))
}

/** Writes milliseconds the way that skills write a duration: `1h30m`. */
export function writeDuration(milliseconds: number): string {
  let rest = Math.round(milliseconds)
  let text = ''
  for (const [unit, size] of [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000], ['ms', 1]] as const) {
    const count = Math.floor(rest / size)
    if (count > 0) text += `${count}${unit}`
    rest -= count * size
  }
  return text === '' ? '0s' : text
}
