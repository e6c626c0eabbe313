const lookedAt = 2048
/* What Windows-1252 has at 80 to 9F. Some versions of Node decode it as ISO 8859-1, which has control characters there. */
const windows = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/**
 * Gives the text of a body: in the encoding that a byte order mark names, else the one of the header, else the one that an
 * HTML `meta` or an XML declaration names near the start, else UTF-8, else Windows-1252. Broken characters become U+FFFD.
 */
export function decodeBody(bytes: Uint8Array, charset: string | undefined): string {
  const decoder = markOf(bytes) ?? decoderOf(charset) ?? decoderOf(namedInside(bytes))
  if (decoder !== undefined) return decoder.encoding === 'windows-1252' ? fromWindows(bytes) : decoder.decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // A stretch of valid characters that was cut in the middle is still UTF-8.
    const text = new TextDecoder('utf-8').decode(bytes)
    const broken = text.split('\ufffd').length - 1
    return broken <= 1 + text.length / 1000 ? text : fromWindows(bytes)
  }
}

function fromWindows(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes).replace(/[\x80-\x9f]/g, (character) => windows[character.charCodeAt(0) - 0x80] ?? character)
}

function markOf([a, b, c]: Uint8Array): TextDecoder | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return new TextDecoder('utf-8')
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le')
  return a === 0xfe && b === 0xff ? new TextDecoder('utf-16be') : undefined
}

function decoderOf(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined
  try {
    return new TextDecoder(label)
  } catch {
    return undefined
  }
}

/** What names UTF-16 in letters of one byte can not mean it. */
function namedInside(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, lookedAt))
  const xml = /^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i.exec(start)?.[1]
  const label = xml ?? /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(start)?.[1]
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label
}
