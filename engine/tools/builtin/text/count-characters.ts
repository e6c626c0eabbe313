const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The segmenter of the system takes time with the square of a text, so it gets short pieces. */
const longestPiece = 400

export interface CharacterCounts {
  readonly characters: number
  readonly characters_without_spaces: number
}

/**
 * Counts characters as a reader sees them: a letter with its accents or a flag is one. Line ends are single LF. A run of signs
 * beyond ASCII that is longer than 400 units is cut where a letter begins, or where nothing better is found.
 */
export function countCharacters(text: string): CharacterCounts {
  let characters = text.length
  for (const [piece] of text.matchAll(/[\0-\x7f]?[^\0-\x7f]+/g)) characters += countPieces(piece) - piece.length
  let spaces = 0
  for (const [run] of text.matchAll(/\s+/g)) spaces += run.length
  return { characters, characters_without_spaces: characters - spaces }
}

function countPieces(run: string): number {
  let count = 0
  for (let start = 0; start < run.length; ) {
    const end = cutAfter(run, start)
    for (const _ of segmenter.segment(run.slice(start, end))) count++
    start = end
  }
  return count
}

function cutAfter(run: string, start: number): number {
  const most = start + longestPiece
  if (most >= run.length) return run.length
  const letter = run.slice(start + longestPiece / 2, most).search(/(?<!\u200d|\ufe0f)[\p{Script=Han}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hiragana}\p{Script=Katakana}]/u)
  if (letter >= 0) return start + longestPiece / 2 + letter
  return most - (/[\udc00-\udfff]/.test(run[most] ?? '') ? 1 : 0)
}
