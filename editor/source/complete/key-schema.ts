/* Which keys and values the schema of skills allows at a place. Pure. */
import skillSchema from '../../../schemas/skill.schema.json' with { type: 'json' }

interface SchemaNode {
  readonly $ref?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly properties?: { readonly [key: string]: SchemaNode }
  readonly additionalProperties?: SchemaNode | boolean
  readonly items?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
  readonly required?: readonly string[]
  readonly dependentSchemas?: { readonly [key: string]: { readonly properties?: { readonly [key: string]: false }; readonly anyOf?: readonly { readonly required: readonly string[] }[] } }
}

/** One shape that may stand at a place; `name` is that of its definition. */
export interface Shape {
  readonly node: SchemaNode
  readonly name: string | undefined
  readonly description: string | undefined
}

const root = skillSchema as unknown as SchemaNode
const definitions = skillSchema.$defs as unknown as { readonly [name: string]: SchemaNode }

/** Gives the shapes of the file itself. */
export function topShapes(): readonly Shape[] {
  return [{ node: root, name: 'skill', description: root.description }]
}

/** Gives all shapes that a node stands for, with references and choices followed. */
function shapesOf(node: SchemaNode, name?: string, description?: string): readonly Shape[] {
  const said = description ?? node.description
  if (node.$ref !== undefined) {
    const definition = node.$ref.slice('#/$defs/'.length)
    const target = definitions[definition]
    return target === undefined ? [] : shapesOf(target, definition, said)
  }
  const own: Shape = { node, name, description: said }
  return [own, ...(node.anyOf ?? []).flatMap((choice) => shapesOf(choice, name, said))]
}

/** Gives the shapes of what stands under `key` (`-`: in an element) of something with these shapes. */
export function shapesUnder(shapes: readonly Shape[], key: string): readonly Shape[] {
  return shapes.flatMap(({ node }) => {
    if (key === '-') return node.items === undefined ? [] : shapesOf(node.items)
    if (node.properties !== undefined && Object.hasOwn(node.properties, key)) return shapesOf(node.properties[key] as SchemaNode)
    return typeof node.additionalProperties === 'object' ? shapesOf(node.additionalProperties) : []
  })
}

export interface SchemaKey {
  readonly key: string
  readonly shapes: readonly Shape[]
  readonly description: string
}

/** Gives the keys that a map of these shapes may still take beside the keys it has. */
export function keysOf(shapes: readonly Shape[], has: (key: string) => boolean): readonly SchemaKey[] {
  return shapes.flatMap(({ node }) => {
    const present = Object.keys(node.properties ?? {}).filter(has)
    return Object.entries(node.properties ?? {})
      .filter(([key]) => !has(key) && fitsBeside(node, key, present))
      .map(([key, value]) => ({ key, shapes: shapesOf(value), description: shapesOf(value)[0]?.description ?? '' }))
  })
}

function fitsBeside({ dependentSchemas = {} }: SchemaNode, key: string, present: readonly string[]): boolean {
  const wanted = dependentSchemas[key]?.anyOf
  if (wanted !== undefined && !wanted.some(({ required }) => required.every((one) => present.includes(one)))) return false
  return present.every((one) => dependentSchemas[one]?.properties?.[key] !== false && dependentSchemas[key]?.properties?.[one] !== false)
}

/** Gives the words that may stand where these shapes are: enums, true and false, the default. */
export function wordsOf(shapes: readonly Shape[]): readonly string[] {
  const words = shapes.flatMap(({ node }) => [...(node.enum ?? []), ...(node.const === undefined ? [] : [node.const]), ...(node.type === 'boolean' ? [true, false] : [])])
  return [...new Set(words.map(String))]
}

export function isNamed(shapes: readonly Shape[], ...names: readonly string[]): boolean {
  return shapes.some(({ name }) => name !== undefined && names.includes(name))
}

/** Whether a value of these shapes is always a map or a list, which begins on a line of its own. */
export function nests(shapes: readonly Shape[]): boolean {
  const types = shapes.filter(({ node }) => node.anyOf === undefined).flatMap(({ node }) => node.type ?? (node.properties === undefined ? 'any' : 'object'))
  return types.length > 0 && types.every((type) => type === 'object' || type === 'array' || type === 'null') && types.some((type) => type !== 'null')
}

/** Whether the value is a list. */
export function isList(shapes: readonly Shape[]): boolean {
  return shapes.some(({ node }) => node.items !== undefined) && !shapes.some(({ node }) => node.properties !== undefined || typeof node.additionalProperties === 'object')
}
