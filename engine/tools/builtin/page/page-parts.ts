import { attribute, type PageElement, type PageNode } from './parse-html.ts'

const unread = new Set(['script', 'style', 'noscript', 'template', 'svg', 'math', 'iframe', 'frame', 'object', 'embed', 'applet', 'canvas', 'audio', 'video', 'title', 'button', 'select', 'textarea', 'input', 'datalist', 'dialog', 'noframes', 'map'])
const aside = new Set(['nav', 'aside', 'footer', 'menu'])
const asideRoles = new Set(['navigation', 'complementary', 'contentinfo', 'search', 'menu', 'menubar', 'banner', 'dialog', 'alertdialog'])

const blocks = new Set(['address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hgroup', 'html', 'li', 'main', 'menu', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'tfoot', 'thead', 'tr', 'ul'])

/** Tells whether nobody who looks at the page sees an element, as far as the element itself says. */
export function isUnseen(element: PageElement): boolean {
  if (unread.has(element.name) || attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true') return true
  const style = attribute(element, 'style')
  return style !== undefined && /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$|!)|font-size\s*:\s*0)/i.test(style.slice(0, 2000))
}

/** Tells whether an element stands beside what the page is about. */
export function isAside(element: PageElement): boolean {
  return aside.has(element.name) || asideRoles.has(attribute(element, 'role') ?? '')
}

export function isBlock(element: PageElement): boolean {
  return blocks.has(element.name)
}

export function textOfNode(node: PageNode): string {
  return node.type === 'text' ? node.data : ''
}
