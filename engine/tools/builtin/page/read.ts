import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { mainPart, type MainPart } from './main-part.ts'
import { openPage, pageErrors, pagePlace, pagePlaceKinds } from './open-page.ts'
import { pageFacts } from './page-facts.ts'
import { linkSchema, pageLinks } from './page-links.ts'
import { parseHtml } from './parse-html.ts'
import { plainText } from './plain-text.ts'

const usual = 100_000
const mostLinks = 500

export const pageRead = defineTool({
  name: 'page.read',
  title: 'Read a page',
  description: 'Gives the readable text of a page of the web or an .html file in the manner of Markdown, with its title, language, date and links. Takes the main part of it, or all with whole. Runs no scripts and leaves out what is hidden.',
  input: {
    type: 'object',
    properties: {
      ...pagePlace,
      whole: { type: 'boolean', default: false, description: 'True: all the text, with menus and what stands beside.' },
      most: { type: 'integer', minimum: 1, maximum: 1_000_000, default: usual, description: 'The most characters of text.' },
    },
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      url: { type: ['string', 'null'], description: 'Where the page came from, after redirects; null for a file.' },
      title: { type: 'string' },
      description: { type: 'string' },
      language: { type: 'string', description: 'Such as en or pt-BR; empty where the page does not say.' },
      published: { type: 'string', description: 'ISO 8601; empty where the page does not say.' },
      text: { type: 'string' },
      truncated: { type: 'boolean', description: 'The text or the links are cut.' },
      links: { type: 'array', items: linkSchema },
    },
    required: ['url', 'title', 'description', 'language', 'published', 'text', 'truncated', 'links'],
  },
  class: 'read',
  control: pagePlaceKinds,
  oneOf: [['url', 'path']],
  untrusted: true,
  errors: pageErrors,
  idempotent: true,
  timeout: 120_000,
  describe: (input) => `read the page ${quoted(input.url ?? input.path ?? '')}`,
  perform: async (input, call) => {
    const { html, url, language } = await openPage(input, call)
    const page = await parseHtml(html)
    const part: MainPart = input.whole === true ? { nodes: page, isLinks: () => false } : mainPart(page)
    const { text, truncated } = plainText(part, input.most ?? usual, input.whole === true)
    const { links, truncated: cut } = pageLinks(page, part.nodes, url, mostLinks)
    return { url: url ?? null, ...pageFacts(page, language), text, truncated: truncated || cut, links: links.filter(({ kind }) => kind === 'link') }
  },
})
