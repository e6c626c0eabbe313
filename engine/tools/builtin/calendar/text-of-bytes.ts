/**
 * Gives bytes as text: UTF-8, UTF-16 where a mark says so, else Windows-1252, in which every byte is something. A byte order
 * mark is left out. `exact` tells whether writing the text as UTF-8 gives the very same bytes, apart from the mark.
 */
export function textOfBytes(bytes: Uint8Array): { readonly text: string; readonly exact: boolean } {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
  if (wide !== undefined) return { text: new TextDecoder(wide).decode(bytes), exact: false }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), exact: true }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), exact: false }
  }
}
