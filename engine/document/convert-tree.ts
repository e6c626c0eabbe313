import { isAlias, isMap, isScalar, isSeq, type Document as YamlDocument, type Node, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Diagnostic } from '../terms/diagnostic.ts'
import type { DocumentNode, MapEntry, ScalarNode } from '../terms/document.ts'
import type { Range } from '../terms/position.ts'
import { duplicateKey, faultyKey, type KeyFault } from './key-fault.ts'
import { unclosedQuote } from './syntax-fault.ts'

/** Most nodes that aliases may stand for in one document. */
const maximumAliased = 10_000

/** What an anchor names: its node once it is read, how many nodes and levels that is. */
interface Anchor {
  node: DocumentNode | undefined
  size: number
  height: number
}

const styles: { readonly [type: string]: ScalarNode['style'] } = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
}

/**
 * Turns the library's tree into ours in one pass. Owns: aliases, tags, keys, numbers, depth. Does not own: syntax.
 * Always true: the result has no cycle; aliases stand for at most `maximumAliased` nodes; no way down is longer than
 * the depth limit; no key can reach a prototype.
 */
export class ConvertTree {
  private readonly anchors = new Map<string, Anchor>()
  private size = 0
  private aliased = 0
  private deepest = 0

  constructor(
    private readonly text: string,
    private readonly maximumDepth: number,
    private readonly report: (diagnostic: Diagnostic) => void,
  ) {}

  root(document: YamlDocument.Parsed): DocumentNode | undefined {
    const contents: Node | null = document.contents
    if (contents === null) return undefined
    if (isScalar(contents) && contents.source === '' && contents.type === 'PLAIN' && contents.tag === undefined) return undefined
    return this.node(contents, 1)
  }

  private node(node: Node, depth: number): DocumentNode {
    if (isAlias(node)) return this.alias(node, depth)
    this.size++
    if (node.tag !== undefined) this.checkTag(node)
    if (depth > this.deepest) this.deepest = depth
    if (depth > this.maximumDepth) return this.tooDeep(node)
    const name = node.anchor
    if (name === undefined) return this.content(node, depth)
    const anchor: Anchor = { node: undefined, size: this.size, height: 0 }
    this.anchors.set(name, anchor)
    const outside = this.deepest
    this.deepest = depth
    anchor.node = this.content(node, depth)
    anchor.size = this.size - anchor.size + 1
    anchor.height = this.deepest - depth
    if (outside > this.deepest) this.deepest = outside
    return anchor.node
  }

  private content(node: Node, depth: number): DocumentNode {
    if (isScalar(node)) return this.scalar(node)
    if (isMap(node)) return this.map(node, depth)
    if (isSeq(node)) return this.list(node, depth)
    return nothing(rangeOf(node).start)
  }

  private map(map: YAMLMap, depth: number): DocumentNode {
    const entries: MapEntry[] = []
    const known = new Set<string>()
    const range = rangeOf(map)
    let end = range.start
    for (const pair of map.items) {
      const keyNode = pair.key as Node
      const keyRange = rangeOf(keyNode)
      const valueNode = pair.value as Node | null
      const key = this.key(keyNode, depth)
      const value = valueNode === null ? nothing(keyRange.end) : this.node(valueNode, depth + 1)
      end = valueNode === null ? keyRange.end : this.endOf(valueNode, value)
      if (end < keyRange.end) end = keyRange.end
      if (key === undefined) continue
      if (known.has(key)) this.report(duplicateKey(key, keyRange))
      else {
        known.add(key)
        entries.push({ key, keyRange, value, range: { start: keyRange.start, end } })
      }
    }
    const flow = map.flow === true
    return { kind: 'map', range: flow ? range : { start: range.start, end }, flow, entries }
  }

  private list(list: YAMLSeq, depth: number): DocumentNode {
    const items: DocumentNode[] = []
    const range = rangeOf(list)
    let end = range.start + 1
    for (const item of list.items as Node[]) {
      const converted = this.node(item, depth + 1)
      items.push(converted)
      end = Math.max(end, this.endOf(item, converted))
    }
    const flow = list.flow === true
    return { kind: 'list', range: flow ? range : { start: range.start, end }, flow, items }
  }

  private endOf(node: Node, converted: DocumentNode): number {
    return isAlias(node) ? rangeOf(node).end : converted.range.end
  }

  private key(node: Node, depth: number): string | undefined {
    const { fault, key } = this.readKey(node, depth)
    if (fault !== undefined) this.report(faultyKey(fault, rangeOf(node), key))
    return fault === undefined ? key : undefined
  }

  private readKey(node: Node, depth: number): { fault?: KeyFault; key: string } {
    const plain = isScalar(node) && node.type === 'PLAIN' && node.tag === undefined
    if (plain && node.source === '<<') return { fault: 'merge-key', key: '<<' }
    const read = isScalar(node) && node.anchor === undefined ? undefined : this.node(node, depth + 1)
    if (read === undefined && !plain && isScalar(node)) this.scalar(node)
    const value = read === undefined ? (node as Scalar).value : read.kind === 'scalar' ? read.value : null
    if (value === null || value === undefined || typeof value === 'object') return { fault: 'not-text-key', key: '' }
    const source = isScalar(node) ? node.source : undefined
    const key = typeof value === 'string' ? value : (source ?? String(value))
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return { fault: 'reserved-key', key }
    return { key }
  }

  private scalar(node: Scalar): ScalarNode {
    const style = styles[node.type ?? 'PLAIN'] ?? 'plain'
    const range = rangeOf(node)
    const value = node.value
    if (style === 'single' || style === 'double') this.checkQuote(range)
    if (style === 'literal' || style === 'folded') return { kind: 'scalar', range: this.trimBlock(range), value: String(value), style }
    if (typeof value === 'number') return { kind: 'scalar', range, value: this.number(value, node.source ?? '', range), style }
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return { kind: 'scalar', range, value, style }
    return { kind: 'scalar', range, value: node.source ?? '', style }
  }

  private checkQuote({ start, end }: Range): void {
    const sign = this.text[start]
    let closing = end - 1
    while (sign === '"' && this.text[closing - 1] === '\\') closing--
    const escaped = (end - 1 - closing) % 2 === 1
    if (end - start < 2 || this.text[end - 1] !== sign || escaped) this.report(unclosedQuote(this.text, start))
  }

  /** Leaves the line ends after a block text out of its range. */
  private trimBlock(range: Range): Range {
    let end = range.end
    while (end > range.start + 1) {
      const code = this.text.charCodeAt(end - 1)
      if (code !== 10 && code !== 13) break
      end--
    }
    return { start: range.start, end }
  }

  private number(value: number, source: string, range: Range): number | string {
    if (!Number.isFinite(value)) {
      this.report({
        code: 'not-json',
        severity: 'error',
        range,
        message: `"${source}" is no number that can be counted with.`,
        help: 'Write a finite number, or put it in quotes to make it text.',
      })
      return source
    }
    if (Number.isInteger(value) && !Number.isSafeInteger(value) && !/[.eE]/.test(source)) {
      this.report({
        code: 'inexact-number',
        severity: 'warning',
        range,
        message: `The number ${source} is too long to be kept exactly; it is read as ${value}.`,
        help: 'Put it in quotes if it is a name or an identifier.',
      })
    }
    return value + 0
  }

  private alias(node: Node & { source: string }, depth: number): DocumentNode {
    const range = rangeOf(node)
    const anchor = this.anchors.get(node.source)
    if (anchor === undefined) {
      return this.refuse('yaml-syntax', range, `Nothing above has the name "&${node.source}".`, 'Name it with "&" where it stands first, or put the text in quotes if it is meant as text.')
    }
    if (anchor.node === undefined) {
      return this.refuse('alias-loop', range, `"*${node.source}" stands inside the very thing that it stands for.`, 'Write out what is meant here.')
    }
    if (depth + anchor.height > this.maximumDepth) {
      return this.refuse('too-deep', range, `With what "*${node.source}" stands for, this is nested more than ${this.maximumDepth} levels deep.`, 'Nest less, or write out what is meant here.')
    }
    this.aliased += anchor.size
    if (this.aliased > maximumAliased) {
      // Told once; the sum stays past the limit, so that no later alias is followed.
      if (this.aliased - anchor.size > maximumAliased) return nothing(range.start)
      return this.refuse('too-many-aliases', range, `Written out, the "*name" of this file stand for more than ${maximumAliased} values.`, 'Use fewer of them.')
    }
    this.size += anchor.size
    this.deepest = Math.max(this.deepest, depth + anchor.height)
    return anchor.node
  }

  private refuse(code: string, range: Range, message: string, help: string): DocumentNode {
    this.report({ code, severity: 'error', range, message, help })
    return nothing(range.start)
  }

  private tooDeep(node: Node): DocumentNode {
    const { start } = rangeOf(node)
    return this.refuse('too-deep', { start, end: start + 1 }, `This is nested more than ${this.maximumDepth} levels deep.`, 'Nest less: move the inner part into a skill of its own.')
  }

  private checkTag(node: Node): void {
    const tag = node.tag ?? ''
    if (tag === '' || tag === '!' || knownTags.has(tag)) return
    const shown = tag.startsWith('tag:yaml.org,2002:') ? `!!${tag.slice(18)}` : tag
    this.report({
      code: 'unknown-tag',
      severity: 'error',
      range: this.tagRange(node),
      message: `The tag "${shown}" has no meaning here; the value after it is read as it stands.`,
      help: 'Remove the tag, or put the whole in quotes if it is meant as text.',
    })
  }

  /** The tag stands before its node, with nothing but blanks, comments and an anchor between. */
  private tagRange(node: Node): Range {
    const before = rangeOf(node).start
    const start = this.text.lastIndexOf('!', before - 1)
    if (start < 0) return { start: before, end: before }
    let first = start
    while (first > 0 && !/[\s,[\]{}]/.test(this.text[first - 1] ?? ' ')) first--
    let end = start
    while (end < this.text.length && !/[\s,[\]{}]/.test(this.text[end] ?? ' ')) end++
    return { start: first, end }
  }
}

const knownTags = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`))

function rangeOf(node: Node): Range {
  const range = node.range
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 }
}

function nothing(offset: number): ScalarNode {
  return { kind: 'scalar', range: { start: offset, end: offset }, value: null, style: 'plain' }
}
