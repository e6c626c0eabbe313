/* Private values that are known by themselves: names of contacts, facts with a privacy mark, what a tool marked. */
import { foldText, type FoldedText } from './fold-text.ts'
import { PartTree } from './part-tree.ts'
import type { PrivateKind, PrivateRange } from './private-patterns.ts'
import { digitsOf, isMostlyDigits, spelledOf } from './spelled-out.ts'

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
/** A shorter number is found only where it stands alone; a shorter name is not found letter by letter. */
const shortestNumber = 5
const shortestSpelled = 4

interface Phrase {
  readonly kind: PrivateKind
  /** A single word that also means something else. */
  readonly onlyLarge: boolean
}

/** Finds known values in texts, of those that end at one place the longest. Made once for a question; looking takes time in the length of the text, not in their number. */
export class KnownValues {
  readonly #phrases = new PartTree<Phrase>()
  readonly #dense = new PartTree<PrivateKind>()
  readonly #joined = new PartTree<PrivateKind>()
  readonly #spelled = new PartTree<PrivateKind>()
  readonly #numbers = new PartTree<PrivateKind>()
  readonly #short = new Map<string, PrivateKind>()

  constructor(known: readonly KnownPrivate[]) {
    for (const { kind, value } of known) this.#add(kind, value)
  }

  find(text: string, folded: FoldedText): readonly PrivateRange[] {
    const found: PrivateRange[] = []
    const add = (start: number, end: number, kind: PrivateKind): true => {
      found.push({ start: folded.from[start] as number, end: folded.to[end - 1] as number, kind })
      return true
    }
    if (this.#phrases.size > 0) {
      const words = [...folded.folded.matchAll(word)].map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
      this.#phrases.find(words.map((one) => one.text), (first, end, { kind, onlyLarge }) => {
        const { start } = words[first] as (typeof words)[number]
        if (onlyLarge && !/^\p{Lu}/u.test(text.slice(folded.from[start] as number, (folded.from[start] as number) + 2))) return false
        return add(start, (words[end - 1] as (typeof words)[number]).end, kind)
      })
    }
    this.#dense.find(units(folded.folded), add)
    this.#findApart(folded.folded, add)
    return found
  }

  #add(kind: PrivateKind, value: string): void {
    const { folded } = foldText(value.slice(0, 20_000))
    const words = folded.match(word) ?? []
    if (words.length === 0 || folded.trim().length < 2) return
    const bare = folded.replace(/[^\p{L}\p{N}]/gu, '')
    if (/^\d{3,}$/.test(bare)) bare.length < shortestNumber ? this.#short.set(bare, kind) : this.#numbers.add(bare, kind)
    if (withoutBlanks.test(bare)) this.#dense.add(units(folded.trim()), kind)
    else this.#phrase(words.slice(0, mostWords), kind)
    if (words.length > 1 && bare.length >= 7) this.#joined.add(units(bare), kind)
    if (kind !== 'name') return
    for (const part of words) {
      if (part.length < 2 || particles.has(part) || /^\d+$/.test(part)) continue
      this.#phrase([part], kind)
      if (part.length >= shortestSpelled) this.#spelled.add(units(part), kind)
    }
  }

  #phrase(words: readonly string[], kind: PrivateKind): void {
    const first = words[0] as string
    const onlyLarge = kind === 'name' && words.length === 1 && (commonWords.has(first) || first.length === 2)
    this.#phrases.add(words, { kind, onlyLarge }, (before) => (before.onlyLarge ? { kind, onlyLarge } : before))
  }

  /** Numbers with anything between their digits, words with anything between their letters, values without what parts their words. */
  #findApart(folded: string, add: (start: number, end: number, kind: PrivateKind) => true): void {
    if (this.#short.size > 0) {
      for (const match of folded.matchAll(/\d(?:[ .()/_-]{0,3}\d)*/g)) {
        const kind = match[0].length > 40 ? undefined : this.#short.get(match[0].replace(/\D/g, ''))
        if (kind !== undefined) add(match.index, match.index + match[0].length, kind)
      }
    }
    if (this.#numbers.size > 0) {
      const signs = digitsOf(folded)
      this.#numbers.find(signs.text, (start, end, kind) => isMostlyDigits(signs, start, end) && add(signs.at[start] as number, (signs.at[end - 1] as number) + 1, kind))
    }
    if (this.#spelled.size > 0) {
      const { text, at } = spelledOf(folded)
      this.#spelled.find(units(text), (start, end, kind) => add(at[start] as number, (at[end - 1] as number) + 1, kind))
    }
    if (this.#joined.size === 0) return
    const at: number[] = []
    const bare = [...folded.matchAll(/[\p{L}\p{N}]/gu)].map((match) => (match[0].length === 1 ? at.push(match.index) : at.push(match.index, match.index + 1), match[0])).join('')
    this.#joined.find(units(bare), (start, end, kind) => add(at[start] as number, (at[end - 1] as number) + 1, kind))
  }
}

/** Units, as places are counted, not signs. */
function units(text: string): readonly string[] {
  return text.split('')
}
