/*
 * Brings a whole file over connections that break. Always true: bytes of two versions of a file are never put together. A
 * rest is asked for with `If-Range` and a strong validator, and taken only when the answer says that it begins where we
 * stopped and belongs to a file of the same length; else all begins anew.
 */
import type { HttpAnswer, HttpPort } from '../../../terms/http-port.ts'
import { ToolError } from '../../../terms/tool.ts'
import type { DownloadSink } from './download-sink.ts'
import { statusError } from './fetch-body.ts'
import { readMediaType, requireType } from './media-type.ts'

const mostBreaks = 5
/* What a new connection may mend. */
const mendable = ['bad-answer', 'too-slow', 'refused']

export interface WholeRequest {
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly most: number
  readonly type: string | undefined
}

interface Version {
  /** A strong ETag or a date, to ask for the rest of the same file. */
  readonly validator: string | undefined
  readonly length: number | undefined
}

/** Fills the sink with the file at an address. */
export async function fetchWhole(http: HttpPort, request: WholeRequest, sink: DownloadSink, signal: AbortSignal): Promise<void> {
  let version: Version = { validator: undefined, length: undefined }
  for (let breaks = 0; ; breaks++) {
    try {
      const resumes = sink.size > 0 && version.validator !== undefined && sink.size < (version.length ?? Infinity)
      if (!resumes) await sink.clear()
      const range: { readonly [name: string]: string } = resumes ? { range: `bytes=${sink.size}-`, 'if-range': version.validator ?? '' } : {}
      const answer = await http.request({ method: 'GET', url: request.url, headers: { ...request.headers, ...range }, most: request.most, raw: true }, signal)
      const next = await begin(answer, request, sink, resumes ? version : undefined)
      if (next === undefined) {
        version = { validator: undefined, length: undefined }
        continue
      }
      version = next
      for await (const chunk of answer.body) await take(chunk, request, sink)
      if (version.length === undefined || sink.size === version.length) return
      throw new ToolError('bad-answer', `The file has ${sink.size} bytes where the server told ${version.length}.`)
    } catch (error) {
      if (!(error instanceof ToolError) || !mendable.includes(error.code) || breaks >= mostBreaks || signal.aborted) throw error
    }
  }
}

/** Gives the version that an answer belongs to; `undefined`: the rest can not be had, and all must begin anew. */
async function begin(answer: HttpAnswer, request: WholeRequest, sink: DownloadSink, known: Version | undefined): Promise<Version | undefined> {
  const { headers, status, url } = answer
  if (known !== undefined && status === 416) {
    answer.close()
    return undefined
  }
  const goesOn = known !== undefined && status === 206
  if (status !== 200 && !goesOn) {
    answer.close()
    throw statusError(answer)
  }
  if (goesOn) {
    const total = restOf(headers['content-range'], sink.size)
    const same = total !== undefined && (known.length === undefined || total === known.length) && isSameVersion(headers, known)
    if (same) return { ...known, length: total }
    answer.close()
    return undefined
  }
  await sink.clear()
  try {
    if (request.type !== undefined) requireType(readMediaType(headers['content-type']).name, request.type, new URL(url).host)
  } catch (error) {
    answer.close()
    throw error
  }
  const length = headers['content-length']
  return { validator: validatorOf(headers), length: length === undefined || !/^\d{1,15}$/.test(length) ? undefined : Number(length) }
}

/** Gives the length of the whole where `content-range` says that the rest begins at `start` and goes to the end. */
function restOf(range: string | undefined, start: number): number | undefined {
  const [, from, to, total] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/i.exec(range ?? '') ?? []
  return Number(from) === start && Number(to) + 1 === Number(total) ? Number(total) : undefined
}

function isSameVersion(headers: HttpAnswer['headers'], known: Version): boolean {
  const now = validatorOf(headers)
  return now === undefined || now === known.validator
}

function validatorOf(headers: HttpAnswer['headers']): string | undefined {
  const { etag } = headers
  if (etag !== undefined) return /^"[^"]*"$/.test(etag) ? etag : undefined
  return headers['last-modified']
}

async function take(chunk: Uint8Array, request: WholeRequest, sink: DownloadSink): Promise<void> {
  await sink.add(chunk)
  if (sink.size > request.most) throw new ToolError('too-large', `The file is larger than ${request.most} bytes.`, { max: request.most })
}
