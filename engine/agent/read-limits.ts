/* What words say a deed may not be: "at most 20 files", "under 50 euros", "don't delete anything", "within 10 minutes". */
import { readDuration } from './read-duration.ts'
import { readNumber } from './read-number.ts'

/** How many deeds there may be, or the most that an amount may be. `said`: the words themselves. */
export interface SaidLimit {
  readonly kind: 'count' | 'amount'
  readonly most: number
  /** What is counted, in the singular: `file`; empty: anything. */
  readonly thing: string
  readonly said: string
}

/** A kind of deed that may not be. */
export interface SaidForbid {
  readonly verb: ForbiddenVerb
  readonly said: string
}

export interface LimitsRead {
  readonly limits: readonly SaidLimit[]
  readonly forbids: readonly SaidForbid[]
  /** Milliseconds that all of it may take. */
  readonly within: number | undefined
  /** The words without what was only said to limit: what is wanted. */
  readonly wish: string
}

const verbs = {
  change: /(?:chang|modif|touch|edit|alter)\w*|改动|修改|更改|动/iu,
  remove: /(?:delet|remov|eras|trash|throw|discard)\w*|删除?|移除|丢|扔/iu,
  send: /(?:send|mail|e-?mail|messag|repl|forward)\w*|发送?|寄|回复|转发/iu,
  move: /mov\w*|移动|挪/iu,
  rename: /renam\w*|改名|重命名/iu,
  overwrite: /(?:overwrit|replac)\w*|覆盖|替换/iu,
  pay: /(?:pay|buy|order|spend|purchas|transfer)\w*|付|买|订购|花|转账/iu,
  publish: /(?:publish|post|upload|shar|push)\w*|发布|上传|分享/iu,
  download: /download\w*|下载/iu,
} as const

export type ForbiddenVerb = keyof typeof verbs

const number = String.raw`\d[\d,.]*|[a-z]+(?:[ -][a-z]+)?|[〇零一二两三四五六七八九十百千万]+`
const counts = new RegExp(String.raw`(?:\b(?:at most|no more than|not more than|(?:a )?maximum of)\s+(${number})\s+([a-z]+)|(?:最多|不超过|至多)\s*(\d+|[〇零一二两三四五六七八九十百千万]+)\s*(?:个|封|条|份|张|次)\s*(\p{Script=Han}{0,3}))`, 'giu')
const amounts = /(?:\b(?:at most|no more than|not more than|under|below|less than|up to|(?:a )?maximum of)\s+|(?:最多|不超过|至多|低于)\s*)(?:([$€£¥]|usd|eur|gbp)\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?)\s?(?:[$€£¥]|dollars?\b|euros?\b|pounds?\b|usd\b|eur\b|gbp\b|yuan\b|元|块|欧元|美元))/giu
const times = /\b(?:within|in at most|in no more than|taking at most|for at most)\s+([^,.;!?]{1,40})/giu
const forbidden = /(?:(?:^|[\s,;.!?])(?:(?:but|and|please)\s+)*(?:do not|don'?t|never|without)\s+(?:ever\s+)?|(?:但|，|,|。|^)?(?:请)?(?:不要|别|不许|勿))([^,.;!?，。；！？]{1,60})/giu
const units = /^(?:degrees?|percent|%|seconds?|minutes?|hours?|days?|weeks?|months?|years?|times?|km|kilomet\w+|met\w+|miles?|euros?|dollars?|pounds?)$/i
const longest = 4000

/** Reads the limits that words say. Deterministic; what it is not sure of it leaves where it stands. */
export function readLimits(words: string): LimitsRead {
  const text = words.slice(0, longest)
  const limits = [...countLimits(text), ...amountLimits(text)]
  const forbids = [...text.matchAll(forbidden)].flatMap(([said, what = '']): readonly SaidForbid[] => {
    const verb = verbOf(what)
    return verb === undefined ? [] : [{ verb, said: trimmed(said) }]
  })
  const spans = [...text.matchAll(times)].flatMap(([said, span = '']) => {
    const within = readDuration(span.trim())
    return within === undefined ? [] : [{ within, said }]
  })
  const asides = [...forbids, ...limits].map(({ said }) => said)
  return { limits, forbids, within: spans[0]?.within, wish: wishOf(words, [...asides, ...spans.map(({ said }) => said)]) }
}

function countLimits(text: string): readonly SaidLimit[] {
  return [...text.matchAll(counts)].flatMap(([said, english, noun, han, hanNoun]) => {
    const most = readNumber(english ?? han ?? '')
    if (most === undefined || most < 0 || !Number.isInteger(most) || units.test(noun ?? '')) return []
    return [{ kind: 'count' as const, most, thing: (noun ?? hanNoun ?? '').toLowerCase().replace(/s$/, ''), said: trimmed(said) }]
  })
}

function amountLimits(text: string): readonly SaidLimit[] {
  return [...text.matchAll(amounts)].flatMap(([said, , before, after]) => {
    const most = Number((before ?? after ?? '').replaceAll(',', ''))
    return Number.isFinite(most) ? [{ kind: 'amount' as const, most, thing: '', said: trimmed(said) }] : []
  })
}

/** The verb that stands first; "anything" after it is no other verb. */
function verbOf(what: string): ForbiddenVerb | undefined {
  const first = what.trim().split(/\s+/).slice(0, 2).join(' ')
  const found = (Object.keys(verbs) as ForbiddenVerb[]).map((verb) => ({ verb, at: first.search(verbs[verb]) })).filter(({ at }) => at === 0)
  // "改" alone and "改名": the longer one is meant.
  return found.at(-1)?.verb
}

/** A stretch that limits is taken out where it is set apart: after a comma or "but", or at the end. The first words stay. */
function wishOf(words: string, said: readonly string[]): string {
  let wish = words
  for (const one of said) {
    const at = wish.indexOf(one)
    if (at <= 0) continue
    const before = wish.slice(0, at)
    const after = wish.slice(at + one.length)
    if (/(?:[,;.!?，。；！？]|\b(?:but|and))\s*$/iu.test(before) || /^\s*(?:$|[,;.!?，。；！？])/u.test(after)) wish = before.trimEnd().replace(/[,;，；]?\s{0,3}(?:\b(?:but|and))?[,;，；但]?$/iu, '') + after
  }
  return wish.trim() === '' ? words : wish.trim()
}

function trimmed(said: string): string {
  return said.replace(/^[\s,;.!?，。；！？]+|[\s,;.!?，。；！？]+$/gu, '')
}

/** Tells whether a tool does what a verb says, by its name and title. */
export function doesVerb(verb: ForbiddenVerb, tool: { readonly name: string; readonly title: string }): boolean {
  if (verb === 'change') return true
  return deeds[verb].test(`${tool.name.replaceAll(/[._]/g, ' ')} ${tool.title}`)
}

const deeds: { readonly [verb in Exclude<ForbiddenVerb, 'change'>]: RegExp } = {
  remove: /\b(?:delete|remove|trash|erase|purge|discard|empty)/i,
  send: /\b(?:send|reply|forward|message|submit|call|invite)/i,
  move: /\b(?:move|rename)/i,
  rename: /\b(?:rename|move)/i,
  overwrite: /\b(?:overwrite|replace|write|put|save|set|edit|update)/i,
  pay: /\b(?:pay|buy|order|transfer|purchase|spend|book)/i,
  publish: /\b(?:publish|post|upload|share|push|send)/i,
  download: /\b(?:download|fetch)/i,
}
