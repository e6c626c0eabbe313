import type { MainPart } from './main-part.ts'
import { isAside, isBlock, isUnseen, textOfNode } from './page-parts.ts'
import { isElement, walk, type PageElement, type PageNode } from './parse-html.ts'
import { PlainWriter } from './plain-writer.ts'

interface List {
  /** The number of the next item; undefined where items have none. */
  next: number | undefined
}

/** Gives the text of parts of a page as a person reads it, in the manner of Markdown. `aside`: also what stands beside. */
export function plainText(part: MainPart, most: number, aside: boolean): { readonly text: string; readonly truncated: boolean } {
  const writer = new PlainWriter(most)
  const lists: List[] = []
  const passes = (element: PageElement): boolean => isUnseen(element) || (!aside && (isAside(element) || part.isLinks(element)))
  walk(part.nodes, {
    enter: (node: PageNode) => {
      if (writer.truncated) return false
      if (!isElement(node)) return writer.text(textOfNode(node))
      if (passes(node)) return false
      begin(node, writer, lists)
      return true
    },
    leave: (element) => finish(element, writer, lists),
  })
  const text = writer.end()
  return { text, truncated: writer.truncated }
}

function begin(element: PageElement, writer: PlainWriter, lists: List[]): void {
  const { name } = element
  if (name === 'br') return writer.break(false)
  if (name === 'td' || name === 'th') return element.prev === null ? undefined : writer.text(' | ')
  if (name === 'code' && element.parent?.type === 'tag' && element.parent.name !== 'pre') return writer.text('`')
  if (!isBlock(element) && name !== 'hr') return undefined
  writer.break(!['li', 'tr', 'dt', 'dd', 'tbody', 'thead', 'tfoot'].includes(name))
  if (name === 'hr') writer.text('---')
  const heading = /^h([1-6])$/.exec(name)?.[1]
  if (heading !== undefined) writer.text(`${'#'.repeat(Number(heading))} `)
  if (name === 'ul' || name === 'ol' || name === 'menu') lists.push({ next: name === 'ol' ? 1 : undefined })
  if (name === 'li') beginItem(writer, lists)
  if (name === 'blockquote') writer.mark('> ')
  if (name === 'pre') {
    writer.text('```')
    writer.keep(true)
  }
  return undefined
}

function beginItem(writer: PlainWriter, lists: List[]): void {
  const list = lists.at(-1)
  if (lists.length > 1) writer.mark('  ')
  writer.text(list?.next === undefined ? '- ' : `${list.next++}. `)
}

function finish(element: PageElement, writer: PlainWriter, lists: List[]): void {
  const { name } = element
  if (name === 'code' && element.parent?.type === 'tag' && element.parent.name !== 'pre') return writer.text('`')
  if (!isBlock(element) && name !== 'hr') return
  if (name === 'pre') {
    writer.keep(false)
    writer.text('```')
  }
  writer.break(!['li', 'tr', 'dt', 'dd', 'tbody', 'thead', 'tfoot', 'html', 'body'].includes(name))
  if (name === 'li' && lists.length > 1) writer.unmark()
  if (name === 'ul' || name === 'ol' || name === 'menu') lists.pop()
  if (name === 'blockquote') writer.unmark()
}
