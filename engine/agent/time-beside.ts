/*
 * Whether a text says when, beside what it is about: "Anna tomorrow", "明天开会". Owns: the forms that are taken for a time there. They
 * are fewer than `readTime` reads: "movie night" and "good morning" say no time.
 */

const number = '(?:\\d+(?:[.,]\\d+)?|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|forty-five|fifty|sixty|ninety)'
const unit = '(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|fortnights?|months?)'
const weekday = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const month = '(?:january|february|march|april|may|june|july|august|september|october|november|december)'
const clock = "(?:[01]?\\d|2[0-4])(?:[:.][0-5]\\d)?(?:\\s?(?:[ap]\\.?m\\b\\.?|o'?clock))?|noon|midnight|(?:half|quarter|ten|twenty|five) (?:past|to) \\w+"
const english = [
  `(?:the )?day after tomorrow|tomorrow|today|tonight|yesterday`,
  `(?:this|tomorrow|yesterday|in the|${weekday}) (?:morning|afternoon|evening)`,
  `(?:(?:on|next|this|by|until|every) )?${weekday}(?: next week)?|(?:next|this|last) (?:week|month|weekend)`,
  `(?:at|by|around|before|after|until) (?:${clock})`,
  `(?:[01]?\\d|2[0-4])(?::[0-5]\\d|(?::[0-5]\\d)?\\s?[ap]m)`,
  `(?:in|for|within|after|about) (?:the next )?${number} ${unit}(?: and a half)?|${number} ${unit}(?: from now| long)?`,
  `(?:on )?\\d{4}-\\d\\d-\\d\\d|(?:on )?${month} \\d{1,2}(?:st|nd|rd|th)?|(?:on )?(?:the )?\\d{1,2}(?:st|nd|rd|th)? (?:of )?${month}`,
].join('|')
const han = '[零一二两三四五六七八九十半\\d]+'
const chinese = [
  '大?[后前]天|[今明昨][天日]?[早晚]上|[今明昨][天日早晚]',
  '(?:下下|下|这|本)?个?(?:周|星期|礼拜)[一二三四五六日天末]',
  `(?:早上|上午|中午|下午|傍晚|晚上|凌晨)?${han}[点时](?:钟|半|[一三]刻|${han}分?)?`,
  `${han}(?:个?小时|分钟|秒钟?|天|周|个星期|个月)(?:之?[后内]|以后)?|半(?:个?小时|天)`,
  `(?:\\d{4}年)?${han}月${han}[日号]`,
  '早上|上午|中午|下午|傍晚|晚上|凌晨',
].join('|')

/* Both are laid on a bounded text, from its end or its beginning. */
const atEnd = new RegExp(`(?:^|[\\s,])(?:(?:${english})[\\s,]*)+$`, 'i')
const hanAtEnd = new RegExp(`(?:${chinese})+$`)
const hanAtStart = new RegExp(`^(?:我们?|你们?)?(?:在)?(?:${chinese})+`)
const hanTimes = new RegExp(`(?:${chinese})+`, 'g')
/* What stands before a time and needs it: it is then part of what is said. */
const needsTime = /\b(?:to|from|of|than|is|was|are|were|be|takes?|took|lasts?|lasted|and|or|called|named|since|between|the)[\s,]*$/i
const hanNeedsTime = /(?:是|到|从|至|和|与|叫|于|在)$/
const hanGoesOn = /^(?:的|是|有|和|与|到|至|前|后)/

const longest = 300
const mostCut = 4_000

/** Whether a text begins or ends with a time that is no part of what it speaks about; one that is nothing but a time is not such a text. */
export function saysTimeBeside(text: string): boolean {
  if (text.length > longest) return false
  return endsWith(text, atEnd, needsTime) || endsWith(text, hanAtEnd, hanNeedsTime) || startsWith(text)
}

/** Whether a text is a time and nothing else. */
export function saysOnlyTime(text: string): boolean {
  return text.length <= longest && (atEnd.exec(text)?.[0].length === text.length || hanAtEnd.exec(text)?.[0].length === text.length)
}

/** Gives whether a stretch of a text begins or ends inside of a time in Han characters, which are read one by one: "天开会" of "明天开会". */
export function timeCutter(text: string): (start: number, end: number) => boolean {
  const times = text.length > mostCut ? [] : [...text.matchAll(hanTimes)].map(({ 0: time, index }) => ({ from: index, to: index + time.length }))
  return (start, end) => times.some(({ from, to }) => (start > from && start < to) || (end > from && end < to))
}

function endsWith(text: string, time: RegExp, needs: RegExp): boolean {
  const match = time.exec(text)
  const before = match === null ? '' : text.slice(0, match.index).trim()
  return before !== '' && !needs.test(before)
}

function startsWith(text: string): boolean {
  const match = hanAtStart.exec(text)
  const rest = match === null ? '' : text.slice(match[0].length).trim()
  return rest !== '' && !hanGoesOn.test(rest)
}
