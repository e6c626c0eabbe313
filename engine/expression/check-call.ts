import type { JsonSchema } from '../terms/json.ts'
import { wrongCount } from './call-count.ts'
import { type Checking, expectKinds, report } from './checking.ts'
import { type CatalogEntry, type CatalogType, functionCatalog, otherNames } from './function-catalog.ts'
import { nearestName } from './nearest-name.ts'
import { parseDuration } from './parse-duration.ts'
import { parseTime } from './parse-time.ts'
import { patternOf } from './pattern.ts'
import { anyType, durationType, elementType, type Kind, kindsOf, listType, nullType, numberType, textType, timeType, truthType, unionType } from './static-type.ts'
import type { ExpressionNode, NodeOf } from './syntax.ts'

/** Gives what a call gives, and reports an unknown function and arguments that can not fit. */
export function checkCall(node: NodeOf<'call'>, checking: Checking): JsonSchema {
  const given = node.method ? undefined : checking.functions.get(node.name)
  const entry = functionCatalog.get(node.name)
  const wrong = given === undefined ? wrongCount(node.name, node.args.length) : undefined
  if (wrong !== undefined) return report(checking, 'arguments', wrong, node)
  const args = node.args.map((argument) => checking.check(argument, checking))
  if (given !== undefined) return given
  if (entry === undefined) return reportUnknown(node, checking)
  let fits = true
  node.args.forEach((argument, index) => {
    if (!checkArgument(argument, args[index] ?? anyType, entry, index, checking)) fits = false
  })
  return fits ? resultType(entry, args) : anyType
}

function reportUnknown(node: NodeOf<'call'>, checking: Checking): JsonSchema {
  const suggestion = otherNames.get(node.name) ?? nearestName(node.name, [...functionCatalog.keys(), ...checking.functions.keys()])
  const place = { start: node.nameStart, end: node.nameStart + node.name.length }
  return report(checking, 'unknown-function', `There is no function "${node.name}".`, place, suggestion)
}

const kindsByParameter: { readonly [type in CatalogType]?: readonly Kind[] } = {
  text: ['text'], pattern: ['text'], number: ['number'], list: ['list'], lists: ['list'], numbers: ['list'], object: ['object'], truth: ['truth'],
  time: ['time', 'text'], duration: ['duration', 'text'], sized: ['text', 'list', 'object'], 'text or list': ['text', 'list'],
}

function checkArgument(node: ExpressionNode, type: JsonSchema, entry: CatalogEntry, index: number, checking: Checking): boolean {
  const parameter = entry.parameters[Math.min(index, entry.parameters.length - 1)] ?? 'any'
  const kinds = kindsByParameter[parameter]
  if (kinds !== undefined && !expectKinds(node, type, kinds, `${entry.name}()`, checking)) return false
  if (parameter === 'numbers' || parameter === 'list') return checkElements(node, type, entry, checking)
  return node.kind === 'literal' && typeof node.value === 'string' ? checkLiteral(node, node.value, parameter, checking) : true
}

/** The elements that `sum`, `average` and `join` can work on. */
const elementKinds: ReadonlyMap<string, readonly Kind[]> = new Map<string, readonly Kind[]>([
  ['sum', ['number', 'duration']], ['average', ['number']], ['join', ['text', 'number', 'truth', 'time', 'duration', 'null']],
])

function checkElements(node: ExpressionNode, type: JsonSchema, entry: CatalogEntry, checking: Checking): boolean {
  const wanted = elementKinds.get(entry.name)
  return wanted === undefined || expectKinds(node, elementType(type), wanted, `${entry.name}() of elements`, checking)
}

function checkLiteral(node: ExpressionNode, value: string, parameter: CatalogType, checking: Checking): boolean {
  const shown = value.length > 60 ? `${value.slice(0, 57)}...` : value
  if (parameter === 'pattern') {
    const { fault } = patternOf(value)
    if (fault !== undefined) report(checking, 'slow-pattern', fault, node)
    return fault === undefined
  }
  if (parameter === 'time' && parseTime(value) === undefined) report(checking, 'type', `"${shown}" is not a time; write one such as 2026-06-01T12:00:00Z.`, node)
  else if (parameter === 'duration' && parseDuration(value) === undefined) report(checking, 'type', `"${shown}" is not a duration; write one such as 7d, 1h30m or PT5M.`, node)
  else return true
  return false
}

function resultType(entry: CatalogEntry, args: readonly JsonSchema[]): JsonSchema {
  const [first = anyType, second] = args
  switch (entry.result) {
    case 'text':
      return entry.name === 'capture' ? unionType([textType, nullType]) : textType
    case 'number':
      return entry.name === 'average' ? unionType([numberType, nullType]) : numberType
    case 'truth':
      return truthType
    case 'time':
      return timeType
    case 'duration':
      return durationType
    case 'texts':
      return listType(textType)
    case 'numbers':
      return listType(numberType)
    case 'lists':
      return listType(listType(anyType))
    case 'list':
      return listType(anyType)
    case 'object':
      return { type: 'object' }
    case 'same':
      return kindsOf(first)?.includes('list') === true ? listType(elementType(first)) : listType(anyType)
    case 'element':
      return second !== undefined ? unionType([first, second]) : unionType([elementType(first), nullType])
    case 'flat':
      return flatType(elementType(first))
    case 'total':
      return kindsOf(elementType(first))?.join() === 'number' ? numberType : anyType
    case 'values':
      return typeof first.additionalProperties === 'object' && first.properties === undefined ? listType(first.additionalProperties) : listType(anyType)
    default:
      return anyType
  }
}

function flatType(element: JsonSchema): JsonSchema {
  return kindsOf(element)?.join() === 'list' ? listType(elementType(element)) : listType(anyType)
}
