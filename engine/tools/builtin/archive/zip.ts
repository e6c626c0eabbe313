import { parentOf } from '../../../terms/file-path.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError, type Reversal, type ToolCall } from '../../../terms/tool.ts'
import { defineTool, type CallWith } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow, hashOfBytes, largestKept } from '../file/file-content.ts'
import { changedError, changeErrors, tooLargeError } from '../file/file-errors.ts'
import { firstMissingFolder, withFolders } from '../file/new-folders.ts'
import { packPlan, type PackPlan } from './pack-plan.ts'
import { zipBytes } from './zip-bytes.ts'

interface Input {
  readonly paths: readonly string[]
  readonly archive: string
}

interface Before {
  readonly existed: boolean
  readonly made: string | null
}

interface Output {
  readonly packed: boolean
  readonly archive: string
  readonly count: number
  readonly size: number
  readonly hash: string
  readonly skipped: readonly string[]
}

export const archiveZip = defineTool({
  name: 'archive.zip',
  title: 'Pack files into a zip archive',
  description: 'Packs files and folders with all that lies in them into a new zip archive, with the folders it needs. The originals stay. Links and devices are left out and told. Never overwrites; at most 20,000 files and 1 GiB.',
  input: {
    type: 'object',
    properties: {
      paths: { type: 'array', items: { type: 'string', format: 'path' }, minItems: 1, maxItems: 20_000, description: 'Files and folders; each stands at the top of the archive under its own name.' },
      archive: { type: 'string', format: 'path', description: 'The path of the archive itself.' },
    },
    required: ['paths', 'archive'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      packed: { type: 'boolean' },
      archive: { type: 'string', format: 'path' },
      count: { type: 'integer', description: 'Files in it.' },
      size: { type: 'integer', description: 'Bytes of the archive.' },
      hash: { type: 'string' },
      skipped: { type: 'array', items: { type: 'string', format: 'path' }, description: 'Links and devices that were left out.' },
    },
    required: ['packed', 'archive', 'count', 'size', 'hash', 'skipped'],
  },
  class: 'reversible',
  control: { paths: 'path', archive: 'path' },
  errors: {
    ...changeErrors, ...changedError, ...tooLargeError,
    'too-many': 'There are more files than fit.',
    'same-name': 'Two of the files would have the same name in the archive.',
    'bad-name': 'A file has a name that can not stand in an archive.',
  },
  timeout: 1_800_000,
  rehearse: 'overlay',
  describe: (input: Input) => `pack ${input.paths.length === 1 ? quoted(input.paths[0] ?? '') : `${input.paths.length} files and folders`} into ${quoted(input.archive)}`,
  prepare: async (input: Input, call: ToolCall): Promise<Before> => {
    const { files } = call.ports
    return { existed: (await files.facts(input.archive)) !== undefined, made: await firstMissingFolder(files, input.archive) }
  },
  perform: async (input: Input, call: CallWith<Before>): Promise<Output> => {
    const { files } = call.ports
    if (call.before.existed) throw new ToolError('exists', `Something is already at ${quoted(input.archive)}.`, { path: input.archive })
    const { plan, bytes } = await packed(input, files, call.signal)
    await withFolders(files, input.archive, () => files.write(input.archive, bytes))
    return answer(input, plan, bytes)
  },
  check: async (input: Input, call: CallWith<Before>): Promise<{ readonly happened: boolean; readonly output?: Output }> => {
    const { files } = call.ports
    const now = call.before.existed ? null : await hashNow(files, input.archive, call.signal)
    if (now === null) return { happened: false }
    const { plan, bytes } = await packed(input, files, call.signal)
    if (hashOfBytes(bytes) === now) return { happened: true, output: answer(input, plan, bytes) }
    throw new ToolError('changed', `It can not be told whether ${quoted(input.archive)} is the archive that was made: it, or what it holds, was changed.`, { path: input.archive })
  },
  undo: (input: Input, output: Output, before: Before): Reversal => {
    // What is too large to be kept aside goes to the trash instead, from where it can come back.
    if (output.size > largestKept) return { tool: 'file.trash', input: { path: input.archive } }
    return { tool: 'file.restore', input: { path: input.archive, now: output.hash, was: null, ...(before.made === null ? {} : { remove_empty: before.made }) } }
  },
})

async function packed(input: Input, files: FileSystem, signal: AbortSignal): Promise<{ readonly plan: PackPlan; readonly bytes: Uint8Array }> {
  for (const path of input.paths) if (path === parentOf(path)) throw new ToolError('bad-path', 'A whole disk can not be packed.', { path })
  const plan = await packPlan(files, input, signal)
  return { plan, bytes: await zipBytes(files, plan, signal) }
}

function answer(input: Input, plan: PackPlan, bytes: Uint8Array): Output {
  return { packed: true, archive: input.archive, count: plan.files.length, size: bytes.length, hash: hashOfBytes(bytes), skipped: plan.skipped }
}
