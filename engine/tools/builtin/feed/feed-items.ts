import type { AnyFeed } from 'feedsmith'
import { readWebAddress } from '../../../terms/web-address.ts'
import { isoTime } from '../page/iso-time.ts'

/** An item of a feed of any kind, its text still as it was written (mostly HTML). */
export interface RawItem {
  readonly id: string
  readonly title: string
  /** Absolute; empty where there is none. */
  readonly url: string
  /** ISO 8601; empty where it is not told. */
  readonly published: string
  readonly author: string
  readonly html: string
  readonly tags: readonly string[]
  readonly attachments: readonly { readonly url: string; readonly type: string }[]
}

export interface RawFeed {
  readonly title: string
  readonly url: string
  readonly items: readonly RawItem[]
}

type Loose = { readonly [key: string]: unknown }

/** Gives what the kinds of feeds have in common. `from` is where the feed came from, for links that are not absolute. */
export function feedItems({ feed }: AnyFeed, from: string | undefined): RawFeed {
  const head = feed as Loose
  const url = webUrl(text(head['link']) || text(head['home_page_url']) || alternate(head['links']), from)
  const base = url === '' ? from : url
  const items = listOf(head['items']).concat(listOf(head['entries']))
  return { title: text(head['title']), url, items: items.map((item) => itemOf(item, from ?? base)) }
}

function itemOf(item: Loose, base: string | undefined): RawItem {
  const guid = objectOf(item['guid'])
  const link = text(item['link']) || text(item['url']) || alternate(item['links']) || text(item['external_url']) || (guid['isPermaLink'] === false ? '' : text(guid['value']))
  const url = webUrl(link, base)
  return {
    id: (text(item['id']) || text(guid['value']) || url || text(item['title'])).slice(0, 1000),
    title: text(item['title']),
    url,
    published: firstTime(item),
    author: authorOf(item),
    html: contentOf(item),
    tags: tagsOf(item),
    attachments: attachmentsOf(item, base),
  }
}

function firstTime(item: Loose): string {
  const times = [item['pubDate'], item['published'], item['date_published'], firstOf(objectOf(item['dc'])['dates']), firstOf(objectOf(item['dcterms'])['issued']), item['updated'], item['date_modified']]
  return times.map((time) => isoTime(text(time))).find((time) => time !== '') ?? ''
}

function authorOf(item: Loose): string {
  const author = firstOf(item['authors'])
  return (text(firstOf(objectOf(item['dc'])['creators'])) || text(objectOf(author)['name']) || text(author) || text(objectOf(item['itunes'])['author'])).slice(0, 300)
}

function contentOf(item: Loose): string {
  return text(objectOf(item['content'])['encoded']) || text(item['content']) || text(item['content_html']) || text(item['content_text']) || text(item['description']) || text(item['summary'])
}

function tagsOf(item: Loose): readonly string[] {
  const given = Array.isArray(item['tags']) ? (item['tags'] as readonly unknown[]) : listOf(item['categories']).map((category) => category['name'] ?? category['term'])
  return given.map(text).filter((tag) => tag !== '').map((tag) => tag.slice(0, 100)).slice(0, 20)
}

function attachmentsOf(item: Loose, base: string | undefined): RawItem['attachments'] {
  const linked = listOf(item['links']).filter((link) => link['rel'] === 'enclosure').map((link) => ({ url: link['href'], type: link['type'] }))
  const given = [...listOf(item['enclosures']), ...listOf(item['attachments']), ...linked]
  return given
    .map((one) => ({ url: webUrl(text(one['url']), base), type: (text(one['type']) || text((one as Loose)['mime_type'])).slice(0, 100) }))
    .filter(({ url }) => url !== '')
    .slice(0, 20)
}

function alternate(links: unknown): string {
  const list = listOf(links)
  const found = list.find(({ rel }) => rel === undefined || rel === 'alternate')
  return text(found?.['href'])
}

function webUrl(link: string, base: string | undefined): string {
  const trimmed = link.trim()
  if (trimmed === '' || !URL.canParse(trimmed, base)) return ''
  return readWebAddress(new URL(trimmed, base).href)?.href ?? ''
}

function listOf(value: unknown): readonly Loose[] {
  return Array.isArray(value) ? value.map(objectOf) : []
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined
}

function objectOf(value: unknown): Loose {
  return typeof value === 'object' && value !== null ? (value as Loose) : {}
}

/** A text, or the value of a text construct of Atom. */
function text(value: unknown): string {
  if (typeof value === 'string') return value
  const inner = objectOf(value)['value']
  return typeof inner === 'string' ? inner : ''
}
