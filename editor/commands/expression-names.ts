import { celsOf, parseExpression, partsOf, type ExpressionNode, type PlacedCel, type Range } from '../../engine/index.ts'
import { offsetsOf, type SkillView } from '../rules/skill-view.ts'

/** A free name in an expression of the file: `look` in `look.files`, with the fields read of it as far as they are written. */
export interface FreeName {
  readonly name: string
  readonly range: Range
  /** The first field read of it, with its own place: `folder` in `input.folder` or `input["folder"]`. */
  readonly field: { readonly name: string; readonly range: Range } | undefined
  readonly placed: PlacedCel
}

const known = new WeakMap<SkillView, readonly FreeName[]>()

/** Gives every name that an expression of the file does not bind itself. Expressions with faults give none. */
export function freeNames(view: SkillView): readonly FreeName[] {
  const found = known.get(view) ?? findNames(view)
  known.set(view, found)
  return found
}

function findNames(view: SkillView): readonly FreeName[] {
  const offsetIn = offsetsOf(view)
  const names: FreeName[] = []
  for (const placed of celsOf(view.skill, [...view.flow.states.values()])) {
    const parsed = parseExpression(placed.cel.text)
    const place = view.places.cel(placed.cel)
    if ('fault' in parsed || place === undefined) continue
    const at = (start: number, end: number): Range => ({ start: offsetIn(place.node, place.start + start), end: offsetIn(place.node, place.start + end) })
    walk(parsed.ast, new Set(), undefined, (name, node, field) => names.push({
      name,
      range: at(node.start, node.start + name.length),
      field: field === undefined ? undefined : { name: field.name, range: at(field.start, field.end) },
      placed,
    }), placed.cel.text)
  }
  return names
}

interface Field {
  readonly name: string
  readonly start: number
  readonly end: number
}

type Visit = (name: string, node: ExpressionNode, field: Field | undefined) => void

/** `outer` is the node around this one, when it reads a field of it. */
function walk(node: ExpressionNode, bound: ReadonlySet<string>, outer: ExpressionNode | undefined, visit: Visit, text: string): void {
  switch (node.kind) {
    case 'name':
      if (!bound.has(node.name)) visit(node.name, node, fieldOf(outer, text))
      return
    case 'macro': {
      walk(node.list, bound, undefined, visit, text)
      const inside = new Set(bound).add(node.item)
      if (node.test !== undefined) walk(node.test, inside, undefined, visit, text)
      return walk(node.body, inside, undefined, visit, text)
    }
    case 'bind':
      walk(node.value, bound, undefined, visit, text)
      return walk(node.body, new Set(bound).add(node.name), undefined, visit, text)
    case 'field':
      return walk(node.of, bound, node, visit, text)
    case 'index':
      walk(node.of, bound, node, visit, text)
      return walk(node.index, bound, undefined, visit, text)
    default:
      for (const part of partsOf(node)) walk(part, bound, undefined, visit, text)
  }
}

function fieldOf(outer: ExpressionNode | undefined, text: string): Field | undefined {
  if (outer?.kind === 'field') return { name: outer.name, start: outer.nameStart, end: outer.nameStart + outer.name.length }
  if (outer?.kind !== 'index' || outer.index.kind !== 'literal' || typeof outer.index.value !== 'string') return undefined
  const { value, start, end } = outer.index
  return text.slice(start + 1, end - 1) === value ? { name: value, start: start + 1, end: end - 1 } : { name: value, start, end }
}
