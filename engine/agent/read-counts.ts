/* How many deeds words leave room for: "send three mails", "move at most 10 files", "don't send more than two". */
import { verbFirst, type DeedVerb } from './deed-verbs.ts'
import { readNumber } from './read-number.ts'
import { withoutQuotes } from './without-quotes.ts'

export interface SaidCount {
  readonly most: number
  /** Undefined: whatever is done to the things. */
  readonly verb: DeedVerb | undefined
  /** What may be what is counted, in the singular: `largest`, `file`; none: anything. */
  readonly things: readonly string[]
  readonly said: string
  /** It is said beside what is wanted ("at most 20 files"), not as what is wanted ("send three mails"). */
  readonly aside: boolean
}

const spelled = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozen|hundred|thousand'
const number = String.raw`(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,9})(?![\d%]|[.,:/-]\d)|(?:a )?(?:zero|${spelled})(?:[ -](?:and )?(?:${spelled})){0,4}\b`
const bounds = 'at most|no more than|not more than|more than|up to|only|fewer than|less than|(?:a )?maximum of'
const english = new RegExp(String.raw`(?<![\p{L}\p{N}.,:/-])(?:(${bounds})\s+)?(?:the |my |all |exactly |just )?(${number})((?:\s+[a-z][a-z-]{0,30}){0,3})`, 'giu')
const chinese = /(\d{1,9}|[〇零一二两三四五六七八九十百千万]{1,9})\s*(?:个|封|条|份|张|次)\s*(\p{Script=Han}{0,3})/gu
const chineseBound = /最多|不超过|至多|不多于|(?:不要|别).{0,6}超过/u

const units = /^(?:degrees?|percent|seconds?|minutes?|hours?|days?|weeks?|weekdays?|months?|years?|times?|nights?|[ap]m|o'?clock|kb|mb|gb|[kc]m|kilomet\w+|met\w+|miles?|euros?|dollars?|pounds?|yuan|usd|eur|gbp)$/i
const little = /^(?:to|from|in|into|at|on|onto|for|by|of|with|about|as|and|or|per|than|the|a|an|my|your|his|her|their|is|are|was|were|has|have|that|which|who|called|named|titled|saying|if|when|unless|but|please|now|then|today|tomorrow|each|every)$/i
/* Here a number counts what each gets, or is not all that is wanted. */
const spread = /\b(?:each|every|everyone|everybody|per|apiece|respectively|daily|weekly|monthly|hourly|at least|or more|again|until)\b|[每各再]|至少|以上/iu
const goesOn = new RegExp(String.raw`(?:,|\b(?:and|or|plus|as well as))\s+(?:also\s+)?(?:the|a|an|all|any|some|another|more|those|these|that|every|my|everything|${number})(?![\p{L}\p{N}])`, 'iu')
const otherVerb = /[,;:]|\b(?:and|then|but|please|to|you|also|don'?t|do not|never|not)\b/iu

/** Reads counts of deeds. What does not plainly count deeds is left out. */
export function readCounts(words: string): readonly SaidCount[] {
  const text = withoutQuotes(words)
  return [...text.matchAll(english)].flatMap((match) => englishCount(text, words, match)).concat([...text.matchAll(chinese)].flatMap((match) => chineseCount(text, words, match)))
}

function englishCount(text: string, words: string, match: RegExpExecArray): readonly SaidCount[] {
  const [all, bound, written = '', after = ''] = match
  const value = readNumber(written.replaceAll(/\band /gi, ''))
  if (value === undefined || !Number.isInteger(value)) return []
  const things = thingsOf(after)
  const end = match.index + all.length - after.length + things.length
  const clause = clauseBefore(text, match.index)
  const verb = bound === undefined || clause.words.length < 5 ? verbFirst(clause.words.join(' ')) : undefined
  const said = (from: number): string => words.slice(from, end).trim()
  if (things.names.some((name) => units.test(name))) return []
  if (bound !== undefined) {
    if (/^more/i.test(bound) && !clause.isNegated) return []
    // "Up to" and "only" bound much else.
    if (/^(?:up|only|less)/i.test(bound) && verb === undefined) return []
    return [{ most: /^(?:fewer|less)/i.test(bound) ? Math.max(0, value - 1) : value, verb, things: things.names, said: said(match.index), aside: true }]
  }
  if (verb === undefined || value < 1 || things.names.length === 0 || !isWhole(text, clause, end)) return []
  return [{ most: value, verb, things: things.names, said: said(clause.start), aside: false }]
}

/** The words after a number up to the first that names nothing; `length`: how far they reach. */
function thingsOf(after: string): { readonly names: readonly string[]; readonly length: number } {
  const names: string[] = []
  let length = 0
  for (const [all, blank = '', name = ''] of after.matchAll(/(\s+)([a-z-]+)/gi)) {
    if (little.test(name)) break
    names.push(name.toLowerCase().replace(/s$/, ''))
    length += blank.length + name.length || all.length
  }
  return { names, length }
}

interface Clause {
  readonly start: number
  readonly words: readonly string[]
  readonly isNegated: boolean
}

/** What stands before a count, back to where an order may begin. */
function clauseBefore(text: string, end: number): Clause {
  const sentence = text.slice(Math.max(0, end - 120), end).split(/[.!?\n]/).at(-1) as string
  const part = sentence.split(otherVerb).at(-1) as string
  const isNegated = /(?:don'?t|do not|never|not)\s*$/iu.test(sentence.slice(0, sentence.length - part.length))
  return { start: end - part.trimStart().length, words: part.trim().split(/\s+/).filter((word) => word !== ''), isNegated }
}

/** Tells whether the count is all that is wanted of this deed: nothing is spread over many, nothing of the kind comes after. */
function isWhole(text: string, { start, words }: Clause, end: number): boolean {
  if (words.length > 4 || words.some((word) => little.test(word)) || spread.test(text)) return false
  const [sentence = ''] = text.slice(end).split(/[.!?\n]/)
  if (goesOn.test(sentence)) return false
  const verb = verbFirst(words.join(' '))
  const elsewhere = `${text.slice(0, start)} ${text.slice(end)}`
  return !(elsewhere.match(/\p{L}+/gu) ?? []).some((word) => verbFirst(word) === verb)
}

function chineseCount(text: string, words: string, match: RegExpExecArray): readonly SaidCount[] {
  const [all, written = '', thing = ''] = match
  const most = readNumber(written)
  if (most === undefined || !Number.isInteger(most)) return []
  const end = match.index + all.length
  const clause = text.slice(Math.max(0, match.index - 20), match.index).split(/[，。；、！？,.;!?\s]/u)
  const before = clause.at(-1) === '' ? `${clause.at(-2) ?? ''} ` : (clause.at(-1) as string)
  const at = chineseBound.exec(before)
  const verb = [...before.replace(chineseBound, '').trim()].map((_, place, signs) => verbFirst(signs.slice(place).join(''))).findLast((one) => one !== undefined)
  const things = thing === '' ? [] : [thing]
  if (at !== null) return [{ most, verb, things, said: words.slice(match.index - before.length + at.index, end).trim(), aside: true }]
  if (verb === undefined || written === '一' || spread.test(text) || /[和跟、]/u.test(text.slice(end))) return []
  return [{ most, verb, things, said: words.slice(match.index - before.length, end).trim(), aside: false }]
}
