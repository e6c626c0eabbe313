import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { openPage, pageErrors, pagePlace, pagePlaceKinds } from './open-page.ts'
import { linkSchema, pageLinks } from './page-links.ts'
import { parseHtml } from './parse-html.ts'

const usual = 1000

export const pageLinksTool = defineTool({
  name: 'page.links',
  title: 'List the links of a page',
  description: 'Gives all links of a page of the web or an .html file, absolute, each once: what it is (link, image, media, frame, script, style, feed, form) and where it leads (page, site, elsewhere, mail, telephone, other).',
  input: {
    type: 'object',
    properties: { ...pagePlace, most: { type: 'integer', minimum: 1, maximum: 10_000, default: usual, description: 'The most links.' } },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { url: { type: ['string', 'null'] }, links: { type: 'array', items: linkSchema }, truncated: { type: 'boolean' } },
    required: ['url', 'links', 'truncated'],
  },
  class: 'read',
  control: pagePlaceKinds,
  oneOf: [['url', 'path']],
  untrusted: ['url', 'links.*.url', 'links.*.text'],
  errors: pageErrors,
  idempotent: true,
  timeout: 120_000,
  describe: (input) => `list the links of the page ${quoted(input.url ?? input.path ?? '')}`,
  perform: async (input, call) => {
    const { html, url } = await openPage(input, call)
    const page = await parseHtml(html)
    return { url: url ?? null, ...pageLinks(page, page, url, input.most ?? usual) }
  },
})
