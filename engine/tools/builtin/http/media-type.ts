import { ToolError } from '../../../terms/tool.ts'

export interface MediaType {
  /** In lower case, without parameters; empty where the server does not say. */
  readonly name: string
  readonly charset: string | undefined
}

/** Reads a `content-type` header. */
export function readMediaType(header: string | undefined): MediaType {
  const [first = '', ...parameters] = (header ?? '').slice(0, 500).split(';')
  const name = first.trim().toLowerCase()
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/i.exec(one)?.[1]).find((one) => one !== undefined)
  return { name: /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(name) ? name : '', charset }
}

const textual = /^text\/|[/+](?:json|xml)$|^application\/(?:json|xml|javascript|ecmascript|x-javascript|yaml|x-yaml|toml|sql|graphql|x-www-form-urlencoded|x-ndjson|jsonl|json-seq|ld\+json|x-sh)$|^message\/rfc822$/

/** Tells whether what is named so is text. */
export function isTextual(name: string): boolean {
  return textual.test(name)
}

/** Fails with `bad-type` where a type does not fit the wanted one: `image/png` or `image/*`. */
export function requireType(name: string, wanted: string, host: string): void {
  const lower = wanted.toLowerCase()
  if (lower === '*/*' || name === lower || (lower.endsWith('/*') && name.startsWith(lower.slice(0, -1)))) return
  throw new ToolError('bad-type', `${host} gave ${name === '' ? 'something without a type' : name} where ${lower} was wanted.`, { host, type: name, wanted: lower })
}
