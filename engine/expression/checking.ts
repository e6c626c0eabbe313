import type { JsonSchema } from '../terms/json.ts'
import { anyType, type Kind, kindsOf, kindWords } from './static-type.ts'
import type { ExpressionNode, Place } from './syntax.ts'

export type CheckCode = 'syntax' | 'unknown-name' | 'unknown-function' | 'unknown-field' | 'type' | 'arguments' | 'slow-pattern'

/** A fault found without running. The offsets are those of the text of the expression. */
export interface CheckFault extends Place {
  readonly code: CheckCode
  readonly message: string
  /** The name that was probably meant, to stand in the place of what `start` and `end` mark. */
  readonly suggestion?: string
}

/** What is known while one expression is checked. */
export interface Checking {
  readonly text: string
  readonly types: (name: string) => JsonSchema | undefined
  readonly names: Iterable<string>
  readonly functions: ReadonlyMap<string, JsonSchema>
  readonly locals: ReadonlyMap<string, JsonSchema>
  readonly faults: CheckFault[]
  /** checkNode itself; the files of its parts reach it through here. */
  check(node: ExpressionNode, checking: Checking): JsonSchema
}

/** Adds a fault and gives the type of a node with a fault. */
export function report(checking: Checking, code: CheckCode, message: string, { start, end }: Place, suggestion?: string): JsonSchema {
  checking.faults.push({ code, message, start, end, ...(suggestion === undefined ? {} : { suggestion }) })
  return anyType
}

/** Reports a node that can be none of the wanted kinds. Gives whether it can be one. */
export function expectKinds(node: ExpressionNode, type: JsonSchema, wanted: readonly Kind[], wantedBy: string, checking: Checking): boolean {
  const kinds = kindsOf(type)
  if (kinds === undefined || absent(kinds) || kinds.some((kind) => wanted.includes(kind))) return true
  report(checking, 'type', `${wantedBy} expects ${kindWords(wanted)}, and ${sourceOf(node, checking)} is ${kindWords(kinds)}.`, node)
  return false
}

/** A type that no value can have says nothing. */
export function absent(kinds: readonly Kind[]): boolean {
  return kinds.length === 0
}

/** Gives the text of a node, shortened. */
export function sourceOf(node: Place, checking: Checking): string {
  const source = checking.text.slice(node.start, node.end)
  return source.length > 60 ? `${source.slice(0, 57)}...` : source
}
