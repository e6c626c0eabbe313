/*
 * Reads mbox files piece by piece. A message begins with a line "From …" that holds a time and follows an empty line or the
 * start; in bodies such lines are quoted with ">" (the mboxrd way is undone, which undoes the others too, mostly).
 */

const mostKept = 64 * 1024 * 1024
const headKept = 1024 * 1024
const longestLine = 400

export interface MboxMessage {
  /** Where its "From " line begins in the file. */
  readonly offset: number
  /** Without the "From " line. */
  readonly bytes: Uint8Array
  readonly size: number
  /** Only the beginning was kept, for it is too large. */
  readonly cut: boolean
  readonly fromLine: string
}

export async function* mboxMessages(stream: AsyncIterable<Uint8Array>): AsyncGenerator<MboxMessage> {
  let buffer: Uint8Array = new Uint8Array(0)
  let head: Uint8Array | undefined
  let offset = 0
  let dropped = 0
  let from = 1
  const message = (end: number): MboxMessage => messageOf(head ?? buffer.subarray(0, end), offset, dropped + end, head !== undefined)
  for await (const chunk of stream) {
    buffer = joined(buffer, chunk)
    for (let next = separator(buffer, from, false); next >= 0; next = separator(buffer, 1, false)) {
      yield message(next)
      offset += dropped + next
      ;[buffer, head, dropped, from] = [buffer.subarray(next), undefined, 0, 1]
    }
    if (buffer.length > mostKept) {
      head ??= buffer.slice(0, headKept)
      dropped += buffer.length - longestLine * 2
      buffer = buffer.slice(buffer.length - longestLine * 2)
    }
    from = Math.max(1, buffer.length - longestLine)
  }
  for (let next = separator(buffer, from, true); next >= 0; next = separator(buffer, 1, true)) {
    yield message(next)
    offset += dropped + next
    ;[buffer, head, dropped] = [buffer.subarray(next), undefined, 0]
  }
  if (buffer.length > 0) yield message(buffer.length)
}

const mark = [70, 114, 111, 109, 32]
const newline = 10

/** Gives where the next message begins; −1 when none does, or when more must be read to tell. */
function separator(bytes: Uint8Array, from: number, whole: boolean): number {
  for (let at = bytes.indexOf(newline, Math.max(0, from - 1)); at >= 0; at = bytes.indexOf(newline, at + 1)) {
    const start = at + 1
    if (!mark.every((code, index) => bytes[start + index] === code)) continue
    if (!afterEmptyLine(bytes, at)) continue
    const end = bytes.indexOf(newline, start)
    if (end < 0 && !whole && bytes.length - start < longestLine) return -1
    if (/ \d{1,2}:\d\d/.test(latin(bytes.subarray(start, end < 0 ? start + longestLine : Math.min(end, start + longestLine))))) return start
  }
  return -1
}

function afterEmptyLine(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1] === 13 ? at - 2 : at - 1
  return before < 0 || bytes[before] === newline
}

function messageOf(bytes: Uint8Array, offset: number, size: number, cut: boolean): MboxMessage {
  const end = bytes.indexOf(newline)
  const hasLine = mark.every((code, index) => bytes[index] === code)
  const body = hasLine ? bytes.subarray(end < 0 ? bytes.length : end + 1) : bytes
  return { offset, bytes: unquoted(body), size, cut, fromLine: hasLine ? latin(bytes.subarray(0, Math.min(end < 0 ? bytes.length : end, longestLine))) : '' }
}

/** Takes one ">" from each line that begins with ">From ", ">>From " and so on. */
function unquoted(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; ) {
    const stop = bytes.indexOf(newline, at)
    const end = stop < 0 ? bytes.length : stop + 1
    let quotes = at
    while (bytes[quotes] === 62) quotes++
    const start = quotes > at && mark.every((code, index) => bytes[quotes + index] === code) ? at + 1 : at
    kept.set(bytes.subarray(start, end), length)
    length += end - start
    at = end
  }
  return kept.subarray(0, length)
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
