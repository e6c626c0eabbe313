/* Private values that are known by themselves: names of contacts, facts with a privacy mark, what a tool marked. */
import { foldText, type FoldedText } from './fold-text.ts'
import type { PrivateKind, PrivateRange } from './private-patterns.ts'

export interface KnownPrivate {
  readonly kind: PrivateKind
  readonly value: string
}

/* Words that are names and much else: alone they count only where they are written large. */
const commonWords = new Set('will may mark grace hope rose art bill sue rob pat frank dean miles max drew guy jack ray june april august summer dawn joy faith chase grant hunter page penny ruby sunny angel christian young long king white black brown green gray short small rich wood stone hill lake field park day week case book cook baker smith miller fischer mann klein gross'.split(' '))
const particles = new Set('von van de der den des del della di da du la le el al bin ibn ter ten zu zur the and und dr mr mrs ms prof herr frau st'.split(' '))
const word = /[\p{L}\p{N}]+/gu
const withoutBlanks = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u
/** A value of more words than this is found by these first ones and its whole. */
const mostWords = 400

interface Phrase {
  readonly words: readonly string[]
  readonly kind: PrivateKind
  /** A single word that also means something else. */
  readonly onlyLarge: boolean
}

/** Finds known values in texts. Made once for a question; looking takes time in the length of the text. */
export class KnownValues {
  readonly #byFirst = new Map<string, Phrase[]>()
  readonly #dense: { readonly text: string; readonly kind: PrivateKind }[] = []
  readonly #numbers = new Map<string, PrivateKind>()
  readonly #joined: { readonly text: string; readonly kind: PrivateKind }[] = []

  constructor(known: readonly KnownPrivate[]) {
    for (const { kind, value } of known) this.#add(kind, value)
  }

  find(text: string, folded: FoldedText): readonly PrivateRange[] {
    const found: PrivateRange[] = []
    const add = (start: number, end: number, kind: PrivateKind): void => {
      found.push({ start: folded.from[start] as number, end: folded.to[end - 1] as number, kind })
    }
    const words = [...folded.folded.matchAll(word)].map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
    words.forEach(({ text: first, start }, at) => {
      for (const phrase of this.#byFirst.get(first) ?? []) {
        const last = words[at + phrase.words.length - 1]
        if (last === undefined || !phrase.words.every((one, more) => words[at + more]?.text === one)) continue
        if (phrase.onlyLarge && !/^\p{Lu}/u.test(text.slice(folded.from[start] as number))) continue
        add(start, last.end, phrase.kind)
      }
    })
    for (const { text: dense, kind } of this.#dense) for (const start of places(folded.folded, dense)) add(start, start + dense.length, kind)
    this.#findJoined(folded, add)
    return found
  }

  #add(kind: PrivateKind, value: string): void {
    const { folded } = foldText(value.slice(0, 20_000))
    const words = folded.match(word) ?? []
    const [first] = words
    if (first === undefined || folded.trim().length < 2) return
    const bare = folded.replace(/[^\p{L}\p{N}]/gu, '')
    if (/^\d{3,}$/.test(bare)) this.#numbers.set(bare, kind)
    if (withoutBlanks.test(bare)) this.#dense.push({ text: folded.trim(), kind })
    else this.#phrase(words.slice(0, mostWords), kind)
    if (words.length > 1 && bare.length >= 7) this.#joined.push({ text: bare, kind })
    if (kind === 'name') for (const part of words) if (part.length > 1 && !particles.has(part) && !/^\d+$/.test(part)) this.#phrase([part], kind)
  }

  #phrase(words: readonly string[], kind: PrivateKind): void {
    const first = words[0] as string
    const phrases = this.#byFirst.get(first) ?? []
    if (phrases.some((other) => other.words.length === words.length && other.words.every((one, at) => one === words[at]))) return
    phrases.push({ words, kind, onlyLarge: kind === 'name' && words.length === 1 && (commonWords.has(first) || first.length === 2) })
    this.#byFirst.set(first, phrases)
  }

  /** Numbers with anything between their digits, and values written without what stands between their words. */
  #findJoined({ folded }: FoldedText, add: (start: number, end: number, kind: PrivateKind) => void): void {
    if (this.#numbers.size > 0) {
      for (const match of folded.matchAll(/\d(?:[ .()/_-]{0,3}\d)*/g)) {
        const kind = this.#numbers.get(match[0].replace(/\D/g, ''))
        if (kind !== undefined) add(match.index, match.index + match[0].length, kind)
      }
    }
    if (this.#joined.length === 0) return
    const at: number[] = []
    const bare = [...folded.matchAll(/[\p{L}\p{N}]/gu)].map((match) => (match[0].length === 1 ? at.push(match.index) : at.push(match.index, match.index + 1), match[0])).join('')
    for (const { text, kind } of this.#joined) for (const start of places(bare, text)) add(at[start] as number, (at[start + text.length - 1] as number) + 1, kind)
  }
}

function places(text: string, part: string): readonly number[] {
  const found: number[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at)
  return found
}
