import type { FileFacts, FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { defineTool } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { readErrors } from './file-errors.ts'
import { globMatcher } from './glob.ts'
import { isoTime } from './iso-time.ts'

const most = 100_000

const item = {
  type: 'object',
  properties: {
    path: { type: 'string', format: 'path' },
    name: { type: 'string' },
    kind: { type: 'string', enum: ['file', 'folder', 'link', 'other'] },
    size: { type: 'integer', description: 'Bytes.' },
    modified: { type: 'string', format: 'date-time' },
    folder: { type: 'string', format: 'path', description: 'The folder it lies in.' },
  },
  required: ['path', 'name', 'kind', 'size', 'modified', 'folder'],
} as const

export const fileList = defineTool({
  name: 'file.list',
  title: 'List a folder',
  description: 'Gives what lies in a folder: files, folders, and others (links, devices), each sorted by path. Links are not followed. More than 100,000 are an error, never a part of the list.',
  input: {
    type: 'object',
    properties: {
      folder: { type: 'string', format: 'path' },
      depth: { type: 'integer', minimum: 1, maximum: 64, default: 1, description: '1: only what lies directly in the folder.' },
      pattern: { type: 'string', maxLength: 1000, description: 'Names to keep, such as *.jpg, IMG_????.* or {a,b}*. With a / in it, it is compared with the path below the folder; ** crosses folders.' },
      hidden: { type: 'boolean', default: false, description: 'Also what starts with a dot, and what lies in such folders.' },
    },
    required: ['folder'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: { files: { type: 'array', items: item }, folders: { type: 'array', items: item }, others: { type: 'array', items: item } },
    required: ['files', 'folders', 'others'],
  },
  class: 'read',
  control: { folder: 'path' },
  errors: { ...readErrors, 'too-many': 'More than 100,000 were found.', 'bad-pattern': 'The pattern can not be read.' },
  timeout: 300_000,
  describe: (input) => `look what lies in ${quoted(input.folder)}`,
  perform: async (input, call) => {
    const fits = globMatcher(input.pattern)
    const found = await walk(call.ports.files, input.folder, { depth: input.depth ?? 1, hidden: input.hidden ?? false, signal: call.signal, most })
    const kept = found.filter(({ facts, below }) => fits(facts.name, below)).map(({ facts, folder }) => ({
      path: facts.path, name: facts.name, kind: facts.kind, size: facts.size, modified: isoTime(facts.modified), folder,
    }))
    return {
      files: kept.filter((one) => one.kind === 'file'),
      folders: kept.filter((one) => one.kind === 'folder'),
      others: kept.filter((one) => one.kind === 'link' || one.kind === 'other'),
    }
  },
})

export interface Found {
  readonly facts: FileFacts
  readonly folder: string
  /** The path below the folder that was walked, with `/` between names. */
  readonly below: string
}

/** Gives all that lies in a folder down to a depth, sorted by path below it; fails with `too-many`. */
export async function walk(files: FileSystem, folder: string, options: { readonly depth: number; readonly hidden: boolean; readonly signal: AbortSignal; readonly most: number }): Promise<readonly Found[]> {
  const found: Found[] = []
  const left: { readonly folder: string; readonly below: string; readonly depth: number }[] = [{ folder, below: '', depth: 1 }]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    options.signal.throwIfAborted()
    for (const facts of await listOrGone(files, next.folder, next.depth)) {
      if (!options.hidden && facts.name.startsWith('.')) continue
      const below = next.below + facts.name
      if (found.length >= options.most) throw new ToolError('too-many', `More than ${options.most} lie in ${quoted(folder)}.`, { folder })
      found.push({ facts, folder: next.folder, below })
      if (facts.kind === 'folder' && next.depth < options.depth) left.push({ folder: facts.path, below: `${below}/`, depth: next.depth + 1 })
    }
  }
  return found.sort((a, b) => (a.below < b.below ? -1 : a.below > b.below ? 1 : 0))
}

/** A folder below the first that vanished while walking is passed over. */
async function listOrGone(files: FileSystem, folder: string, depth: number): Promise<readonly FileFacts[]> {
  try {
    return await files.list(folder)
  } catch (error) {
    if (depth > 1 && error instanceof ToolError && error.code === 'missing') return []
    throw error
  }
}
