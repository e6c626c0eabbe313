/* Where one is inside `{ … }`, `[ … ]` or quotes on the way to the cursor. Pure; works on texts that are still being written. */

/** Keys of one map with what stands behind them, as written. */
export type WrittenMap = ReadonlyMap<string, string>

/** One step into a value: by key (`-`: by element), with the map the key stands in. */
export interface Frame {
  readonly key: string
  readonly beside: WrittenMap
}

export interface FlowPlace {
  readonly frames: readonly Frame[]
  readonly at: 'key' | 'value' | 'nothing'
  /** Where the word that is being written begins. */
  readonly start: number
  readonly quote: '"' | "'" | ''
  /** The map that the cursor is in, when it writes a key. */
  readonly own: WrittenMap
}

interface Level {
  readonly kind: '{' | '['
  readonly map: Map<string, string>
  key: string | undefined
  /** Where the key or value that is being read begins. */
  start: number
}

const mostScanned = 20_000

/** Gives the place of `offset` in the value that begins at `from`; undefined: the value ended before. */
export function flowPlace(text: string, from: number, offset: number): FlowPlace | undefined {
  const levels: Level[] = []
  const first = text[from]
  if (first !== '{' && first !== '[' && first !== '"' && first !== "'") return undefined
  let at = from
  let found: { readonly depth: number; readonly place: Omit<FlowPlace, 'frames' | 'own'> } | undefined
  for (const last = Math.min(text.length, offset + mostScanned); at < last; ) {
    if (found === undefined && at >= offset) {
      found = { depth: levels.length, place: placeIn(levels, text, offset) }
    }
    if (found !== undefined && levels.length < found.depth) break
    const sign = text[at] as string
    if ((sign === '"' || sign === "'") && isOpening(text, at, levels, from)) {
      const end = endOfQuoted(text, at, sign)
      if (found === undefined && offset > at && offset <= end) {
        found = { depth: levels.length, place: { at: atOf(levels), start: at + 1, quote: sign } }
      }
      at = end + 1
      if (levels.length === 0) break
      continue
    }
    if (levels.length === 0 && at > from) break
    if (!step(text, at, levels, found)) break
    at++
  }
  if (found === undefined && (levels.length > 0 || at > offset)) found = { depth: levels.length, place: placeIn(levels, text, offset) }
  return found === undefined ? undefined : finish(text, levels, found, Math.min(at, text.length))
}

/** Reads one sign; false when the whole value ends with it before the cursor was found. */
function step(text: string, at: number, levels: Level[], found: { readonly depth: number } | undefined): boolean {
  const level = levels.at(-1)
  switch (text[at]) {
    case '{':
    case '[':
      levels.push({ kind: text[at] as '{' | '[', map: new Map(), key: undefined, start: at + 1 })
      return true
    case '}':
    case ']':
      closePart(text, at, level)
      if (found !== undefined && levels.length === found.depth) return false
      levels.pop()
      return levels.length > 0
    case ',':
      closePart(text, at, level)
      if (level !== undefined) Object.assign(level, { key: undefined, start: at + 1 })
      return true
    case ':':
      if (level?.kind === '{' && level.key === undefined && /[\s,{}[\]]|^$/.test(text[at + 1] ?? '')) {
        level.key = bare(text.slice(level.start, at))
        level.start = at + 1
        level.map.set(level.key, '')
      }
      return true
    default:
      return true
  }
}

function closePart(text: string, at: number, level: Level | undefined): void {
  if (level?.kind === '{' && level.key !== undefined) level.map.set(level.key, text.slice(level.start, at).trim())
}

function finish(text: string, levels: readonly Level[], found: { readonly depth: number; readonly place: Omit<FlowPlace, 'frames' | 'own'> }, at: number): FlowPlace {
  const inside = levels.slice(0, found.depth)
  const own = inside.at(-1)
  closePart(text, at, own)
  const frames = inside.flatMap((level, index): readonly Frame[] => {
    if (level.kind === '[') return [{ key: '-', beside: new Map() }]
    const isLast = index === inside.length - 1
    const key = isLast && found.place.at === 'key' ? undefined : isLast ? keyAt(level, found.place.start, text) : level.key
    return key === undefined ? [] : [{ key, beside: level.map }]
  })
  return { ...found.place, frames, own: own?.kind === '{' ? own.map : new Map() }
}

/** After the cursor was passed the last level may have read on; its key is the last one written before the word. */
function keyAt(level: Level, start: number, text: string): string | undefined {
  const written = text.slice(0, start)
  let best: string | undefined
  let bestAt = -1
  for (const key of level.map.keys()) {
    const place = Math.max(written.lastIndexOf(`${key}:`), written.lastIndexOf(`${key}":`), written.lastIndexOf(`${key}':`))
    if (place > bestAt) [best, bestAt] = [key, place]
  }
  return best
}

function atOf(levels: readonly Level[]): 'key' | 'value' {
  const level = levels.at(-1)
  return level?.kind === '{' && level.key === undefined ? 'key' : 'value'
}

function placeIn(levels: readonly Level[], text: string, offset: number): Omit<FlowPlace, 'frames' | 'own'> {
  const level = levels.at(-1)
  if (level === undefined) return { at: 'nothing', start: offset, quote: '' }
  const skipped = /^\s*/.exec(text.slice(level.start, offset))?.[0].length ?? 0
  return { at: atOf(levels), start: Math.min(level.start + skipped, offset), quote: '' }
}

/** A quote opens a string only where a key or a value begins. */
function isOpening(text: string, at: number, levels: readonly Level[], from: number): boolean {
  if (at === from) return true
  const start = levels.at(-1)?.start ?? at
  return /^\s*$/.test(text.slice(start, at))
}

function endOfQuoted(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++
    else if (text[at] === quote) {
      if (quote === "'" && text[at + 1] === "'") at++
      else return at
    }
  }
  return text.length
}

/** Gives a key without white space and quotes. */
export function bare(key: string): string {
  const trimmed = key.trim()
  return /^(["']).*\1$/s.test(trimmed) ? trimmed.slice(1, -1) : trimmed
}
