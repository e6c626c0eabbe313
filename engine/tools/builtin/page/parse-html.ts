import type { CheerioAPI } from 'cheerio/slim'
import { ToolError } from '../../../terms/tool.ts'

const deepest = 2000
const mostWork = 100_000_000
const mostTags = 1_000_000
const single = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'])
/* Elements that end by themselves when the next of their kind begins. */
const ending = new Set(['p', 'li', 'dt', 'dd', 'td', 'th', 'tr', 'option', 'thead', 'tbody', 'tfoot'])

/** An element, a text or something else of a page. Children are in order. */
export type PageNode = ReturnType<CheerioAPI['root']>[0]['children'][number]
export type PageElement = Extract<PageNode, { readonly attribs: unknown }>

/** Gives the parts of a page, however broken it is. Fails with `too-deep-page` for one that would take too long to read. */
export async function parseHtml(html: string): Promise<readonly PageNode[]> {
  requireShallow(html)
  const { load } = await import('cheerio/slim')
  return load(html, { xml: false }).root()[0]?.children ?? []
}

/**
 * A parser looks through all open elements at each closing tag, so many open ones and many wrong ends together take time
 * without bound. Follows what is open in one pass; an end without a beginning closes nothing.
 */
function requireShallow(html: string): void {
  const open: string[] = []
  const counts = new Map<string, number>()
  let tags = 0
  let work = 0
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-zA-Z][^\s/>]{0,60})/g)) {
    const lower = name.toLowerCase()
    if (++tags > mostTags) throw new ToolError('too-deep-page', `The page has more than ${mostTags} tags.`)
    const count = counts.get(lower) ?? 0
    if (slash === '/') {
      for (let closed: string | undefined; count > 0 && closed !== lower; ) {
        closed = open.pop() ?? lower
        counts.set(closed, (counts.get(closed) ?? 1) - 1)
      }
    } else if (!single.has(lower) && !(ending.has(lower) && open.at(-1) === lower)) {
      open.push(lower)
      counts.set(lower, count + 1)
    }
    work += open.length
    if (open.length > deepest || work > mostWork) throw new ToolError('too-deep-page', 'The page is nested deeper than any real one.')
  }
}

export function isElement(node: PageNode): node is PageElement {
  return node.type === 'tag' || node.type === 'script' || node.type === 'style'
}

/** Gives an attribute, `undefined` where there is none. */
export function attribute(element: PageElement, name: string): string | undefined {
  return Object.hasOwn(element.attribs, name) ? element.attribs[name] : undefined
}

/**
 * Walks through parts in the order of the text, without recursion. `enter` gives false to pass over what lies inside;
 * `leave` is called for every element that was entered.
 */
export function walk(nodes: readonly PageNode[], visit: { enter(node: PageNode): boolean | void; leave?(element: PageElement): void }): void {
  const stack: { readonly nodes: readonly PageNode[]; readonly of: PageElement | undefined; at: number }[] = [{ nodes, of: undefined, at: 0 }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.nodes[top.at++]
    if (node === undefined) {
      stack.pop()
      if (top.of !== undefined) visit.leave?.(top.of)
    } else if (visit.enter(node) !== false && isElement(node)) stack.push({ nodes: node.children, of: node, at: 0 })
  }
}
