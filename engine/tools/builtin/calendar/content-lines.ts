/*
 * Reads the content lines of iCalendar and vCard texts (RFC 5545 and 6350, section 3), tolerantly, with where each stands,
 * so that a text can be changed without touching the rest of it. Nothing here throws.
 */

export interface ContentLine {
  /** Upper case, without the group before a dot. */
  readonly name: string
  readonly group: string
  /** Upper-case names; a bare word of vCard 2.1 is a TYPE or an ENCODING. */
  readonly parameters: readonly (readonly [name: string, value: string])[]
  /** Unfolded, escapes as they stand. */
  readonly value: string
  /** Where it begins in the text, and where the line after it begins. */
  readonly start: number
  readonly end: number
}

/** Gives the lines of a text, folded ones joined (also those of vCard 2.1 that end in `=`). Lines that hold no `:` are left out. */
export function contentLines(text: string): readonly ContentLine[] {
  const lines: ContentLine[] = []
  let parts: string[] = []
  let start = 0
  let soft = false
  const finish = (end: number): void => {
    const line = lineOf(parts.join(''), start, end)
    if (line !== undefined) lines.push(line)
    parts = []
    soft = false
  }
  for (let from = text.charCodeAt(0) === 0xfeff ? 1 : 0; from < text.length; ) {
    const { stop, next } = breakAfter(text, from)
    const folded = parts.length > 0 && (text[from] === ' ' || text[from] === '\t')
    if (parts.length > 0 && !folded && !soft) finish(from)
    if (parts.length === 0) start = from
    const piece = text.slice(folded && !soft ? from + 1 : from, stop)
    if (parts.length === 0) soft = saysQuotedPrintable(piece)
    if (soft && piece.endsWith('=')) parts.push(piece.slice(0, -1))
    else {
      parts.push(piece)
      soft = false
    }
    from = next
    if (from >= text.length) finish(from)
  }
  return lines
}

function saysQuotedPrintable(line: string): boolean {
  const head = line.slice(0, Math.min(line.indexOf(':'), 1000))
  return /quoted-printable/i.test(head)
}

function breakAfter(text: string, from: number): { readonly stop: number; readonly next: number } {
  let stop = from
  while (stop < text.length && text[stop] !== '\n' && text[stop] !== '\r') stop++
  return { stop, next: text[stop] === '\r' && text[stop + 1] === '\n' ? stop + 2 : Math.min(stop + 1, text.length) }
}

function lineOf(text: string, start: number, end: number): ContentLine | undefined {
  const head = /^(?:([A-Za-z0-9-]+)\.)?([A-Za-z0-9-]+)/.exec(text)
  if (head === null) return undefined
  const parameters: (readonly [string, string])[] = []
  let at = head[0].length
  while (text[at] === ';') {
    const stop = endOfParameter(text, at + 1)
    const parameter = parameterOf(text.slice(at + 1, stop))
    if (parameter !== undefined) parameters.push(parameter)
    at = stop
  }
  if (text[at] !== ':') return undefined
  return { name: (head[2] ?? '').toUpperCase(), group: head[1] ?? '', parameters, value: text.slice(at + 1), start, end }
}

/** A colon or semicolon inside quotes does not end a parameter; quotes that never end count as letters. */
function endOfParameter(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '"') {
      const close = text.indexOf('"', at + 1)
      if (close > 0) at = close
    } else if (text[at] === ';' || text[at] === ':') return at
  }
  return text.length
}

function parameterOf(text: string): readonly [string, string] | undefined {
  const equals = text.indexOf('=')
  if (equals > 0) return [text.slice(0, equals).trim().toUpperCase(), text.slice(equals + 1).replaceAll('"', '').trim()]
  const word = text.trim().toUpperCase()
  if (word === '') return undefined
  return [/^(?:QUOTED-PRINTABLE|BASE64|8BIT|7BIT)$/.test(word) ? 'ENCODING' : 'TYPE', word]
}

/** Gives the first value of a parameter. */
export function parameter(line: ContentLine, name: string): string | undefined {
  return line.parameters.find(([key]) => key === name)?.[1]
}

/** Undoes the escapes of a text value: `\n`, `\,`, `\;`, `\\`. */
export function unescaped(value: string): string {
  return value.replace(/\\([nN,;\\:"])/g, (_all, letter: string) => (letter === 'n' || letter === 'N' ? '\n' : letter))
}

/** Writes a text value with its escapes; control characters but tabs and line breaks are left out. */
export function escapedValue(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
  return clean.replace(/[\\,;]/g, (letter) => `\\${letter}`).replaceAll('\n', '\\n')
}

/** Writes a line, folded after at most 75 bytes without cutting a character, with its line break. */
export function foldedLine(line: string, lineBreak: string): string {
  const pieces: string[] = []
  let piece = ''
  let bytes = 0
  for (const character of line) {
    const size = byteLength(character)
    if (bytes + size > 75) {
      pieces.push(piece)
      piece = ' '
      bytes = 1
    }
    piece += character
    bytes += size
  }
  return [...pieces, piece].join(lineBreak) + lineBreak
}

function byteLength(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** Gives the line break that a text uses. */
export function lineBreakOf(text: string): string {
  return /\r\n/.test(text) || !/[\r\n]/.test(text) ? '\r\n' : text.includes('\n') ? '\n' : '\r'
}
