const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i

/**
 * Gives a name that is one plain name on every system, as near as possible to one that others chose: no separators, no
 * hidden or turning characters, no leading dot, nothing Windows keeps for itself, at most 120 characters with its ending.
 */
export function safeName(wanted: string, fallback: string): string {
  const plain = wanted.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu, '').replace(/[/\\:*?"<>|]/g, '_').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '')
  const named = plain === '' || /^[_ ]+$/.test(plain) ? fallback : reserved.test(plain) ? `_${plain}` : plain
  const characters = [...named]
  if (characters.length <= 120) return named
  const dot = named.lastIndexOf('.')
  const ending = dot > 0 && named.length - dot <= 16 ? named.slice(dot) : ''
  return characters.slice(0, 120 - ending.length).join('').replace(/[. ]+$/, '') + ending
}

/** Gives a name that is not taken yet, with a number before its ending. Case makes no difference. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(folded(name))) return name
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let number = 2; ; number++) if (!taken.has(folded(`${stem} (${number})${ending}`))) return `${stem} (${number})${ending}`
}

export function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
