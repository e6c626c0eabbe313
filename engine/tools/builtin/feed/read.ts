import { httpErrors } from '../../../terms/http-port.ts'
import type { JsonObject } from '../../../terms/json.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readBytes } from '../data/read-bytes.ts'
import { readErrors } from '../file/file-errors.ts'
import { decodeBody } from '../http/decode-body.ts'
import { fetchBody } from '../http/fetch-body.ts'
import { readMediaType } from '../http/media-type.ts'
import { isoTime } from '../page/iso-time.ts'
import { folded } from '../page/page-facts.ts'
import { parseHtml } from '../page/parse-html.ts'
import { plainText } from '../page/plain-text.ts'
import { feedItems, type RawItem } from './feed-items.ts'
import { parseFeed } from './parse-feed.ts'

const largest = 12 * 1024 * 1024
const usualItems = 50
const usualText = 2000
const accept = 'application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,application/json;q=0.8,*/*;q=0.1'

export const feedRead = defineTool({
  name: 'feed.read',
  title: 'Read a feed',
  description: 'Gives the items of a feed (RSS, Atom, RDF, JSON Feed) from an address or a file, newest first, with their text as plain text. With since only what is newer; items without a time are then left out.',
  input: {
    type: 'object',
    properties: {
      url: { type: 'string', maxLength: 8000, description: 'An http or https address; a bound of it is a host. Give this or path.' },
      path: { type: 'string', format: 'path', description: 'A file that holds a feed.' },
      since: { type: 'string', maxLength: 40, description: 'A time such as 2026-06-01T00:00:00Z.' },
      most: { type: 'integer', minimum: 1, maximum: 1000, default: usualItems, description: 'The most items.' },
      most_text: { type: 'integer', minimum: 0, maximum: 20_000, default: usualText, description: 'The most characters of text for each item.' },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      title: { type: 'string' },
      url: { type: 'string', description: 'The page the feed belongs to; empty where it is not told.' },
      format: { type: 'string', enum: ['rss', 'atom', 'rdf', 'json'] },
      items: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            title: { type: 'string' },
            url: { type: 'string', description: 'Absolute; empty where there is none.' },
            published: { type: 'string', description: 'ISO 8601; empty where it is not told.' },
            author: { type: 'string' },
            text: { type: 'string' },
            tags: { type: 'array', items: { type: 'string' } },
            attachments: { type: 'array', items: { type: 'object', properties: { url: { type: 'string' }, type: { type: 'string' } }, required: ['url', 'type'] } },
          },
          required: ['id', 'title', 'url', 'published', 'author', 'text', 'tags', 'attachments'],
        },
      },
      truncated: { type: 'boolean', description: 'There are more items than are given.' },
    },
    required: ['title', 'url', 'format', 'items', 'truncated'],
  },
  class: 'read',
  control: { url: 'host', path: 'path' },
  oneOf: [['url', 'path']],
  untrusted: ['title', 'url', 'items'],
  errors: { ...readErrors, ...httpErrors, 'bad-feed': 'This is no feed that can be read.', 'bad-time': 'since is no time.' },
  idempotent: true,
  timeout: 120_000,
  describe: (input) => `read the feed ${quoted(input.url ?? input.path ?? '')}${input.since === undefined ? '' : ` since ${quoted(input.since)}`}`,
  perform: async (input, call) => {
    const since = sinceOf(input.since)
    const { text, from } = await openFeed(input, call)
    const parsed = await parseFeed(text)
    const feed = feedItems(parsed, from)
    const wanted = feed.items.filter(({ published }) => since === '' || published > since)
    const most = input.most ?? usualItems
    const chosen = newestFirst(wanted).slice(0, most)
    const items = await Promise.all(chosen.map((item) => shownItem(item, input.most_text ?? usualText)))
    return { title: await lineOf(feed.title), url: feed.url, format: parsed.format, items, truncated: wanted.length > most }
  },
})

function sinceOf(text: string | undefined): string {
  const since = isoTime(text)
  if (text !== undefined && since === '') throw new ToolError('bad-time', `${quoted(text)} is no time. Write it like 2026-06-01T00:00:00Z.`)
  return since
}

async function openFeed(place: { readonly url?: string; readonly path?: string }, call: Pick<ToolCall, 'ports' | 'signal'>): Promise<{ readonly text: string; readonly from: string | undefined }> {
  if ((place.url === undefined) === (place.path === undefined)) throw new ToolError('bad-url', 'Give the feed either as url or as path.')
  if (place.path !== undefined) return { text: decodeBody(await readBytes(call.ports.files, place.path, largest), undefined), from: undefined }
  const { url, headers, body } = await fetchBody(call.ports, { method: 'GET', url: place.url ?? '', headers: { accept }, most: largest }, call.signal)
  return { text: decodeBody(body, readMediaType(headers['content-type']).charset), from: url }
}

/** Items without a time come last; those of one time stay as they stood. */
function newestFirst(items: readonly RawItem[]): readonly RawItem[] {
  return [...items].sort((a, b) => (a.published === b.published ? 0 : a.published > b.published ? -1 : 1))
}

async function shownItem({ html, title, tags, attachments, ...item }: RawItem, most: number): Promise<JsonObject> {
  return { ...item, title: await lineOf(title), tags: [...tags], attachments: attachments.map((one) => ({ ...one })), text: most === 0 ? '' : await textOf(html, most) }
}

async function lineOf(html: string): Promise<string> {
  return folded(/[<&]/.test(html) ? await textOf(html, 1000) : html)
}

/** Plain text is HTML without tags; of what is nested beyond measure nothing is given. */
async function textOf(html: string, most: number): Promise<string> {
  const cut = html.slice(0, 400_000)
  try {
    return plainText({ nodes: await parseHtml(cut), isLinks: () => false }, most, true).text
  } catch {
    return ''
  }
}
