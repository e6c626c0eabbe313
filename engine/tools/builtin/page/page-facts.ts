import { isoTime } from './iso-time.ts'
import { attribute, isElement, walk, type PageElement, type PageNode } from './parse-html.ts'

export interface PageFacts {
  readonly title: string
  readonly description: string
  readonly language: string
  /** ISO 8601; empty where the page does not say. */
  readonly published: string
}

const longest = 1000

/** Gives what a page says about itself. */
export function pageFacts(page: readonly PageNode[], languageToldBefore: string | undefined): PageFacts {
  const metas = new Map<string, string>()
  const found = { title: '', heading: '', language: '', time: '', script: '' }
  walk(page, {
    enter: (node) => {
      if (!isElement(node)) return undefined
      const { name } = node
      if (name === 'svg') return false
      if (name === 'title' && found.title === '') found.title = textIn(node)
      if (name === 'h1' && found.heading === '') found.heading = textIn(node)
      if (name === 'html') found.language ||= attribute(node, 'lang') ?? attribute(node, 'xml:lang') ?? ''
      if (name === 'meta') keepMeta(node, metas)
      if (name === 'time' && (attribute(node, 'pubdate') !== undefined || attribute(node, 'itemprop') === 'datePublished')) found.time ||= attribute(node, 'datetime') ?? ''
      if (name === 'script' && attribute(node, 'type') === 'application/ld+json') found.script ||= /"datePublished"\s*:\s*"([^"\\]{4,40})"/.exec(textIn(node, 100_000))?.[1] ?? ''
      return undefined
    },
  })
  const dates = [metas.get('article:published_time'), metas.get('datepublished'), found.time, found.script, metas.get('og:published_time'), metas.get('dc.date.issued'), metas.get('dcterms.date'), metas.get('dc.date'), metas.get('date'), metas.get('pubdate'), metas.get('publish-date')]
  return {
    title: metas.get('og:title') || found.title || found.heading,
    description: metas.get('description') || metas.get('og:description') || '',
    language: [found.language, metas.get('content-language'), languageToldBefore].map(languageTag).find((one) => one !== '') ?? '',
    published: dates.map(isoTime).find((one) => one !== '') ?? '',
  }
}

function keepMeta(element: PageElement, metas: Map<string, string>): void {
  const name = (attribute(element, 'property') ?? attribute(element, 'name') ?? attribute(element, 'itemprop') ?? attribute(element, 'http-equiv'))?.toLowerCase()
  const content = attribute(element, 'content')
  if (name !== undefined && content !== undefined && !metas.has(name) && metas.size < 500) metas.set(name.slice(0, 100), folded(content))
}

function textIn(element: PageElement, most = longest): string {
  let text = ''
  walk(element.children, { enter: (node) => void (node.type === 'text' && text.length < most && (text += node.data)) })
  return most === longest ? folded(text) : text
}

export function folded(text: string): string {
  return text.slice(0, longest * 4).replace(/\s+/g, ' ').trim().slice(0, longest)
}

function languageTag(text: string | undefined): string {
  return /^\s*([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4})\s*(?:,|$)/.exec((text ?? '').slice(0, 100))?.[1] ?? ''
}
