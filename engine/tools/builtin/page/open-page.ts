import { httpErrors } from '../../../terms/http-port.ts'
import { ToolError, type ToolCall } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { readBytes } from '../data/read-bytes.ts'
import { readErrors } from '../file/file-errors.ts'
import { decodeBody } from '../http/decode-body.ts'
import { fetchBody } from '../http/fetch-body.ts'
import { readMediaType } from '../http/media-type.ts'

export const largestPage = 12 * 1024 * 1024
const types = ['text/html', 'application/xhtml+xml', 'text/plain', '']

/** Where a page comes from: arguments of the tools that read one. */
export const pagePlace = {
  url: { type: 'string', maxLength: 8000, description: 'An http or https address; a bound of it is a host. Give this or path.' },
  path: { type: 'string', format: 'path', description: 'A file that holds a page (.html).' },
} as const

export const pagePlaceKinds = { url: 'host', path: 'path' } as const

export const pageErrors: { readonly [code: string]: string } = { ...readErrors, ...httpErrors, 'too-deep-page': 'The page is nested deeper than any real one.' }

export interface OpenPage {
  readonly html: string
  /** Where it came from; undefined for a file. */
  readonly url: string | undefined
  readonly language: string | undefined
}

/** Reads a page from an address or a file. Only HTML and plain text count as pages. */
export async function openPage(place: { readonly url?: string; readonly path?: string }, call: Pick<ToolCall, 'ports' | 'signal'>): Promise<OpenPage> {
  if ((place.url === undefined) === (place.path === undefined)) throw new ToolError('bad-url', 'Give the page either as url or as path.')
  if (place.path !== undefined) return { html: decodeBody(await readBytes(call.ports.files, place.path, largestPage), undefined), url: undefined, language: undefined }
  const request = { method: 'GET', url: place.url ?? '', headers: { accept: 'text/html,application/xhtml+xml;q=0.9,text/plain;q=0.5' }, most: largestPage } as const
  const { url, headers, body } = await fetchBody(call.ports, request, call.signal)
  const { name, charset } = readMediaType(headers['content-type'])
  if (!types.includes(name)) throw new ToolError('bad-type', `${quoted(url)} is ${name}, not a page.`, { type: name })
  return { html: decodeBody(body, charset), url, language: headers['content-language'] }
}
