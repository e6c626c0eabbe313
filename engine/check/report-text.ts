import type { ExpressionNode } from '../expression/syntax.ts'
import { anywhere, exactly, insideOf, type Place } from './report-place.ts'

/** A path a value is read from; `*` is any index or key. */
export type Chain = readonly string[]

const keepElements = new Set(['take', 'skip', 'reverse', 'sort', 'distinct'])
const takeElement = new Set(['first', 'last'])

/** Gives the path that the value of an expression is read from, unchanged; `undefined` when it is made on the way. */
export function sourcePath(node: ExpressionNode, bound: ReadonlyMap<string, Chain | undefined> = new Map()): Chain | undefined {
  switch (node.kind) {
    case 'name':
      return bound.has(node.name) ? bound.get(node.name) : [node.name]
    case 'field':
      return extend(sourcePath(node.of, bound), node.name)
    case 'index':
      return extend(sourcePath(node.of, bound), node.index.kind === 'literal' && typeof node.index.value === 'string' ? node.index.value : '*')
    case 'macro':
      return ofMacro(node, bound)
    case 'call': {
      const [list] = node.args
      if (list === undefined) return undefined
      if (takeElement.has(node.name)) return extend(sourcePath(list, bound), '*')
      return keepElements.has(node.name) ? sourcePath(list, bound) : undefined
    }
    default:
      return undefined
  }
}

/** The list of `map(f, f.path)` is read from `*.path`; written without the last `*`, as a list of its own. */
function ofMacro(node: Extract<ExpressionNode, { readonly kind: 'macro' }>, bound: ReadonlyMap<string, Chain | undefined>): Chain | undefined {
  const list = sourcePath(node.list, bound)
  if (list === undefined) return undefined
  return node.macro === 'filter' || node.macro === 'sort' || node.macro === 'distinct' ? list : undefined
}

function extend(path: Chain | undefined, part: string): Chain | undefined {
  return path === undefined ? undefined : [...path, part]
}

/** Gives the places of a text made of parts, each of which may be one of several places. Stops at the first part that is not exact. */
export function placesOfText(parts: readonly (readonly Place[])[]): readonly Place[] {
  let sofar: readonly Place[] = [exactly()]
  for (const [index, part] of parts.entries()) {
    if (sofar.length * part.length > 64) return [anywhere]
    if (part.every((place) => place.kind === 'made' && place.exact)) {
      sofar = sofar.flatMap((place) => part.map((more) => append(place, more)))
    } else {
      const open = index === 0 || sofar.every((place) => place.kind === 'made' && place.parts.length === 0)
      return open ? part.map((place) => (parts.length === index + 1 ? place : insideOf(place))) : sofar.map(insideOf)
    }
  }
  return sofar
}

function append(place: Place, more: Place): Place {
  if (place.kind !== 'made' || more.kind !== 'made') return anywhere
  const parts = [...place.parts]
  for (const part of more.parts) {
    const last = parts[parts.length - 1]
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
    else if (part !== '') parts.push(part)
  }
  return { ...place, parts }
}
