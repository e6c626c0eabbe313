/*
 * What is left of a value that a person put another in the place of. Owns: which labels the new one keeps. Always true: text
 * that others wrote does not become the person's because something beside it, or a letter in it, was changed.
 */
import type { Changed } from '../terms/journal.ts'
import type { Json, JsonSchema } from '../terms/json.ts'
import { isTooLarge } from './is-too-large.ts'

type Untrusted = true | readonly string[] | undefined

/** How much of a value is new, and which parts of it others wrote: paths as a tool gives them, or all of it. */
export interface ChangedValue {
  readonly changed: Changed
  readonly untrusted?: true | readonly string[]
}

/** Characters of a value up to which it is compared part by part; of a larger one all counts as left. */
const comparable = 4 * 1024 * 1024

/** Two texts that share this many characters in a row, where the old one is cut into pieces so long, have a part in common. */
const pieceLength = 16

/**
 * Compares the old value with the new one. `untrusted`: the parts of the old one that others wrote. A field name that the
 * schema does not list counts as text of the value.
 */
export function changedValue(old: Json | undefined, next: Json, untrusted: Untrusted, schema: JsonSchema): ChangedValue {
  if (old === undefined) return { changed: 'all' }
  if (isTooLarge(old, comparable) || isTooLarge(next, comparable)) return { changed: 'part', ...(untrusted !== undefined && { untrusted }) }
  const patterns = untrusted === true ? [[]] : (untrusted ?? []).map((pattern) => pattern.split('.'))
  const known = new Leaves()
  const foreign = new Leaves()
  for (const leaf of leavesOf(old, schema)) {
    known.add(leaf)
    if (patterns.some((pattern) => liesIn(leaf, pattern))) foreign.add(leaf)
  }
  let isPart = false
  let isMoved = false
  const left = new Set<string>()
  for (const leaf of leavesOf(next, schema)) {
    isPart ||= known.has(leaf)
    if (!foreign.has(leaf)) continue
    const inside = patterns.filter((pattern) => liesIn(leaf, pattern))
    for (const pattern of inside) left.add(pattern.join('.'))
    isMoved ||= inside.length === 0
  }
  if (!isPart) return { changed: 'all' }
  if (isMoved || left.has('')) return { changed: 'part', untrusted: true }
  return left.size === 0 ? { changed: 'part' } : { changed: 'part', untrusted: [...left] }
}

interface Leaf {
  readonly path: readonly string[]
  readonly value: string | number | boolean
  /** It is the name of a field. */
  readonly isName?: true
}

/** The leaves of a value to find others in: the same at the same place, and texts that share a part wherever they stand. */
class Leaves {
  private readonly places = new Set<string>()
  private readonly pieces = new Set<string>()

  add({ path, value, isName }: Leaf): void {
    this.places.add(JSON.stringify([path, value, isName === true]))
    if (typeof value !== 'string') return
    this.pieces.add(value)
    for (let start = 0; start + pieceLength <= value.length; start += pieceLength) this.pieces.add(value.slice(start, start + pieceLength))
  }

  has({ path, value, isName }: Leaf): boolean {
    if (this.places.has(JSON.stringify([path, value, isName === true]))) return true
    if (typeof value !== 'string') return false
    if (this.pieces.has(value)) return true
    for (let start = 0; start + pieceLength <= value.length; start++) if (this.pieces.has(value.slice(start, start + pieceLength))) return true
    return false
  }
}

/** Gives what a value is made of; nothing for null and empty texts, which say nothing of where they came from. */
function leavesOf(value: Json, schema: JsonSchema): Leaf[] {
  const leaves: Leaf[] = []
  const open: { readonly path: readonly string[]; readonly value: Json; readonly schema: JsonSchema }[] = [{ path: [], value, schema }]
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { path, value: part, schema: known } = one
    if (Array.isArray(part)) part.forEach((item: Json, index) => open.push({ path: [...path, String(index)], value: item, schema: known.items ?? {} }))
    else if (typeof part === 'object' && part !== null) {
      for (const [name, field] of Object.entries(part)) {
        const listed = known.properties !== undefined && Object.hasOwn(known.properties, name) ? known.properties[name] : undefined
        if (listed === undefined && name !== '') leaves.push({ path: [...path, name], value: name, isName: true })
        open.push({ path: [...path, name], value: field as Json, schema: listed ?? {} })
      }
    } else if (part !== null && part !== '') leaves.push({ path, value: part as Leaf['value'] })
  }
  return leaves
}

/** A name that the pattern itself spells is the tool's own. */
function liesIn({ path, isName }: Leaf, pattern: readonly string[]): boolean {
  if (isName === true && pattern.length === path.length && pattern.at(-1) !== '*') return false
  return pattern.length <= path.length && pattern.every((part, index) => part === '*' || part === path[index])
}
