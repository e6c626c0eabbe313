import { httpErrors } from '../../../terms/http-port.ts'
import type { HttpAnswer } from '../../../terms/http-port.ts'
import { canonicalJson, type Json } from '../../../terms/json.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { decodeBody } from './decode-body.ts'
import { httpOf, joined } from './fetch-body.ts'
import { readMediaType } from './media-type.ts'
import { headersSchema, requestHeaders } from './request-headers.ts'

const mostShown = 1_000_000
const mostTravelling = 8_000_000
const { status: _status, 'too-many-redirects': _redirects, 'bad-type': _type, 'bad-answer': _answer, ...beforeSending } = httpErrors

export const httpSend = defineTool({
  name: 'http.send',
  title: 'Send something to a server',
  description: 'Sends a text or JSON to an address with POST, PUT, PATCH or DELETE, exactly once. Any status is an answer, ok says whether it is a success. Redirects are not followed.',
  input: {
    type: 'object',
    properties: {
      url: { type: 'string', maxLength: 8000, description: 'An http or https address. A bound of it is a host.' },
      method: { type: 'string', enum: ['POST', 'PUT', 'PATCH', 'DELETE'], default: 'POST' },
      headers: headersSchema,
      text: { type: 'string', maxLength: 4_000_000, description: 'The body as text. Give this or json, or neither.' },
      json: { description: 'The body as a value, sent as JSON.' },
    },
    required: ['url'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      sent: { type: 'boolean' },
      ok: { type: 'boolean', description: 'The status is one of success (200 to 299).' },
      status: { type: 'integer' },
      type: { type: 'string' },
      text: { type: 'string', description: 'The body of the answer, as far as it fits.' },
      truncated: { type: 'boolean', description: 'The body was longer, or broke off.' },
      location: { type: 'string', description: 'Where the server points to; empty when it does not.' },
    },
    required: ['sent', 'ok', 'status', 'type', 'text', 'truncated', 'location'],
  },
  class: 'sensitive',
  control: { url: 'host' },
  untrusted: ['type', 'text', 'location'],
  errors: beforeSending,
  timeout: 120_000,
  rehearse: () => ({ sent: true, ok: true, status: 200, type: '', text: '', truncated: false, location: '' }),
  describe: (input) => `send to ${quoted(input.url)} (${input.method ?? 'POST'})${shownBody(input.text, input.json)}`,
  perform: async (input, call) => {
    const { body, type } = bodyOf(input.text, input.json)
    const headers = { ...(type === undefined ? {} : { 'content-type': type }), ...requestHeaders(input.headers) }
    const request = { method: input.method ?? 'POST', url: input.url, headers, most: mostTravelling, ...(body === undefined ? {} : { body }) } as const
    const answer = await httpOf(call.ports).request(request, call.signal)
    const { bytes, truncated } = await readSome(answer)
    const { name, charset } = readMediaType(answer.headers['content-type'])
    const location = (answer.headers['location'] ?? '').slice(0, 8000)
    return { sent: true, ok: answer.status >= 200 && answer.status < 300, status: answer.status, type: name, text: decodeBody(bytes, charset), truncated, location }
  },
})

function shownBody(text: string | undefined, json: Json | undefined): string {
  if (text !== undefined) return `: ${quoted(text)}`
  return json === undefined ? '' : `: ${quoted(json)}`
}

function bodyOf(text: string | undefined, json: Json | undefined): { readonly body?: Uint8Array; readonly type?: string } {
  if (text !== undefined && json !== undefined) throw new ToolError('bad-header', 'Give the body as text or as json, not both.')
  if (text !== undefined) return { body: new TextEncoder().encode(text), type: 'text/plain; charset=utf-8' }
  return json === undefined ? {} : { body: new TextEncoder().encode(canonicalJson(json)), type: 'application/json' }
}

/** The deed is done: whatever becomes of the body of the answer, the status counts. */
async function readSome({ body, close }: HttpAnswer): Promise<{ readonly bytes: Uint8Array; readonly truncated: boolean }> {
  const chunks: Uint8Array[] = []
  let size = 0
  let truncated = false
  try {
    for await (const chunk of body) {
      chunks.push(chunk.subarray(0, mostShown - size))
      size += chunk.length
      truncated = size > mostShown
      if (truncated) break
    }
  } catch {
    truncated = true
  }
  close()
  return { bytes: joined(chunks), truncated }
}
