import { CST, Parser } from 'yaml'
import type { Range } from '../terms/position.ts'
import type { Path } from './edit-result.ts'

/** One entry of a map or item of a list, as it stands in the text. */
export interface Part {
  /** The key's value; nothing for items of lists. */
  readonly key: string | undefined
  readonly keyRange: Range | undefined
  /** Where the part begins: its key, its name or tag, its "?" or its "-". */
  readonly start: number
  /** After the ":" or "-"; nothing when there is none. */
  readonly indicatorEnd: number | undefined
  /** The first name or tag before the value. */
  readonly properties: Range | undefined
  readonly value: CST.Token | undefined
  /** The value without its name and tag; empty where one would stand when there is none. */
  readonly valueRange: Range
  readonly explicit: boolean
}

/** A map or list with the parts it has, as it stands in the text. */
export interface Container {
  readonly kind: 'map' | 'list'
  readonly flow: boolean
  readonly range: Range
  readonly parts: readonly Part[]
  /** Column of the parts, counted from 0. Only told for block style. */
  readonly column: number
}

/** Gives the tokens of the first document of a text that was parsed without fault. */
export function layoutRoot(text: string): CST.Document | undefined {
  for (const token of new Parser().parse(text)) if (token.type === 'document') return token
  return undefined
}

/** Gives the map or list at `path`, or nothing when there is none (an alias is none: its text is elsewhere). */
export function containerAt(text: string, path: Path): Container | undefined {
  let token: CST.Token | undefined = layoutRoot(text)?.value
  for (const step of path) {
    const container = token && readContainer(text, token)
    if (container === undefined) return undefined
    token = partAt(container, step)?.value
  }
  return token && readContainer(text, token)
}

/** Gives the part that `step` names in a container. */
export function partAt(container: Container, step: string | number): Part | undefined {
  if (container.kind === 'list') return typeof step === 'number' ? container.parts[step] : undefined
  return container.parts.find((part) => part.key === String(step))
}

/** Gives the stretch of a value: of block style without the line ends after it. */
export function tokenRange(text: string, token: CST.Token): Range {
  switch (token.type) {
    case 'block-map':
    case 'block-seq': {
      const parts = readContainer(text, token)?.parts ?? []
      const last = parts[parts.length - 1]
      return { start: parts[0]?.start ?? token.offset, end: last === undefined ? token.offset : partEnd(last) }
    }
    case 'flow-collection': {
      const close = token.end[0]
      return { start: token.start.offset, end: close === undefined ? text.length : close.offset + close.source.length }
    }
    case 'block-scalar': {
      const header = token.props.reduce((length, part) => length + ('source' in part ? part.source.length : 0), 0)
      return { start: token.offset, end: blockTextEnd(text, token.offset, token.offset + header, token.source.length) }
    }
    default:
      return { start: token.offset, end: token.offset + ('source' in token ? token.source.length : 0) }
  }
}

/** Gives where the text of a part ends, without a comment after it. */
export function partEnd(part: Part): number {
  return Math.max(part.valueRange.end, part.properties?.end ?? 0, part.indicatorEnd ?? 0, part.keyRange?.end ?? 0)
}

/** Gives the map or list that a token is, or nothing. */
export function readContainer(text: string, token: CST.Token): Container | undefined {
  if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') return undefined
  const kind = token.type === 'block-map' || (token.type === 'flow-collection' && token.start.source === '{') ? 'map' : 'list'
  const flow = token.type === 'flow-collection'
  const parts: Part[] = []
  for (const item of token.items as CST.CollectionItem[]) {
    const part = readPart(text, item, kind, flow)
    if (part !== undefined) parts.push(part)
  }
  const start = parts[0]?.start ?? token.offset
  const last = parts[parts.length - 1]
  const range = flow ? tokenRange(text, token) : { start, end: last === undefined ? start : partEnd(last) }
  return { kind, flow, range, parts, column: columnOf(text, start) }
}

function readPart(text: string, item: CST.CollectionItem, kind: 'map' | 'list', flow: boolean): Part | undefined {
  const { start: before, key, sep, value } = item
  const dash = before.find(({ type }) => type === 'seq-item-ind')
  const isEntry = kind === 'map'
  const explicit = before.some(({ type }) => type === 'explicit-key-ind')
  if (!isEntry && flow && (key || sep)) return pairPart(text, item)
  const colon = sep?.find(({ type }) => type === 'map-value-ind')
  const keyToken = isEntry ? (key ?? undefined) : undefined
  const held = value !== undefined && !('source' in value && value.source === '' && value.type === 'scalar') ? value : undefined
  const first = before.find(({ type }) => type === 'anchor' || type === 'tag' || type === 'explicit-key-ind' || type === 'seq-item-ind')
  const start = first?.offset ?? keyToken?.offset ?? colon?.offset ?? held?.offset
  if (start === undefined || (isEntry && !keyToken && !colon)) return undefined
  const indicator = isEntry ? colon : dash
  const indicatorEnd = indicator && indicator.offset + indicator.source.length
  const properties = propertyRange(isEntry ? (sep ?? []) : before)
  const keyRange = keyToken && tokenRange(text, keyToken)
  const empty = properties?.end ?? indicatorEnd ?? keyRange?.end ?? start
  const valueRange = held ? tokenRange(text, held) : { start: empty, end: empty }
  return { key: keyToken && keyText(keyToken), keyRange, start, indicatorEnd, properties, value: held, valueRange, explicit }
}

/** An entry without braces in a list in brackets: it is moved and removed whole, and not looked into. */
function pairPart(text: string, { start: before, key, sep, value }: CST.CollectionItem): Part | undefined {
  const tokens = [...before, key, ...(sep ?? []), value].filter((token): token is CST.Token => token !== undefined && token !== null)
  const solid = tokens.filter(({ type }) => !['space', 'newline', 'comment', 'comma'].includes(type))
  const [first, last] = [solid[0], solid[solid.length - 1]]
  if (first === undefined || last === undefined) return undefined
  const start = first.type === 'flow-collection' ? first.start.offset : first.offset
  const valueRange = { start, end: tokenRange(text, last).end }
  return { key: undefined, keyRange: undefined, start, indicatorEnd: undefined, properties: undefined, value: undefined, valueRange, explicit: true }
}

function propertyRange(tokens: readonly CST.SourceToken[]): Range | undefined {
  const found = tokens.filter(({ type }) => type === 'anchor' || type === 'tag')
  const [first, last] = [found[0], found[found.length - 1]]
  return first && last && { start: first.offset, end: last.offset + last.source.length }
}

function keyText(token: CST.Token): string | undefined {
  if (token.type === 'scalar' || token.type === 'single-quoted-scalar' || token.type === 'double-quoted-scalar') {
    return CST.resolveAsScalar(token).value
  }
  return undefined
}

/** Gives the column of an offset, counted from 0. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Gives where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** Gives where the line of an offset ends, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end < 0) return text.length
  return end > offset && text[end - 1] === '\r' ? end - 1 : end
}

/** Gives where the next line begins, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end + 1
}

/** Gives the line end that a text uses. */
export function lineBreak(text: string): string {
  const first = text.indexOf('\n')
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n'
}

/** A block text that keeps its last line ends ("+") gives up only the very last one. */
function blockTextEnd(text: string, start: number, body: number, length: number): number {
  const end = body + length
  const keeps = length > 0 && /^[|>][0-9]?\+/.test(text.slice(start, start + 3))
  if (keeps && text[end - 1] === '\n') return text[end - 2] === '\r' ? end - 2 : end - 1
  let result = end
  const from = start + 1
  while (result > from && (text[result - 1] === '\n' || text[result - 1] === '\r')) result--
  return result
}
