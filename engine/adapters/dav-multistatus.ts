import { ToolError } from '../terms/tool.ts'

/** What a server tells of one of its resources; a property it does not give is left out. */
export interface DavResource {
  readonly href: string
  readonly properties: { readonly [name: string]: unknown }
}

const settings = {
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name: string) => name === 'response' || name === 'propstat' || name === 'comp',
}

/** Reads a multi-status answer (RFC 4918, section 13). Properties that the server could not give are not there. */
export async function readMultistatus(text: string): Promise<readonly DavResource[]> {
  const { XMLParser } = await import('fast-xml-parser')
  let root: unknown
  try {
    root = new XMLParser(settings).parse(text)
  } catch {
    throw new ToolError('bad-answer', 'The server answered something that is not XML.')
  }
  const status = childOf(root, 'multistatus')
  if (status === undefined) throw new ToolError('bad-answer', 'The server answered something else than a list of resources.')
  return listOf(childOf(status, 'response')).flatMap((response) => {
    const href = textIn(childOf(response, 'href'))
    return href === '' ? [] : [{ href, properties: propertiesOf(response) }]
  })
}

function propertiesOf(response: unknown): { readonly [name: string]: unknown } {
  const found: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const part of listOf(childOf(response, 'propstat'))) {
    if (!/ 2\d\d/.test(textIn(childOf(part, 'status')))) continue
    const properties = childOf(part, 'prop')
    if (typeof properties === 'object' && properties !== null) for (const [name, value] of Object.entries(properties)) found[name] = value
  }
  return found
}

/** Gives the text inside an element, the white space around it taken off. */
export function textIn(value: unknown): string {
  return rawText(value).trim()
}

/** Gives the text inside an element as it stands. */
export function rawText(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return rawText(value[0])
  const inner = childOf(value, '#text')
  return inner === undefined ? '' : String(inner)
}

/** Gives the element of this name inside another; `undefined` when there is none. */
export function childOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return childOf(value[0], name)
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as { readonly [key: string]: unknown })[name] : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value]
}
