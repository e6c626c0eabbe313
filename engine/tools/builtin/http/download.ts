import { httpErrors } from '../../../terms/http-port.ts'
import type { JsonObject } from '../../../terms/json.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError, type Reversal, type ToolCall } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow, keepFile, largestKept, type Kept } from '../file/file-content.ts'
import { changedError, changeErrors } from '../file/file-errors.ts'
import { firstMissingFolder, withFolders } from '../file/new-folders.ts'
import { DownloadSink } from './download-sink.ts'
import { httpOf } from './fetch-body.ts'
import { fetchWhole } from './fetch-whole.ts'
import { headersSchema, requestHeaders } from './request-headers.ts'

const usual = 1_000_000_000
const largest = 10_000_000_000

interface Before {
  readonly existed: boolean
  readonly kept: Kept | null
  readonly made: string | null
  /** How many bytes the server tells the file to have; null when it does not say. */
  readonly size: number | null
}

export const httpDownload = defineTool({
  name: 'http.download',
  title: 'Download a file',
  description: 'Brings a file from an address to a path, in one step, with the folders it needs; goes on where a connection broke. With sha256 nothing else is taken. A file that is there is an error unless replace is true; then its content is kept for undo.',
  input: {
    type: 'object',
    properties: {
      url: { type: 'string', maxLength: 8000, description: 'An http or https address. A bound of it is a host.' },
      path: { type: 'string', format: 'path', description: 'The path of the file itself, not of its folder.' },
      sha256: { type: 'string', pattern: '^[0-9a-fA-F]{64}$', description: 'What the file must hash to.' },
      type: { type: 'string', maxLength: 100, description: 'The type the file must have, such as application/pdf or image/*.' },
      headers: headersSchema,
      replace: { type: 'boolean', default: false, description: 'At most 64 MiB can be replaced, and replace.' },
      most: { type: 'integer', minimum: 1, maximum: largest, default: usual, description: 'The most bytes the file may have.' },
    },
    required: ['url', 'path'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { downloaded: { type: 'boolean' }, path: { type: 'string', format: 'path' }, size: { type: 'integer' }, hash: { type: 'string' } },
    required: ['downloaded', 'path', 'size', 'hash'],
  },
  class: 'reversible',
  control: { url: 'host', path: 'path' },
  errors: { ...httpErrors, ...changeErrors, ...changedError, 'wrong-hash': 'The file is not the one with this SHA-256; it was thrown away.' },
  timeout: 3_600_000,
  rehearse: (input) => ({ downloaded: true, path: input.path, size: 0, hash: input.sha256?.toLowerCase() ?? '0'.repeat(64) }),
  describe: (input) => `download ${quoted(input.url)} to ${quoted(input.path)}${input.replace === true ? ', in the place of what is there' : ''}`,
  prepare: async (input, call): Promise<Before> => {
    const { files, blobs } = call.ports
    const existed = (await files.facts(input.path)) !== undefined
    const kept = existed && input.replace === true ? await keepFile(files, blobs, input.path) : null
    const size = input.sha256 === undefined && (!existed || kept !== null) ? await sizeTold(input, call) : null
    return { existed, kept, made: await firstMissingFolder(files, input.path), size }
  },
  perform: async (input, call) => {
    const { files } = call.ports
    const { existed, kept } = call.before
    if (existed && kept === null) throw new ToolError('exists', `Something is already at ${quoted(input.path)}.`, { path: input.path })
    const request = { url: input.url, headers: requestHeaders(input.headers), most: mostOf(input.most, kept), type: input.type }
    const http = httpOf(call.ports)
    const sink = new DownloadSink(files, input.path, call.key)
    return withFolders(files, input.path, async () => {
      try {
        await fetchWhole(http, request, sink, call.signal)
        requireHash(input.sha256, sink.hash())
        if (kept !== null) await requireUnchanged(files, input.path, kept, call.signal)
        const { size } = sink
        await sink.finish(input.path, kept !== null)
        return answer(input.path, size, sink.hash())
      } catch (error) {
        if (error instanceof ToolError || call.signal.aborted) await sink.clear()
        throw error
      }
    })
  },
  check: async (input, call) => {
    const { files } = call.ports
    const { existed, kept, size } = call.before
    if (existed && kept === null) return { happened: false }
    const now = await hashNow(files, input.path, call.signal)
    if (now === (kept?.hash ?? null)) return { happened: false }
    const facts = await files.facts(input.path)
    const fits = input.sha256 === undefined ? size !== null && facts?.size === size : now === input.sha256.toLowerCase()
    if (fits && now !== null && facts !== undefined) return { happened: true, output: answer(input.path, facts.size, now) }
    throw new ToolError('changed', `${quoted(input.path)} is not what was there before, and nobody can tell whether it is what was to be downloaded.`, { path: input.path })
  },
  undo: (input, output, before): Reversal => {
    if (output.size > largestKept) return { tool: 'file.trash', input: { path: input.path } }
    const time: JsonObject = before.kept === null ? {} : { modified: before.kept.modified }
    return { tool: 'file.restore', input: { path: input.path, now: output.hash, was: before.kept?.hash ?? null, ...time, ...(before.made === null ? {} : { remove_empty: before.made }) } }
  },
})

/** Asks how large the file is, so that a check after a crash has something to hold it against. What fails here fails again. */
async function sizeTold(input: { readonly url: string; readonly headers?: { readonly [name: string]: unknown } }, call: Pick<ToolCall, 'ports' | 'signal'>): Promise<number | null> {
  try {
    const answer = await httpOf(call.ports).request({ method: 'HEAD', url: input.url, headers: requestHeaders(input.headers), most: 1, raw: true, time: 20_000 }, call.signal)
    answer.close()
    const length = answer.headers['content-length']
    return answer.status === 200 && length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null
  } catch (error) {
    if (error instanceof ToolError) return null
    throw error
  }
}

function mostOf(asked: number | undefined, kept: Kept | null): number {
  return kept === null ? (asked ?? usual) : Math.min(asked ?? usual, largestKept)
}

function requireHash(wanted: string | undefined, found: string): void {
  if (wanted === undefined || wanted.toLowerCase() === found) return
  throw new ToolError('wrong-hash', `The file hashes to ${found}, not to ${wanted.toLowerCase()}; it was thrown away.`, { hash: found })
}

async function requireUnchanged(files: FileSystem, path: string, kept: Kept, signal: AbortSignal): Promise<void> {
  if ((await hashNow(files, path, signal)) !== kept.hash) throw new ToolError('changed', `${quoted(path)} was changed by somebody else just now.`, { path })
}

function answer(path: string, size: number, hash: string): { downloaded: boolean; path: string; size: number; hash: string } {
  return { downloaded: true, path, size, hash }
}
