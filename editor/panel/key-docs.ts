import skillSchema from '../../schemas/skill.schema.json' with { type: 'json' }
import type { JsonSchema } from '../../engine/index.ts'

interface SchemaNode {
  readonly $ref?: string
  readonly description?: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly properties?: { readonly [key: string]: SchemaNode }
  readonly additionalProperties?: SchemaNode | boolean
  readonly items?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
}

const root = skillSchema as unknown as SchemaNode
const definitions = skillSchema.$defs as unknown as { readonly [name: string]: SchemaNode }

/** Gives what the schema of skills says about a key: `docOf('state', 'retry', 'times')`; of the file itself `docOf('skill', 'title')`. */
export function docOf(definition: string, ...keys: readonly string[]): string {
  const found = nodeOf(definition, keys)
  const description = found?.description ?? target(found)?.description ?? ''
  const fallback = found?.default
  return fallback === undefined ? description : `${description} Left out: ${typeof fallback === 'string' ? fallback : JSON.stringify(fallback)}.`
}

/** Gives the schema of a key as far as a single field needs it. */
export function fieldSchemaOf(definition: string, ...keys: readonly string[]): JsonSchema {
  const found = nodeOf(definition, keys)
  return (found === undefined ? {} : (target(found) ?? found)) as JsonSchema
}

function nodeOf(definition: string, keys: readonly string[]): SchemaNode | undefined {
  let node: SchemaNode | undefined = definition === 'skill' ? root : definitions[definition]
  for (const key of keys) node = node === undefined ? undefined : under(node, key)
  return node
}

function target(node: SchemaNode | undefined): SchemaNode | undefined {
  return node?.$ref === undefined ? undefined : definitions[node.$ref.slice('#/$defs/'.length)]
}

function under(node: SchemaNode, key: string): SchemaNode | undefined {
  const real = target(node) ?? node
  if (real.properties !== undefined && Object.hasOwn(real.properties, key)) return real.properties[key]
  for (const choice of [...(real.anyOf ?? []), ...(real.items === undefined ? [] : [real.items])]) {
    const found = under(choice, key)
    if (found !== undefined) return found
  }
  return typeof real.additionalProperties === 'object' ? under(real.additionalProperties, key) : undefined
}
