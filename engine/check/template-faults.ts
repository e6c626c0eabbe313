import { checkValue } from '../expression/check-value.ts'
import { elementType, fieldType, kindsOf, kindWords } from '../expression/static-type.ts'
import type { DocumentNode } from '../terms/document.ts'
import type { JsonSchema } from '../terms/json.ts'
import type { Range } from '../terms/position.ts'
import type { Template } from '../terms/skill.ts'
import { celTypes } from './cel-types.ts'
import type { Scene } from './scene.ts'

/** What keeps a value from fitting; the message goes on after its name: "must be a text". */
export interface TemplateFault {
  readonly range: Range
  readonly message: string
}

/** Gives what keeps a value from ever fitting a schema, as far as can be told before running. */
export function templateFaults(scene: Scene, template: Template, schema: JsonSchema): TemplateFault[] {
  switch (template.kind) {
    case 'literal':
      return checkValue(schema, template.value, { most: 1 }).map(({ path, message }) => ({ range: nodeAt(scene.places.node(template), path)?.range ?? template.range, message: about(path, message) }))
    case 'expression':
      return typeFaults(celTypes(scene).get(template.cel) ?? {}, schema, template.range)
    case 'text':
      return typeFaults({ type: 'string' }, schema, template.range)
    case 'list': {
      const faults = kindFaults({ type: 'array' }, schema, template.range)
      return faults.length > 0 ? faults : template.items.flatMap((item) => templateFaults(scene, item, elementType(schema)))
    }
    case 'object': {
      const faults = kindFaults({ type: 'object' }, schema, template.range)
      return faults.length > 0 ? faults : Object.entries(template.fields).flatMap(([name, field]) => fieldFaults(scene, name, field, schema))
    }
  }
}

function fieldFaults(scene: Scene, name: string, field: Template, schema: JsonSchema): TemplateFault[] {
  const type = fieldType(schema, name)
  if ('known' in type) return [{ range: field.range, message: `has no field "${name}"` }]
  return templateFaults(scene, field, type).map(({ range, message }) => ({ range, message: about(name, message) }))
}

/** Only what can be told for certain: kinds that have nothing in common, also among elements. */
function typeFaults(type: JsonSchema, schema: JsonSchema, range: Range): TemplateFault[] {
  const faults = kindFaults(type, schema, range)
  if (faults.length > 0 || kindsOf(type)?.join() !== 'list' || kindsOf(schema)?.join() !== 'list') return faults
  return kindFaults(elementType(type), elementType(schema), range).map((fault) => ({ range, message: `has elements, each of which ${fault.message}` }))
}

function kindFaults(type: JsonSchema, schema: JsonSchema, range: Range): TemplateFault[] {
  const given = kindsOf(type)?.map(asJson)
  const wanted = kindsOf(schema)
  if (given === undefined || wanted === undefined || given.length === 0 || given.some((kind) => wanted.includes(kind))) return []
  return [{ range, message: `must be ${kindWords(wanted)}, but this gives ${kindWords(kindsOf(type) ?? [])}` }]
}

/** Times and durations leave an expression as texts. */
function asJson(kind: NonNullable<ReturnType<typeof kindsOf>>[number]): typeof kind {
  return kind === 'time' || kind === 'duration' ? 'text' : kind
}

function about(path: string, message: string): string {
  return path === '' ? message : `has a "${path}" that ${message}`
}

/** Gives the part of a value that a path such as `files[0].name` leads to, or the last one that is there. */
function nodeAt(node: DocumentNode | undefined, path: string): DocumentNode | undefined {
  let at = node
  for (const [, name, index] of path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)) {
    const next: DocumentNode | undefined = at?.kind === 'map' ? at.entries.find((entry) => entry.key === (name ?? index))?.value : at?.kind === 'list' ? at.items[Number(index)] : undefined
    if (next === undefined) return at
    at = next
  }
  return at
}
