import { stemOf } from './stem-of.ts'

/** A word of a text: as written, and the key under which words with the same stem meet. */
export interface Word {
  readonly text: string
  readonly key: string
  readonly start: number
  readonly end: number
}

/** Words past these are not read. */
const mostCharacters = 4_000
const mostWords = 300

const pattern = /\p{Script=Han}|[£$€¥]|%|°\s?[cf]?\b|#[0-9a-f]{6}\b|[~./\\]*[\p{L}\p{N}_-]+(?:[./\\:@+-]+[\p{L}\p{N}_-]+)+|(?:~|\.{1,2})?[/\\][\p{L}_][\p{L}\p{N}_-]*|\d+|[\p{L}\p{M}]+(?:['’][\p{L}]+)*/giu

/** Gives the words of a text in order: runs of letters, numbers, addresses and paths in one piece, Han characters one by one. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = []
  for (const match of text.slice(0, mostCharacters).matchAll(pattern)) {
    if (words.length === mostWords) break
    words.push({ text: match[0], key: keyOf(match[0]), start: match.index, end: match.index + match[0].length })
  }
  return words
}

/** Gives the keys alone. */
export function keysOf(text: string): readonly string[] {
  return wordsOf(text).map(({ key }) => key)
}

/** Folds case, width and accents, then takes the stem. */
function keyOf(word: string): string {
  const folded = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/’/g, "'")
  return stemOf(folded)
}
