import type { Json } from '../terms/json.ts'
import { joinLabels, type Labels, noLabels } from '../terms/label.ts'
import { type Bindings, type Expression, ExpressionFault, type KeptElements, type ReadPath, type Scope } from '../terms/expression.ts'
import type { Template } from '../terms/skill.ts'
import { compileExpression, type CompileOptions } from './compile-expression.ts'
import { longestText } from './frame.ts'
import { setField } from './kinds.ts'
import { leave } from './leave.ts'

/** A template ready to run. `evaluate` throws ExpressionFault and nothing else. */
export interface CompiledTemplate<S extends Scope> {
  readonly reads: readonly ReadPath[]
  readonly kept?: KeptElements
  evaluate(scope: S): Json
  labels(scope: S): Labels
}

/**
 * Gives a template that is ready to run. Throws ExpressionFault as compileExpression does. What a list or an object comes
 * to is counted as a whole: values that grow by holding themselves twice end as a fault.
 */
export function compileTemplate<S extends Scope>(template: Template, bindings: Bindings<S>, options: CompileOptions<S> = {}): CompiledTemplate<S> {
  const compiled = compilePart(template, bindings, options)
  if (template.kind !== 'list' && template.kind !== 'object') return compiled
  return { ...compiled, evaluate: (scope) => leave(compiled.evaluate(scope), wholeTemplate) }
}

const wholeTemplate = { start: 0, end: 0 }

function compilePart<S extends Scope>(template: Template, bindings: Bindings<S>, options: CompileOptions<S>): CompiledTemplate<S> {
  switch (template.kind) {
    case 'literal': {
      const value = freeze(template.value)
      return { reads: [], evaluate: () => value, labels: () => noLabels }
    }
    case 'expression':
      return compileExpression(template.cel.text, bindings, options)
    case 'text':
      return compileText(template.parts, bindings, options)
    case 'list': {
      const items = template.items.map((item) => compilePart(item, bindings, options))
      return { ...joined(items), evaluate: (scope) => items.map((item) => item.evaluate(scope)) }
    }
    case 'object': {
      const fields = Object.entries(template.fields).map(([key, field]) => [key, compilePart(field, bindings, options)] as const)
      return { ...joined(fields.map(([, field]) => field)), evaluate: (scope) => evaluateFields(fields, scope) }
    }
  }
}

function evaluateFields<S extends Scope>(fields: readonly (readonly [string, CompiledTemplate<S>])[], scope: S): Json {
  const result: { [key: string]: Json } = {}
  for (const [key, field] of fields) setField(result, key, field.evaluate(scope))
  return result
}

function compileText<S extends Scope>(parts: Extract<Template, { kind: 'text' }>['parts'], bindings: Bindings<S>, options: CompileOptions<S>): CompiledTemplate<S> {
  const compiled = parts.map((part) => (typeof part === 'string' ? part : compileExpression(part.text, bindings, options)))
  const expressions = compiled.filter((part): part is Expression<S> => typeof part !== 'string')
  const evaluate = (scope: S): string => {
    let text = ''
    for (const part of compiled) text += typeof part === 'string' ? part : inText(part.evaluate(scope))
    if (text.length > longestText) throw new ExpressionFault(`A text may have at most ${longestText} characters.`, 0, 0)
    return text
  }
  return { ...joined(expressions), evaluate }
}

/** Gives what a value looks like inside a text: null is empty, lists and objects are JSON. */
function inText(value: Json): string {
  if (typeof value === 'string') return value
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function joined<S extends Scope>(parts: readonly { readonly reads: readonly ReadPath[]; labels(scope: S): Labels }[]): { reads: readonly ReadPath[]; labels: (scope: S) => Labels } {
  const reading = parts.filter((part) => part.reads.length > 0)
  const reads = new Map(reading.flatMap((part) => part.reads).map((path) => [JSON.stringify(path), path]))
  const labels = (scope: S): Labels => {
    let union = noLabels
    for (const part of reading) union = joinLabels(union, part.labels(scope))
    return union
  }
  return { reads: [...reads.values()], labels }
}

function freeze(value: Json): Json {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) freeze(part as Json)
  return Object.freeze(value)
}
