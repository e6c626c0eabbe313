import { httpErrors } from '../../../terms/http-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import { isSameHost, readWebAddress } from '../../../terms/web-address.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { SiteCheck } from './site-check.ts'

const mostTold = 1000

export const pageCheckLinks = defineTool({
  name: 'page.check_links',
  title: 'Check the links of a site',
  description: 'Goes through the pages of a site and tries each link that stays on it, politely: at most four at once, with a pause between two requests, and nothing that its robots.txt forbids. Gives the broken ones and where they stand. Links to other hosts are counted, not tried, unless also names the host.',
  input: {
    type: 'object',
    properties: {
      url: { type: 'string', maxLength: 8000, description: 'The page to begin at. A bound of it is a host.' },
      also: { type: 'array', items: { type: 'string', format: 'host' }, maxItems: 20, description: 'Other hosts whose links are tried too.' },
      depth: { type: 'integer', minimum: 1, maximum: 10, default: 2, description: 'How many pages deep to read; 1 reads the first page only.' },
      most: { type: 'integer', minimum: 1, maximum: 5000, default: 300, description: 'The most addresses to try.' },
      pause: { type: 'integer', minimum: 0, maximum: 10_000, default: 200, description: 'Milliseconds between two requests to one host.' },
    },
    required: ['url'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      pages: { type: 'integer', description: 'Pages that were read.' },
      checked: { type: 'integer', description: 'Addresses that were tried.' },
      forbidden: { type: 'integer', description: 'Addresses that robots.txt keeps from us.' },
      elsewhere: { type: 'integer', description: 'Links to other hosts, which were not tried.' },
      broken: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            url: { type: 'string' },
            status: { type: 'integer', description: '0 where no server answered.' },
            problem: { type: 'string', description: 'The status, or a code such as no-host.' },
            sure: { type: 'boolean', description: 'False: the server may only refuse programs, or be down for now.' },
            on: { type: 'string', description: 'The first page the link stands on.' },
            text: { type: 'string' },
          },
          required: ['url', 'status', 'problem', 'sure', 'on', 'text'],
        },
      },
      truncated: { type: 'boolean', description: 'There are more links than were tried or are listed.' },
    },
    required: ['pages', 'checked', 'forbidden', 'elsewhere', 'broken', 'truncated'],
  },
  class: 'read',
  control: { url: 'host', also: 'host' },
  untrusted: ['broken.*.url', 'broken.*.on', 'broken.*.text'],
  errors: { ...httpErrors, 'too-deep-page': 'The first page is nested deeper than any real one.' },
  idempotent: true,
  timeout: 3_600_000,
  describe: (input) => `check the links of ${quoted(input.url)}${input.also === undefined ? '' : ` and those to ${input.also.map(quoted).join(', ')}`}`,
  perform: async (input, call) => {
    const start = readWebAddress(input.url)
    if (start === undefined) throw new ToolError('bad-url', `${quoted(input.url)} is no plain http or https address.`)
    const also = (input.also ?? []).map((host) => readWebAddress(`https://${host}/`)).filter((url) => url !== undefined)
    const isHere = (url: URL): boolean => isSameHost(start, url) || also.some((other) => isSameHost(other, url))
    const check = new SiteCheck({ depth: input.depth ?? 2, most: input.most ?? 300, pause: input.pause ?? 200, isHere }, call)
    await check.run(start)
    const { pages, checked, forbidden, elsewhere, broken } = check
    return { pages: pages.length, checked, forbidden, elsewhere, broken: sorted(broken).slice(0, mostTold).map((link) => ({ ...link })), truncated: check.truncated || broken.length > mostTold }
  },
})

/** By page and address, so that two checks of one site can be compared. */
function sorted(broken: SiteCheck['broken']): SiteCheck['broken'] {
  const key = ({ on, url }: { readonly on: string; readonly url: string }): string => `${on} ${url}`
  return [...broken].sort((a, b) => (key(a) < key(b) ? -1 : 1))
}
