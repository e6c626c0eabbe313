import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { positionAt } from '../../../terms/position.ts'
import { xmlScan } from './xml-scan.ts'

/**
 * An element. `text` holds what stands in one without elements inside; otherwise it is empty and `children` holds elements
 * and texts in order, texts of white space alone left out.
 */
export interface XmlElement {
  readonly name: string
  readonly attributes: { readonly [name: string]: string }
  readonly text: string
  readonly children: readonly (XmlElement | string)[]
}

export type ReadXml = { readonly root: XmlElement } | { readonly fault: string }

type RawNode = { readonly [name: string]: string | readonly RawNode[] | { readonly [name: string]: string } }

class XmlFault extends Error {}

/** Gives the tree of an XML text, or what is wrong with it and where. No entities but the five and numbers; no document type. */
export function readXmlTree(text: string): ReadXml {
  const scanned = xmlScan(text)
  if (scanned !== undefined) return { fault: `${where(text, scanned.offset)}${scanned.fault}` }
  const valid = XMLValidator.validate(text)
  if (valid !== true) return { fault: `Line ${valid.err.line}: ${valid.err.msg}` }
  try {
    const roots = (parser().parse(text) as readonly RawNode[]).filter((node) => !Object.hasOwn(node, '#text'))
    const [only] = roots
    if (only === undefined || roots.length > 1) return { fault: 'There must be one outermost element.' }
    return { root: elementOf(only) }
  } catch (error) {
    return { fault: error instanceof Error ? error.message.replace(/^\[SECURITY\] /, '') : 'It can not be read.' }
  }
}

function where(text: string, offset: number): string {
  const { line, column } = positionAt(text, offset)
  return `Line ${line}, column ${column}: `
}

function parser(): XMLParser {
  return new XMLParser({
    preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false,
    trimValues: false, processEntities: false, cdataPropName: '#cdata', ignoreDeclaration: true, ignorePiTags: true, maxNestedTags: 100,
  })
}

function elementOf(node: RawNode): XmlElement {
  const name = Object.keys(node).find((key) => key !== ':@') ?? ''
  const raw = (node[':@'] ?? {}) as { readonly [name: string]: string }
  const attributes = Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, resolved(value)]))
  const parts = ((node[name] ?? []) as readonly RawNode[]).map(partOf)
  const joined = joinTexts(parts)
  if (joined.every((part) => typeof part === 'string')) return { name, attributes, text: joined.join(''), children: [] }
  return { name, attributes, text: '', children: joined.filter((part) => typeof part !== 'string' || part.trim() !== '') }
}

function partOf(node: RawNode): XmlElement | string {
  if (Object.hasOwn(node, '#text')) return resolved(String(node['#text']))
  if (Object.hasOwn(node, '#cdata')) return ((node['#cdata'] ?? []) as readonly RawNode[]).map((part) => String(part['#text'] ?? '')).join('')
  return elementOf(node)
}

/** Texts that a comment or a CDATA section divides are one. */
function joinTexts(parts: readonly (XmlElement | string)[]): (XmlElement | string)[] {
  const joined: (XmlElement | string)[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else if (part !== '') joined.push(part)
  }
  return joined
}

const named: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]])

/** Resolves the five entities of XML and numbers, once; any other is a fault. */
function resolved(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&([^;&\s]{0,40});?/g, (whole, name: string) => {
    const sign = whole.endsWith(';') ? (named.get(name) ?? numbered(name)) : undefined
    if (sign === undefined) throw new XmlFault(`The entity ${JSON.stringify(whole.slice(0, 40))} is not known.`)
    return sign
  })
}

function numbered(name: string): string | undefined {
  const digits = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name)
  if (digits === null) return undefined
  const code = digits[1] === undefined ? Number(digits[2]) : Number.parseInt(digits[1], 16)
  const isSign = code === 9 || code === 10 || code === 13 || (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff)
  return isSign ? String.fromCodePoint(code) : undefined
}
