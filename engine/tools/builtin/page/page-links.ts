import { isSameHost, readWebAddress } from '../../../terms/web-address.ts'
import { folded } from './page-facts.ts'
import { isUnseen } from './page-parts.ts'
import { attribute, isElement, walk, type PageElement, type PageNode } from './parse-html.ts'

/** What a link of a page is to it. */
export type LinkKind = 'link' | 'image' | 'media' | 'frame' | 'script' | 'style' | 'feed' | 'form'

/** Where a link leads: into the same page, the same host, another host, a mail program, a telephone; `other`: none of these. */
export type LinkPlace = 'page' | 'site' | 'elsewhere' | 'mail' | 'telephone' | 'other'

export interface PageLink {
  /** Absolute where the place of the page is known. */
  readonly url: string
  readonly text: string
  readonly kind: LinkKind
  readonly leads: LinkPlace
}

/** How the answer of a tool describes a link. */
export const linkSchema = {
  type: 'object',
  properties: { url: { type: 'string' }, text: { type: 'string' }, kind: { type: 'string' }, leads: { type: 'string' } },
  required: ['url', 'text', 'kind', 'leads'],
} as const

const longestText = 300
const longestUrl = 4000

/** Gives the links of some parts of a page in order, each once per kind; `most` at most. */
export function pageLinks(page: readonly PageNode[], parts: readonly PageNode[], url: string | undefined, most: number): { readonly links: readonly PageLink[]; readonly truncated: boolean } {
  const base = baseOf(page, url)
  const from = url === undefined ? undefined : readWebAddress(url)
  const links = new Map<string, PageLink>()
  let truncated = false
  walk(parts, {
    enter: (node) => {
      if (!isElement(node) || truncated) return
      const found = targetOf(node)
      if (found === undefined) return
      const link = linkTo(found.kind, found.target.trim(), node, base, from)
      const key = `${link.kind} ${link.url}`
      if (link.url === '' || links.has(key)) return
      if (links.size >= most) truncated = true
      else links.set(key, link)
    },
  })
  return { links: [...links.values()], truncated }
}

function targetOf(element: PageElement): { readonly kind: LinkKind; readonly target: string } | undefined {
  const [kind, name] = sources.get(element.name) ?? []
  if (kind !== undefined && name !== undefined) {
    const target = attribute(element, name)
    return target === undefined ? undefined : { kind, target }
  }
  if (element.name !== 'link') return undefined
  const relation = (attribute(element, 'rel') ?? '').toLowerCase().split(/\s+/)
  const target = attribute(element, 'href')
  if (target === undefined) return undefined
  if (relation.includes('stylesheet')) return { kind: 'style', target }
  return relation.includes('alternate') && /(?:rss|atom)\+xml|feed\+json/.test(attribute(element, 'type') ?? '') ? { kind: 'feed', target } : undefined
}

const sources: ReadonlyMap<string, readonly [LinkKind, string]> = new Map([
  ['a', ['link', 'href']],
  ['area', ['link', 'href']],
  ['img', ['image', 'src']],
  ['audio', ['media', 'src']],
  ['video', ['media', 'src']],
  ['source', ['media', 'src']],
  ['iframe', ['frame', 'src']],
  ['frame', ['frame', 'src']],
  ['script', ['script', 'src']],
  ['form', ['form', 'action']],
])

function linkTo(kind: LinkKind, target: string, element: PageElement, base: URL | undefined, from: URL | undefined): PageLink {
  const text = kind === 'link' ? textOf(element) : folded(attribute(element, 'alt') ?? attribute(element, 'title') ?? '').slice(0, longestText)
  if (target.length > longestUrl) return { url: '', text, kind, leads: 'other' }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(target)?.[1]?.toLowerCase()
  if (scheme === 'mailto') return { url: target, text, kind, leads: 'mail' }
  if (scheme === 'tel' || scheme === 'sms') return { url: target, text, kind, leads: 'telephone' }
  const absolute = URL.canParse(target, base?.href) ? readWebAddress(new URL(target, base?.href).href) : undefined
  if (absolute === undefined) return { url: target, text, kind, leads: target.startsWith('#') ? 'page' : 'other' }
  if (from === undefined || !isSameHost(from, absolute)) return { url: absolute.href, text, kind, leads: 'elsewhere' }
  const same = absolute.hash !== '' && withoutHash(absolute) === withoutHash(from)
  return { url: absolute.href, text, kind, leads: same ? 'page' : 'site' }
}

/** The text of a link as it is seen; that of its picture where it has no other. */
function textOf(element: PageElement): string {
  let text = ''
  let picture = ''
  walk(element.children, {
    enter: (node) => {
      if (text.length > longestText) return false
      if (node.type === 'text') text += node.data
      if (!isElement(node)) return undefined
      if (node.name === 'img') picture ||= attribute(node, 'alt') ?? ''
      return node.name === 'a' ? false : !isUnseen(node)
    },
  })
  return (folded(text) || folded(picture)).slice(0, longestText)
}

export function withoutHash(url: URL): string {
  return url.href.split('#')[0] as string
}

function baseOf(page: readonly PageNode[], url: string | undefined): URL | undefined {
  let base: string | undefined
  walk(page, { enter: (node) => void (base === undefined && isElement(node) && node.name === 'base' && (base = attribute(node, 'href'))) })
  const own = url === undefined ? undefined : readWebAddress(url)
  if (base === undefined || !URL.canParse(base, own?.href)) return own
  return readWebAddress(new URL(base, own?.href).href) ?? own
}
