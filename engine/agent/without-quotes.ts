const quoted = /"[^"]{0,400}"|“[^”]{0,400}”|«[^»]{0,400}»|「[^」]{0,400}」|『[^』]{0,400}』|《[^》]{0,400}》|`[^`]{0,400}`|(?<![\p{L}\p{N}])['‘][^'’]{1,400}['’](?![\p{L}\p{N}])/gu

/** Gives words with what stands in quotation marks blanked out, as long as before: it is a title or a text, and asks for nothing. */
export function withoutQuotes(words: string): string {
  return words.replace(quoted, (all) => ' '.repeat(all.length))
}
