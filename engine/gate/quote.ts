/** Longest value that a sentence quotes in full, in UTF-16 units. */
const longest = 80

/* Control and format characters (zero width, changes of direction), line and paragraph separators, fillers, lone surrogates. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu

/** Gives a text with every character that a person could not see written as its code: `\u200b`. */
export function visible(text: string): string {
  return text.replace(hidden, (character) => `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`)
}

/** The same for a text of several lines, which stay apart. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/u).map((line) => line.split('\t').map(visible).join('\t')).join('\n')
}

/** Gives a value in double quotes for a sentence: nothing hidden, and a long one cut in its middle. */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  const cut = text.length <= longest ? text : `${text.slice(0, longest - 30)}…${text.slice(-29)}`
  return `"${visible(cut)}"`
}

/** Gives "a", "a or b", "a, b or c"; of more than four the first three and how many follow. */
export function alternatives(texts: readonly string[]): string {
  if (texts.length === 0) return 'nothing'
  if (texts.length > 4) return `${texts.slice(0, 3).join(', ')} or ${texts.length - 3} more`
  if (texts.length === 1) return texts[0] as string
  return `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`
}
