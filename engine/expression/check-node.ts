import type { JsonSchema } from '../terms/json.ts'
import { checkCall } from './check-call.ts'
import { checkOperator } from './check-operator.ts'
import { absent, type Checking, expectKinds, report, sourceOf } from './checking.ts'
import { functionCatalog, otherNames } from './function-catalog.ts'
import { nearestName } from './nearest-name.ts'
import { anyType, elementType, fieldType, kindsOf, kindWords, listType, numberType, objectType, textType, timeType, truthType, typeOfLiteral, unionType } from './static-type.ts'
import { type ExpressionNode, type NodeOf, partsOf } from './syntax.ts'

/** Gives the type of a node and adds its faults. A node with a fault has any type, so that one cause gives one fault. */
export function checkNode(node: ExpressionNode, checking: Checking): JsonSchema {
  switch (node.kind) {
    case 'literal':
      return typeOfLiteral(node.value)
    case 'name':
      return checkName(node, checking)
    case 'field':
      return checkField(node, checking)
    case 'index':
      return checkIndex(node, checking)
    case 'list':
      return node.items.length === 0 ? listType(anyType) : listType(unionType(node.items.map((item) => checkNode(item, checking))))
    case 'map':
      return checkMap(node, checking)
    case 'binary':
      return checkOperator(node, checking)
    case 'call':
      return checkCall(node, checking)
    case 'macro':
      return checkMacro(node, checking)
    default:
      return checkLogic(node, checking)
  }
}

function checkLogic(node: NodeOf<'not' | 'negate' | 'has' | 'and' | 'or' | 'choice' | 'default' | 'bind'>, checking: Checking): JsonSchema {
  switch (node.kind) {
    case 'has':
      checkNode(node.of, checking)
      return truthType
    case 'not':
      expectKinds(node.of, checkNode(node.of, checking), ['truth'], '"!"', checking)
      return truthType
    case 'negate': {
      const type = checkNode(node.of, checking)
      return expectKinds(node.of, type, ['number', 'duration'], '"-"', checking) ? type : numberType
    }
    case 'and':
    case 'or':
      for (const side of partsOf(node)) expectKinds(side, checkNode(side, checking), ['truth'], node.kind === 'and' ? '"&&"' : '"||"', checking)
      return truthType
    case 'choice':
      expectKinds(node.test, checkNode(node.test, checking), ['truth'], '"?"', checking)
      return unionType([checkNode(node.yes, checking), checkNode(node.no, checking)])
    case 'default':
      return checkDefault(node, checking)
    case 'bind':
      return checkNode(node.body, withLocal(checking, node.name, checkNode(node.value, checking)))
  }
}

function checkDefault(node: NodeOf<'default'>, checking: Checking): JsonSchema {
  const type = checkNode(node.of, checking)
  const other = checkNode(node.other, checking)
  if (kindsOf(type)?.join() === 'null') return other
  return unionType([type, other])
}

function withLocal(checking: Checking, name: string, type: JsonSchema): Checking {
  return { ...checking, locals: new Map(checking.locals).set(name, type) }
}

function checkName(node: NodeOf<'name'>, checking: Checking): JsonSchema {
  const local = checking.locals.get(node.name)
  if (local !== undefined) return local
  if (node.name === 'now') return timeType
  const type = checking.types(node.name)
  if (type !== undefined) return type
  const suggestion = nearestName(node.name, [...checking.locals.keys(), ...checking.names, 'now'])
  return report(checking, 'unknown-name', `Nothing here is called "${node.name}".`, node, suggestion)
}

function checkField(node: NodeOf<'field'>, checking: Checking): JsonSchema {
  const place = { start: node.nameStart, end: node.end }
  return typeOfField(node.of, checkNode(node.of, checking), node.name, place, checking)
}

function typeOfField(of: ExpressionNode, type: JsonSchema, name: string, place: { start: number; end: number }, checking: Checking): JsonSchema {
  const kinds = kindsOf(type)
  if (kinds === undefined) return anyType
  const owner = sourceOf(of, checking)
  if (!kinds.includes('object')) {
    if (absent(kinds)) return anyType
    const call = functionCatalog.has(name) ? name : otherNames.get(name)
    if (call !== undefined) return report(checking, 'type', `${owner} is ${kindWords(kinds)} and has no field "${name}"; ${call}() is a function.`, place, `${call}()`)
    const hint = kinds.includes('time') ? ' Use format().' : kinds.includes('list') ? ' Take an element first, as in x[0].name or x.map(e, e.name).' : ''
    return report(checking, 'type', `${owner} is ${kindWords(kinds)} and has no field "${name}".${hint}`, place)
  }
  const field = fieldType(type, name)
  if (!('known' in field)) return field
  const known = field.known as readonly string[]
  const fields = known.length === 0 ? '' : ` It has: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', ...' : ''}.`
  return report(checking, 'unknown-field', `${owner} has no field "${name}".${fields}`, place, nearestName(name, known))
}

function checkIndex(node: NodeOf<'index'>, checking: Checking): JsonSchema {
  const type = checkNode(node.of, checking)
  const index = checkNode(node.index, checking)
  const kinds = kindsOf(type)
  if (kinds === undefined || absent(kinds)) return anyType
  if (node.index.kind === 'literal' && typeof node.index.value === 'string' && kinds.includes('object')) return typeOfField(node.of, type, node.index.value, node.index, checking)
  if (kinds.includes('list')) {
    if (!kinds.includes('object')) expectKinds(node.index, index, ['number'], 'A list', checking)
    return kinds.includes('object') ? anyType : elementType(type)
  }
  if (kinds.includes('object')) return expectKinds(node.index, index, ['text', 'number', 'truth'], 'An object', checking) ? anyType : anyType
  return report(checking, 'type', `${sourceOf(node.of, checking)} is ${kindWords(kinds)} and has no elements.`, node)
}

function checkMap(node: NodeOf<'map'>, checking: Checking): JsonSchema {
  const properties: { [name: string]: JsonSchema } = Object.create(null) as { [name: string]: JsonSchema }
  let closed = true
  for (const [key, value] of node.entries) {
    expectKinds(key, checkNode(key, checking), ['text', 'number', 'truth'], 'A key', checking)
    const type = checkNode(value, checking)
    if (key.kind !== 'literal') closed = false
    else if (Object.hasOwn(properties, String(key.value))) report(checking, 'arguments', `The key "${String(key.value)}" stands twice.`, key)
    else properties[String(key.value)] = type
  }
  return objectType(properties, closed)
}

function checkMacro(node: NodeOf<'macro'>, checking: Checking): JsonSchema {
  const type = checkNode(node.list, checking)
  const fits = expectKinds(node.list, type, ['list', 'object'], `${node.macro}()`, checking)
  const onList = fits && kindsOf(type)?.includes('list') === true
  const element = onList ? elementType(type) : kindsOf(type)?.includes('object') === true ? textType : anyType
  const inside = withLocal(checking, node.item, element)
  if (node.test !== undefined) expectKinds(node.test, checkNode(node.test, inside), ['truth'], 'The test of map()', checking)
  const body = checkNode(node.body, inside)
  const list = listType(element)
  switch (node.macro) {
    case 'map':
      return listType(body)
    case 'filter':
      expectKinds(node.body, body, ['truth'], 'The test of filter()', checking)
      return list
    case 'sort':
    case 'distinct':
      return list
    case 'group':
      expectKinds(node.body, body, ['text', 'number', 'truth', 'time', 'duration'], 'The key of group()', checking)
      return { type: 'object', additionalProperties: list }
    default:
      expectKinds(node.body, body, ['truth'], `The test of ${node.macro}()`, checking)
      return truthType
  }
}

