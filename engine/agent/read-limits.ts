/* What words say a deed may not be: "at most 20 files", "under 50 euros", "don't delete anything", "within 10 minutes". */
import { verbFirst, type DeedVerb } from './deed-verbs.ts'
import { readCounts, type SaidCount } from './read-counts.ts'
import { readDuration } from './read-duration.ts'

/** The most that an amount may be. `said`: the words themselves. */
export interface SaidAmount {
  readonly most: number
  readonly said: string
}

/** A kind of deed that may not be. */
interface SaidForbid {
  readonly verb: DeedVerb
  readonly said: string
}

interface LimitsRead {
  readonly counts: readonly SaidCount[]
  readonly amounts: readonly SaidAmount[]
  readonly forbids: readonly SaidForbid[]
  /** Milliseconds that all of it may take. */
  readonly within: number | undefined
  /** The words without what was only said to limit: what is wanted. */
  readonly wish: string
}

const amount = /(?:\b(?:at most|no more than|not more than|under|below|less than|up to|(?:a )?maximum of)\s+|(?:最多|不超过|至多|低于)\s*)(?:([$€£¥]|usd|eur|gbp)\s?(\d[\d,]*(?:\.\d+)?)|(\d[\d,]*(?:\.\d+)?)\s?(?:[$€£¥]|dollars?\b|euros?\b|pounds?\b|usd\b|eur\b|gbp\b|yuan\b|元|块|欧元|美元))/giu
const times = /\b(?:within|in at most|in no more than|taking at most|for at most)\s+([^,.;!?]{1,40})/giu
const forbidden = /(?:(?:^|[\s,;.!?])(?:(?:but|and|please)\s+)*(?:do not|don'?t|never|without)\s+(?:ever\s+)?|(?:但|，|,|。|^)?(?:请)?(?:不要|别|不许|勿))([^,.;!?，。；！？]{1,60})/giu
const longest = 4000

/** Reads the limits that words say. Deterministic; what it is not sure of it leaves where it stands. */
export function readLimits(words: string): LimitsRead {
  const text = words.slice(0, longest)
  const counts = readCounts(text)
  const amounts = readAmounts(text)
  const forbids = [...text.matchAll(forbidden)].flatMap(([said, what = '']): readonly SaidForbid[] => {
    const verb = verbFirst(what)
    // "Don't send more than two mails" forbids no mail.
    return verb === undefined || counts.some(({ aside, said: count }) => aside && `${said} `.includes(count)) ? [] : [{ verb, said: trimmed(said) }]
  })
  const spans = [...text.matchAll(times)].flatMap(([said, span = '']) => {
    const within = readDuration(span.trim())
    return within === undefined ? [] : [{ within, said }]
  })
  const asides = [...forbids, ...counts.filter(({ aside }) => aside), ...amounts].map(({ said }) => said)
  return { counts, amounts, forbids, within: spans[0]?.within, wish: wishOf(words, [...asides, ...spans.map(({ said }) => said)]) }
}

function readAmounts(text: string): readonly SaidAmount[] {
  return [...text.matchAll(amount)].flatMap(([said, , before, after]) => {
    const most = Number((before ?? after ?? '').replaceAll(',', ''))
    return Number.isFinite(most) ? [{ most, said: trimmed(said) }] : []
  })
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
