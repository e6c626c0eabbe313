import { applyEdits, canonicalJson, entryLines, parseDocument, plainValue, type Document, type Json, type Path, type Range, type TextEdit } from '../../engine/index.ts'
import type { SkillView } from '../rules/skill-view.ts'
import { nodeAt } from '../rules/way-place.ts'
import { refuse, type Command } from './command.ts'

/**
 * Gives the edits that write the lines of one part anew, as YAML at the margin. Lines that are the same keep every byte. The
 * part may be left with faults of meaning, which are shown where they stand; YAML that can not be read is refused.
 */
export function writeLines(view: SkillView, { path, yaml }: { readonly path: Path; readonly yaml: string }): Command {
  const name = path[path.length - 1]
  const old = entryLines(view.text, path)
  if (old === undefined || name === undefined) return refuse('This stands elsewhere in the file, under a "*name".')
  const wanted = yaml.replaceAll('\r\n', '\n')
  if (trimmed(wanted) === trimmed(old.yaml)) return { edits: [] }
  const edits = [lineEdit(view.text, old.range, old.yaml, wanted)]
  const after = parseDocument(applyEdits(view.text, edits))
  const fault = newError(view.document, after)
  if (fault !== undefined) return refuse(`This can not be read: ${fault}`)
  if (nodeAt({ ...view, document: after }, path) === undefined) {
    return refuse(typeof name === 'number' ? 'The item has to stay. Take it out of the list with its own button.' : `The first line has to stay "${name}:". A name is changed in its own field.`)
  }
  if (canonicalJson(without(valueOf(view.document), path)) !== canonicalJson(without(valueOf(after), path))) return refuse('The change would also change another place of the file.')
  return { edits }
}

function trimmed(yaml: string): string {
  return yaml.replace(/\n+$/, '')
}

/** Gives the edit of the lines that differ. The first line of `old` begins at the start of the range, with its indentation. */
function lineEdit(text: string, { start, end: limit }: Range, old: string, wanted: string): TextEdit {
  const before = trimmed(old).split('\n')
  const now = trimmed(wanted).split('\n')
  const raw = rawLines(text.slice(0, limit), start, before.length)
  const column = Math.max(0, ...raw.map(({ content }, index) => content.length - (before[index] ?? '').length))
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const least = Math.min(before.length, now.length)
  let head = 0
  while (head < least && before[head] === now[head]) head++
  let tail = 0
  while (tail < least - head && before[before.length - 1 - tail] === now[now.length - 1 - tail]) tail++
  const lines = now.slice(head, now.length - tail).map((line, index) => (line === '' || (head + index === 0 && column > 0 && !isMargin(text, start)) ? line : ' '.repeat(column) + line))
  const first = raw[head]
  const last = raw[before.length - tail - 1]
  const previous = raw[head - 1]
  if (head < before.length - tail && first !== undefined && last !== undefined) {
    if (lines.length > 0) return { range: { start: first.start, end: last.end }, text: lines.join(eol) }
    const next = raw[before.length - tail]
    return previous === undefined && next !== undefined ? { range: { start: first.start, end: next.start }, text: '' } : { range: { start: previous?.end ?? first.start, end: last.end }, text: '' }
  }
  if (previous !== undefined) return { range: { start: previous.end, end: previous.end }, text: lines.map((line) => eol + line).join('') }
  return { range: { start, end: start }, text: lines.map((line) => line + eol).join('') }
}

function isMargin(text: string, start: number): boolean {
  return start === 0 || text[start - 1] === '\n'
}

interface RawLine {
  readonly start: number
  readonly end: number
  readonly content: string
}

function rawLines(text: string, start: number, count: number): readonly RawLine[] {
  const lines: RawLine[] = []
  for (let at = start; lines.length < count; ) {
    const found = text.indexOf('\n', at)
    const end = found < 0 ? text.length : text[found - 1] === '\r' ? found - 1 : found
    lines.push({ start: at, end, content: text.slice(at, end) })
    if (found < 0) break
    at = found + 1
  }
  return lines
}

function newError(before: Document, after: Document): string | undefined {
  const errors = (document: Document) => document.diagnostics.filter(({ severity }) => severity === 'error')
  return errors(after).length > errors(before).length ? errors(after).find(({ message }) => !errors(before).some((old) => old.message === message))?.message ?? 'it has a fault' : undefined
}

function valueOf({ root }: Document): Json {
  return root === undefined ? null : plainValue(root)
}

/** Gives a value with null in place of what stands at a path. */
function without(value: Json, path: Path): Json {
  const [step, ...rest] = path
  if (step === undefined) return null
  if (Array.isArray(value)) return value.map((item: Json, index) => (index === step ? without(item, rest) : item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, key === String(step) ? without(inside as Json, rest) : (inside as Json)]))
}
