/*
 * Which part of a page is the one that it was written for. A simple rule of density: from the whole page go down into the
 * child that still holds most of the plain text (text outside links and outside what stands beside), as long as there is one.
 */
import { attribute, isElement, walk, type PageElement, type PageNode } from './parse-html.ts'
import { isAside, isBlock, isUnseen, textOfNode } from './page-parts.ts'

/** How much of the plain text the part that is gone into must hold. */
const share = 0.6
const enough = 200

interface Weight {
  plain: number
  linked: number
}

export interface MainPart {
  readonly nodes: readonly PageNode[]
  /** Whether a block is nothing but a list of links. */
  isLinks(element: PageElement): boolean
}

/** Gives the part of a page to read. */
export function mainPart(page: readonly PageNode[]): MainPart {
  const weights = weigh(page)
  const plainOf = (element: PageElement): number => weights.get(element)?.plain ?? 0
  const isLinks = (element: PageElement): boolean => {
    const weight = weights.get(element)
    return weight !== undefined && isBlock(element) && weight.linked > 80 && weight.linked > weight.plain * 3
  }
  const named = namedMain(page, plainOf)
  if (named !== undefined) return { nodes: [named], isLinks }
  let nodes = page
  for (;;) {
    const elements: readonly PageElement[] = nodes.filter((node): node is PageElement => isElement(node) && weights.has(node))
    const all = elements.reduce((sum, element) => sum + plainOf(element), 0)
    const heaviest = elements.reduce<PageElement | undefined>((best, one) => (best === undefined || plainOf(one) > plainOf(best) ? one : best), undefined)
    if (heaviest === undefined || all < enough || !goesInto(heaviest, plainOf(heaviest), all)) return { nodes, isLinks }
    nodes = heaviest.children
  }
}

/** A paragraph or a list is read whole. */
function goesInto(element: PageElement, plain: number, all: number): boolean {
  return plain >= all * share && plain > 0 && ['html', 'body', 'div', 'section', 'article', 'main', 'center', 'table', 'tbody', 'tr', 'td', 'form', 'head'].includes(element.name)
}

/** What says of itself that it is the main part, where it is the only one and holds some text. */
function namedMain(page: readonly PageNode[], plainOf: (element: PageElement) => number): PageElement | undefined {
  const found = { main: [] as PageElement[], article: [] as PageElement[] }
  walk(page, {
    enter: (node) => {
      if (!isElement(node)) return undefined
      if (isUnseen(node)) return false
      const kind = node.name === 'main' || attribute(node, 'role') === 'main' ? 'main' : node.name === 'article' ? 'article' : undefined
      if (kind === undefined) return undefined
      found[kind].push(node)
      return kind === 'main'
    },
  })
  for (const list of [found.article, found.main]) if (list.length === 1 && list[0] !== undefined && plainOf(list[0]) >= enough) return list[0]
  return undefined
}

/** Counts the letters of each element that is seen, those in links apart. */
function weigh(page: readonly PageNode[]): ReadonlyMap<PageElement, Weight> {
  const weights = new Map<PageElement, Weight>()
  const open: Weight[] = [{ plain: 0, linked: 0 }]
  let links = 0
  walk(page, {
    enter: (node) => {
      const top = open.at(-1) as Weight
      if (!isElement(node)) {
        const letters = textOfNode(node).replace(/\s+/g, ' ').trim().length
        if (links > 0) top.linked += letters
        else top.plain += letters
        return undefined
      }
      if (isUnseen(node) || isAside(node)) return false
      if (node.name === 'a') links++
      const weight = { plain: 0, linked: 0 }
      weights.set(node, weight)
      open.push(weight)
      return true
    },
    leave: (element) => {
      if (element.name === 'a') links--
      const { plain, linked } = open.pop() as Weight
      const outer = open.at(-1) as Weight
      outer.plain += plain
      outer.linked += linked
    },
  })
  return weights
}
