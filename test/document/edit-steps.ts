import fc from 'fast-check'
import type { Document } from '../../engine/terms/document.ts'
import type { TextEdit } from '../../engine/terms/text-edit.ts'
import type { Json } from '../../engine/terms/json.ts'
import { changeValue, isObject, objectOf, valueAt } from '../../engine/document/change-value.ts'
import type { EditResult, Path } from '../../engine/document/edit-result.ts'
import { insertEntry } from '../../engine/document/insert-entry.ts'
import { insertItem } from '../../engine/document/insert-item.ts'
import { moveEntry } from '../../engine/document/move-entry.ts'
import { removeEntry } from '../../engine/document/remove-entry.ts'
import { removeItem } from '../../engine/document/remove-item.ts'
import { renameKey } from '../../engine/document/rename-key.ts'
import { setValue } from '../../engine/document/set-value.ts'

/** One random edit: what to do, which place (taken modulo the places there are), which neighbour, what to write. */
export interface Step {
  readonly verb: 'set' | 'insert' | 'remove' | 'rename' | 'move'
  readonly place: number
  readonly neighbour: number
  readonly key: string
  readonly value: Json
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', 'yes', 'true', 'null', '~', '12', '0x1f', '1e3', ' a', 'a ', 'a: b', 'a #b', '# a', '- a', '[a', '{', '*a', '&a', '!a', '%a', '@a', "it's", '"', 'a\nb', 'a\nb\n', 'a\n\n b\n\n', '\na', 'line one\n  line two\n\nline four', '---', '...', '--- a', 'a:', ':', '?', '?a', 'a\tb', '\u2028', '\ud800', '.inf', '-1', '+1', '<<', '=', '${x}'),
)
const leaf = fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0), fc.boolean(), fc.constant(null))
const key = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('name', 'on', 'a b', 'a: b', '#', '', '1', 'null', 'a#b', "don't")).filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name))
export const anyValue: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ depthSize: 'small', maxDepth: 3 }, leaf, fc.array(tie('value'), { maxLength: 3 }), fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((entries) => objectOf(entries))),
})).value

export const anyStep: fc.Arbitrary<Step> = fc.record({
  verb: fc.constantFrom('set', 'insert', 'remove', 'rename', 'move'),
  place: fc.nat(),
  neighbour: fc.nat(),
  key,
  value: anyValue,
})

/** The edits of a step and the value it should give; nothing where the step makes no sense. */
export interface Attempt {
  readonly result: EditResult
  readonly expected: Json
}

/** Makes a step on a document. The value expected is worked out here, apart from the code under test. */
export function attempt(document: Document, model: Json, step: Step): Attempt | undefined {
  const places = placesOf(model)
  const path = places[step.place % places.length] as Path
  const inside = valueAt(model, path)
  const last = path[path.length - 1]
  const change = (at: Path, to: (value: Json | undefined) => Json | undefined): Json => changeValue(model, at, to) ?? null
  if (step.verb === 'set') return { result: setValue(document, path, { json: step.value }), expected: change(path, () => step.value) }
  if (step.verb === 'insert') return insert(document, path, inside, step, change)
  if (last === undefined) return undefined
  const above = path.slice(0, -1)
  if (step.verb === 'remove') return { result: typeof last === 'number' ? removeItem(document, path) : removeEntry(document, path), expected: change(path, () => undefined) }
  const map = valueAt(model, above)
  if (!isObject(map)) return undefined
  const entries = Object.entries(map)
  if (step.verb === 'rename') {
    if (Object.hasOwn(map, step.key)) return undefined
    const renamed = objectOf(entries.map(([name, value]) => [name === last ? step.key : name, value]))
    return { result: renameKey(document, path, step.key), expected: change(above, () => renamed) }
  }
  const others = entries.filter(([name]) => name !== last)
  const neighbour = others[step.neighbour % Math.max(1, others.length)]?.[0]
  if (neighbour === undefined) return undefined
  const index = others.findIndex(([name]) => name === neighbour)
  const moved = [...others.slice(0, index), [String(last), map[String(last)]] as [string, Json], ...others.slice(index)]
  return { result: moveEntry(document, path, { before: neighbour }), expected: change(above, () => objectOf(moved)) }
}

function insert(document: Document, path: Path, inside: Json | undefined, step: Step, change: (at: Path, to: () => Json) => Json): Attempt | undefined {
  if (Array.isArray(inside)) {
    const index = step.neighbour % (inside.length + 1)
    return { result: insertItem(document, path, index, { json: step.value }), expected: change(path, () => inside.toSpliced(index, 0, step.value)) }
  }
  if (!isObject(inside) || Object.hasOwn(inside, step.key)) return undefined
  const entries = Object.entries(inside)
  const neighbour = entries[step.neighbour % Math.max(1, entries.length)]?.[0]
  const index = neighbour === undefined || step.neighbour % 3 === 0 ? entries.length : entries.findIndex(([name]) => name === neighbour)
  const where = neighbour === undefined || step.neighbour % 3 === 0 ? undefined : { before: neighbour }
  const added = objectOf(entries.toSpliced(index, 0, [step.key, step.value]))
  return { result: insertEntry(document, path, step.key, { json: step.value }, where), expected: change(path, () => added) }
}

function placesOf(value: Json, path: Path = []): Path[] {
  if (Array.isArray(value)) return [path, ...value.flatMap((item: Json, index) => placesOf(item, [...path, index]))]
  if (isObject(value)) return [path, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...path, name]))]
  return [path]
}

/**
 * Gives the lines of a text, with their line ends, that no edit touches. An edit that ends where a line begins touches
 * it when it takes the line end before away, so that the line becomes the rest of another.
 */
export function untouchedLines(source: string, edits: readonly TextEdit[]): string[] {
  const lines: string[] = []
  let start = 0
  while (start < source.length) {
    const end = source.indexOf('\n', start) < 0 ? source.length : source.indexOf('\n', start) + 1
    const line = { start, end, content: source[end - 1] === '\n' ? end - 1 : end }
    if (!edits.some((edit) => touches(source, edit, line))) lines.push(source.slice(start, end))
    start = end
  }
  return lines
}

function touches(source: string, { range, text: written }: TextEdit, line: { start: number; end: number; content: number }): boolean {
  if (range.start === range.end) return range.start > line.start && range.start <= line.content
  if (range.end === line.start) return written === '' ? range.start > 0 && source[range.start - 1] !== '\n' : !written.endsWith('\n')
  return range.start < line.end && range.end > line.start
}

/** Says whether `lines` stand in a text in this order, each as a whole line. */
export function keepsLines(lines: readonly string[], after: string): boolean {
  let found = 0
  for (const line of after.split(/(?<=\n)/)) {
    const wanted = lines[found]
    if (wanted !== undefined && (line === wanted || line.replace(/\r?\n$/, '') === wanted)) found++
  }
  return found === lines.length
}
