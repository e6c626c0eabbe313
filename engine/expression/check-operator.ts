import type { JsonSchema } from '../terms/json.ts'
import { canonicalJson } from '../terms/json.ts'
import { type Checking, report, sourceOf } from './checking.ts'
import { parseDuration } from './parse-duration.ts'
import { parseTime } from './parse-time.ts'
import { anyType, durationType, elementType, type Kind, kindsOf, kindWords, listType, timeType, truthType, typeOf, unionType } from './static-type.ts'
import type { BinaryOperator, ExpressionNode, NodeOf } from './syntax.ts'

/** Gives the type of an operator with two sides, and reports sides that can never fit together. */
export function checkOperator(node: NodeOf<'binary'>, checking: Checking): JsonSchema {
  const left = checking.check(node.left, checking)
  const right = checking.check(node.right, checking)
  switch (node.operator) {
    case '==':
    case '!=':
      checkEquality(node, left, right, checking)
      return truthType
    case 'in':
      checkIn(node, left, right, checking)
      return truthType
    default:
      return checkKinds(node, left, right, checking)
  }
}

function checkEquality(node: NodeOf<'binary'>, left: JsonSchema, right: JsonSchema, checking: Checking): void {
  if (isNull(node.left) || isNull(node.right)) return
  if (checkChoice(node.left, right, node.right, checking) || checkChoice(node.right, left, node.left, checking)) return
  const [a, b] = [kindsOf(left), kindsOf(right)]
  if (a === undefined || b === undefined || a.some((one) => b.some((other) => comparable(one, other)))) return
  report(checking, 'type', `${sourceOf(node.left, checking)} is ${kindWords(a)} and ${sourceOf(node.right, checking)} is ${kindWords(b)}: they are never equal.`, node)
}

/** Reports a literal that is not among the values the other side can have. */
function checkChoice(literal: ExpressionNode, type: JsonSchema, other: ExpressionNode, checking: Checking): boolean {
  if (literal.kind !== 'literal' || type.enum === undefined || type.enum.some((choice) => canonicalJson(choice) === canonicalJson(literal.value))) return false
  if (kindsOf(type)?.some((kind) => kindsOf(checking.check(literal, checking))?.includes(kind)) !== true) return false
  const choices = type.enum.slice(0, 12).map((choice) => canonicalJson(choice)).join(', ')
  report(checking, 'type', `${sourceOf(other, checking)} is never ${sourceOf(literal, checking)}; it is one of ${choices}.`, literal)
  return true
}

function isNull(node: ExpressionNode): boolean {
  return node.kind === 'literal' && node.value === null
}

function comparable(a: Kind, b: Kind): boolean {
  return a === b || (isMoment(a) && b === 'text') || (a === 'text' && isMoment(b))
}

function isMoment(kind: Kind): boolean {
  return kind === 'time' || kind === 'duration'
}

function checkIn(node: NodeOf<'binary'>, left: JsonSchema, right: JsonSchema, checking: Checking): void {
  const [part, whole] = [kindsOf(left), kindsOf(right)]
  if (whole === undefined) return
  const holders = whole.filter((kind) => kind === 'list' || kind === 'object' || kind === 'text')
  if (holders.length === 0 && whole.length > 0) {
    report(checking, 'type', `"in" expects a list, an object or a text, and ${sourceOf(node.right, checking)} is ${kindWords(whole)}.`, node.right)
    return
  }
  if (part === undefined || holders.join() === '') return
  const elements = kindsOf(elementType(right))
  const fits = holders.some((holder) => {
    if (holder === 'list') return elements === undefined || elements.some((element) => part.some((kind) => comparable(kind, element)))
    return holder === 'text' ? part.includes('text') : part.some((kind) => kind === 'text' || kind === 'number' || kind === 'truth')
  })
  if (!fits) report(checking, 'type', `${sourceOf(node.left, checking)} is ${kindWords(part)} and can never be in ${sourceOf(node.right, checking)}.`, node)
}

/** Goes through all pairs of kinds the two sides can have; null is left out where a side can be something else. */
function checkKinds(node: NodeOf<'binary'>, left: JsonSchema, right: JsonSchema, checking: Checking): JsonSchema {
  const [a, b] = [withoutNull(kindsOf(left)), withoutNull(kindsOf(right))]
  if (a === undefined || b === undefined) return knownResult(node.operator, a ?? b)
  checkJoinedMoments(node, left, right, checking)
  const fits = !(node.operator !== '+' && isPlainText(node.left, left, b)) && !(node.operator !== '+' && isPlainText(node.right, right, a))
  const results = fits ? a.flatMap((one) => b.map((other) => resultOf(node.operator, one, other))).filter((kind) => kind !== undefined) : []
  if (results.length === 0 && a.length > 0 && b.length > 0) {
    const verb = isOrder(node.operator) ? 'can not be put in order' : `do not go together with "${node.operator}"`
    return report(checking, 'type', `${sourceOf(node.left, checking)} is ${kindWords(a)} and ${sourceOf(node.right, checking)} is ${kindWords(b)}: they ${verb}.`, node)
  }
  if (results.length > 0 && results.every((kind) => kind === 'list')) return listType(unionType([elementType(left), elementType(right)]))
  return unionType(results.map(typeOf))
}

/** Says whether a side is a text that can not tell a time or a duration, while the other side is not a text. */
function isPlainText(node: ExpressionNode, type: JsonSchema, others: readonly Kind[]): boolean {
  if (type === timeType || type === durationType || kindsOf(type)?.join() !== 'text' || others.includes('text')) return false
  if (node.kind === 'literal' && typeof node.value === 'string') return parseDuration(node.value) === undefined && parseTime(node.value) === undefined
  return type.enum === undefined && type.format !== undefined && !momentFormats.has(type.format)
}

const momentFormats: ReadonlySet<string> = new Set(['date-time', 'date', 'duration'])

function knownResult(operator: BinaryOperator, kinds: readonly Kind[] | undefined): JsonSchema {
  if (isOrder(operator)) return truthType
  if (operator === '+' && kinds?.join() === 'text') return anyType
  return operator === '%' ? typeOf('number') : anyType
}

function withoutNull(kinds: readonly Kind[] | undefined): readonly Kind[] | undefined {
  const others = kinds?.filter((kind) => kind !== 'null')
  return others?.length === 0 ? kinds : others
}

/** Two texts join, even when they tell a time and a duration: the author most likely meant to add. */
function checkJoinedMoments(node: NodeOf<'binary'>, left: JsonSchema, right: JsonSchema, checking: Checking): void {
  if (node.operator !== '+' || left === timeType || left === durationType || right === durationType) return
  if (left.type !== 'string' || (left.format !== 'date-time' && left.format !== 'date')) return
  const more = right.format === 'duration' || (node.right.kind === 'literal' && typeof node.right.value === 'string' && parseDuration(node.right.value) !== undefined)
  const source = sourceOf(node.left, checking)
  if (more) report(checking, 'type', `Two texts are joined by "+"; to add to the time, write time(${source}) + ${sourceOf(node.right, checking)}.`, node)
}

function isOrder(operator: BinaryOperator): boolean {
  return operator === '<' || operator === '<=' || operator === '>' || operator === '>='
}

function resultOf(operator: BinaryOperator, a: Kind, b: Kind): Kind | undefined {
  const numbers = a === 'number' && b === 'number'
  if (isOrder(operator)) return numbers || (comparable(a, b) && (a === 'text' || a === 'truth' || isMoment(a))) ? 'truth' : undefined
  switch (operator) {
    case '+':
      return numbers ? 'number' : sumOf(a, b)
    case '-':
      return numbers ? 'number' : differenceOf(a, b)
    case '*':
      return numbers ? 'number' : (maybeDuration(a) && b === 'number') || (a === 'number' && maybeDuration(b)) ? 'duration' : undefined
    case '/':
      if (numbers) return 'number'
      return maybeDuration(a) && b === 'number' ? 'duration' : maybeDuration(a) && maybeDuration(b) ? 'number' : undefined
    default:
      return numbers ? 'number' : undefined
  }
}

function sumOf(a: Kind, b: Kind): Kind | undefined {
  if (a === 'list' && b === 'list') return 'list'
  if ((a === 'time' && maybeDuration(b)) || (maybeDuration(a) && b === 'time')) return 'time'
  if ((a === 'duration' && maybeDuration(b)) || (a === 'text' && b === 'duration')) return 'duration'
  const scalar = (kind: Kind): boolean => kind === 'text' || kind === 'number' || kind === 'truth' || isMoment(kind)
  return (a === 'text' && scalar(b)) || (b === 'text' && scalar(a)) ? 'text' : undefined
}

function differenceOf(a: Kind, b: Kind): Kind | undefined {
  if (maybeTime(a) && b === 'duration') return a === 'time' ? 'time' : undefined
  if (a === 'time') return b === 'time' ? 'duration' : b === 'text' ? 'duration' : undefined
  return (maybeTime(a) && maybeTime(b)) || (maybeDuration(a) && maybeDuration(b)) ? 'duration' : undefined
}

function maybeDuration(kind: Kind): boolean {
  return kind === 'duration' || kind === 'text'
}

function maybeTime(kind: Kind): boolean {
  return kind === 'time' || kind === 'text'
}
