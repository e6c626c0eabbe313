import { civilOf, isDay, moveDay, weekdayOf, type Day, type Moment } from './civil-time.ts'
import { readNumber } from './read-number.ts'

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthWord = '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const ordinals: { readonly [word: string]: number } = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, twelfth: 12, twentieth: 20, thirtieth: 30 }
const dayNumber = '(\\d{1,2}(?:st|nd|rd|th)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|twentieth|thirtieth)'

/** A stretch of a text that names a day. */
export interface DayFound {
  readonly day: Day
  readonly start: number
  readonly end: number
}

type Reader = readonly [RegExp, (match: RegExpExecArray, today: Day) => Day | undefined]

/* The longer ways to say it stand first. */
const readers: readonly Reader[] = [
  [/\b(\d{4})-(\d{2})-(\d{2})\b/, (match) => ({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) })],
  [/(?:(\d{4})年)?(\d{1,2}|[一二三四五六七八九十]{1,2})月(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/, (match, today) => hanDate(match, today)],
  [/\b(?:the )?day after tomorrow\b|大后天|后天/, (match, today) => moveDay(today, match[0] === '大后天' ? 3 : 2)],
  [/\b(?:the )?day before yesterday\b|前天/, (_match, today) => moveDay(today, -2)],
  [/\btomorrow\b|明天|明日|明(?=[早晚])/, (_match, today) => moveDay(today, 1)],
  [/\byesterday\b|昨天|昨日|昨(?=晚)/, (_match, today) => moveDay(today, -1)],
  [/\btoday\b|今天|今日|今(?=[早晚])|\b(?=tonight\b)|\bthis (?=(?:morning|afternoon|evening)\b)/, (_match, today) => today],
  [/\bin (\w+(?: \w+)?) (days?|weeks?)\b(?: time)?|\b(\w+) (days?|weeks?) from (?:now|today)\b/, (match, today) => inDays(match[1] ?? match[3], match[2] ?? match[4], today)],
  [/([一二三四五六七八九十两\d]+)(天|周|个?星期)(?:后|以后|之后)/, (match, today) => inDays(match[1], match[2] === '天' ? 'day' : 'week', today)],
  [/\b(next|this|on|coming)?\s*\b(sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?day\b(?: (next week))?/, (match, today) => weekday(weekdays.indexOf(match[2] as string), match[3] !== undefined, match[1] === 'next', today)],
  [/(下下|下个?|这个?|本)?(?:周|星期|礼拜)([一二三四五六日天])/, (match, today) => hanWeekday(match, today)],
  [/\bnext week\b|下个?(?:周|星期)/, (_match, today) => moveDay(today, 7)],
  [new RegExp(`\\b${monthWord}\\.? (?:the )?${dayNumber}\\b(?:,? (\\d{4})\\b)?`), (match, today) => ofMonth(match[1], match[2], match[3], today)],
  [new RegExp(`\\b(?:the )?${dayNumber} (?:of )?${monthWord}\\b\\.?(?:,? (\\d{4})\\b)?`), (match, today) => ofMonth(match[2], match[1], match[3], today)],
]

/** Finds the day that a folded text names, seen from a moment: `tomorrow`, `next monday`, `3 june`, `in two weeks`, `后天`, `下周三`. */
export function readDay(text: string, { now, zone }: Moment): DayFound | undefined {
  const today = civilOf(now, zone)
  for (const [pattern, read] of readers) {
    const match = pattern.exec(text)
    const day = match === null ? undefined : read(match, today)
    if (match !== null && day !== undefined && isDay(day)) return { day: { year: day.year, month: day.month, day: day.day }, start: match.index, end: match.index + match[0].length }
  }
  return undefined
}

function inDays(count: string | undefined, unit: string | undefined, today: Day): Day | undefined {
  const number = count === 'a' || count === 'an' ? 1 : readNumber(count ?? '')
  if (number === undefined || !Number.isInteger(number) || number > 10_000) return undefined
  return moveDay(today, unit?.startsWith('week') === true ? number * 7 : number)
}

/** "Monday" is the next one to come; "next Monday" too, save when it is this week's and still ahead: then the one of next week. */
function weekday(wanted: number, inNextWeek: boolean, saysNext: boolean, today: Day): Day {
  const ahead = (wanted - weekdayOf(today) + 7) % 7 || 7
  if (!inNextWeek && !saysNext) return moveDay(today, ahead)
  // Weeks begin on Monday.
  const toMonday = 7 - ((weekdayOf(today) + 6) % 7)
  return moveDay(today, toMonday + ((wanted + 6) % 7))
}

function hanWeekday(match: RegExpExecArray, today: Day): Day {
  const wanted = '日一二三四五六'.indexOf((match[2] as string).replace('天', '日'))
  const ofThisWeek = moveDay(today, ((wanted + 6) % 7) - ((weekdayOf(today) + 6) % 7))
  if (match[1] === '下下') return moveDay(ofThisWeek, 14)
  if (match[1]?.startsWith('下') === true) return moveDay(ofThisWeek, 7)
  if (match[1] !== undefined) return ofThisWeek
  return moveDay(today, (wanted - weekdayOf(today) + 7) % 7 || 7)
}

function hanDate(match: RegExpExecArray, today: Day): Day | undefined {
  const month = readNumber(match[2] as string)
  const day = readNumber(match[3] as string)
  return month === undefined || day === undefined ? undefined : nextOf(match[1], month, day, today)
}

function ofMonth(month: string | undefined, day: string | undefined, year: string | undefined, today: Day): Day | undefined {
  const number = ordinals[day ?? ''] ?? Number.parseInt(day ?? '', 10)
  return nextOf(year, months.indexOf((month ?? '').slice(0, 3)) + 1, number, today)
}

/** Without a year: the next such day, today included. */
function nextOf(year: string | undefined, month: number, day: number, today: Day): Day {
  if (year !== undefined) return { year: Number(year), month, day }
  const isPast = month < today.month || (month === today.month && day < today.day)
  return { year: today.year + (isPast ? 1 : 0), month, day }
}
