/** Controls, the marks that turn the writing direction, invisible marks and tags, line separators, halves of surrogate pairs. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}]|\u115f|\u1160|\u3164|\uffa0|[\u{e0100}-\u{e01ef}]/gu

/**
 * Gives a text that is safe to write to a terminal, on one line: what could move the cursor, hide or reorder text is
 * written as `\n`, `\t` or `\u{1b}`. A text longer than `longest` is cut in the middle, and tells its length.
 */
export function visibleText(text: string, longest = Infinity): string {
  return cutMiddle(text, longest).replace(unseen, escaped)
}

/** The same for a text of several lines, each safe. */
export function visibleLines(text: string, longest = Infinity): readonly string[] {
  return cutMiddle(text, longest).split(/\r?\n/).map((line) => visibleText(line))
}

function escaped(character: string): string {
  if (character === '\n') return '\\n'
  if (character === '\t') return '\\t'
  if (character === '\r') return '\\r'
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

function cutMiddle(text: string, longest: number): string {
  if (text.length <= longest) return text
  const half = Math.floor(longest / 2)
  return `${text.slice(0, half)} … (${text.length} characters) … ${text.slice(text.length - half)}`
}
