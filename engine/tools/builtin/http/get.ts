import { httpErrors } from '../../../terms/http-port.ts'
import type { Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { decodeBody } from './decode-body.ts'
import { fetchBody } from './fetch-body.ts'
import { isTextual, readMediaType, requireType } from './media-type.ts'
import { headersSchema, requestHeaders } from './request-headers.ts'

const usual = 1_000_000
const largest = 8_000_000

export const httpGet = defineTool({
  name: 'http.get',
  title: 'Ask a server for text or data',
  description: 'Asks for an address with GET or HEAD and gives the text of the answer, or its JSON. Follows redirects on the same host or inside the bounds. For pages, feeds and files there are page.read, feed.read and http.download.',
  input: {
    type: 'object',
    properties: {
      url: { type: 'string', maxLength: 8000, description: 'An http or https address. A bound of it is a host.' },
      method: { type: 'string', enum: ['GET', 'HEAD'], default: 'GET' },
      headers: headersSchema,
      json: { type: 'boolean', default: false, description: 'True: the answer must be JSON, which is given as json.' },
      type: { type: 'string', maxLength: 100, description: 'The type the answer must have, such as text/csv or text/*.' },
      most: { type: 'integer', minimum: 1, maximum: largest, default: usual, description: 'The most bytes the answer may have.' },
    },
    required: ['url'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      status: { type: 'integer' },
      url: { type: 'string', description: 'Where the answer came from, after redirects.' },
      type: { type: 'string', description: 'The media type; empty when the server does not say.' },
      size: { type: 'integer', description: 'Bytes of the body.' },
      text: { type: 'string' },
      json: { description: 'Null unless json was asked for.' },
      modified: { type: 'string', description: 'When it was changed last, as the server writes it; empty when it does not say.' },
    },
    required: ['status', 'url', 'type', 'size', 'text', 'json', 'modified'],
  },
  class: 'read',
  control: { url: 'host' },
  untrusted: ['url', 'type', 'text', 'json', 'modified'],
  errors: httpErrors,
  idempotent: true,
  timeout: 120_000,
  describe: (input) => `ask for ${quoted(input.url)}`,
  perform: async (input, call) => {
    const request = { method: input.method ?? 'GET', url: input.url, headers: { accept: input.json === true ? 'application/json' : '*/*', ...requestHeaders(input.headers) }, most: input.most ?? usual } as const
    const { status, url, headers, body } = await fetchBody(call.ports, request, call.signal)
    const { name, charset } = readMediaType(headers['content-type'])
    const { host } = new URL(url)
    if (input.type !== undefined) requireType(name, input.type, host)
    if (input.json !== true && name !== '' && !isTextual(name) && body.length > 0) {
      throw new ToolError('bad-type', `${host} gave ${name}, which is no text. Use http.download to keep it in a file.`, { host, type: name })
    }
    const text = decodeBody(body, charset)
    const json = input.json === true && request.method === 'GET' ? parsed(text, host) : null
    return { status, url, type: name, size: body.length, text: input.json === true ? '' : text, json, modified: (headers['last-modified'] ?? '').slice(0, 100) }
  },
})

function parsed(text: string, host: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    throw new ToolError('bad-type', `${host} gave something that is not JSON.`, { host })
  }
}
