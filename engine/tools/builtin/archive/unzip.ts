import { parentOf } from '../../../terms/file-path.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError, type Reversal, type ToolCall } from '../../../terms/tool.ts'
import { defineTool, type CallWith } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow, hashOfBytes } from '../file/file-content.ts'
import { changedError, changeErrors } from '../file/file-errors.ts'
import { archiveErrors, encryptedError, unsafeError } from './archive-errors.ts'
import { fileSource, openZip } from './open-zip.ts'
import { removeMade } from './remove-made.ts'
import { unpackPlan, type UnpackPlan } from './unpack-plan.ts'

interface Input {
  readonly archive: string
  readonly folder: string
  readonly only?: string
  readonly skip_unsafe?: boolean
}

interface Before {
  /** Size and time of change of the archive: another one would have another plan. */
  readonly archive: string
  /** The folders that were not there: of the target, of those above it and of those to be made in it. */
  readonly made: readonly string[]
  /** What stands in the way; null when nothing does. */
  readonly clash: string | null
}

interface MadeFile {
  readonly path: string
  readonly size: number
  readonly hash: string
}

interface Output {
  readonly unpacked: boolean
  readonly folder: string
  readonly files: readonly MadeFile[]
  readonly folders: readonly string[]
  readonly count: number
  readonly size: number
  readonly skipped: readonly { readonly name: string; readonly because: string }[]
}

export const madeFileSchema = { type: 'object', properties: { path: { type: 'string', format: 'path' }, size: { type: 'integer' }, hash: { type: 'string' } }, required: ['path', 'size', 'hash'] } as const

export const archiveUnzip = defineTool({
  name: 'archive.unzip',
  title: 'Unpack a zip archive',
  description: 'Unpacks a zip archive into a folder, with the folders it needs. Nothing leaves the folder and nothing is overwritten: an archive with a path that leads out, a link, two entries of one name, or a file that is there already is refused as a whole before anything is unpacked. Undo removes exactly what was made.',
  input: {
    type: 'object',
    properties: {
      archive: { type: 'string', format: 'path' },
      folder: { type: 'string', format: 'path', description: 'Where to; it is made when it is not there.' },
      only: { type: 'string', maxLength: 1000, description: 'Names to unpack, such as *.jpg; with a / in it, it is compared with the whole name in the archive.' },
      skip_unsafe: { type: 'boolean', default: false, description: 'Leave unsafe entries out and tell them, instead of refusing the archive.' },
    },
    required: ['archive', 'folder'],
    additionalProperties: false,
  },
  output: {
    type: 'object',
    properties: {
      unpacked: { type: 'boolean' },
      folder: { type: 'string', format: 'path' },
      files: { type: 'array', items: madeFileSchema },
      folders: { type: 'array', items: { type: 'string', format: 'path' }, description: 'Folders that were made, outer ones first.' },
      count: { type: 'integer', description: 'Files unpacked.' },
      size: { type: 'integer', description: 'Bytes of all of them.' },
      skipped: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, because: { type: 'string' } }, required: ['name', 'because'] } },
    },
    required: ['unpacked', 'folder', 'files', 'folders', 'count', 'size', 'skipped'],
  },
  class: 'reversible',
  control: { archive: 'path', folder: 'path' },
  untrusted: ['files.*.path', 'folders', 'skipped'],
  errors: { ...changeErrors, ...changedError, ...archiveErrors, ...encryptedError, ...unsafeError, 'bad-pattern': 'The pattern can not be read.' },
  timeout: 1_800_000,
  rehearse: 'overlay',
  describe: (input: Input) => `unpack ${quoted(input.archive)} into ${quoted(input.folder)}`,
  prepare: async (input: Input, call: ToolCall): Promise<Before> => {
    const { files } = call.ports
    const archive = await stampOf(input, files)
    const plan = await planOf(input, files)
    return { archive, made: await missingFolders(files, input.folder, plan), clash: await clashOf(files, input.folder, plan) }
  },
  perform: async (input: Input, call: CallWith<Before>): Promise<Output> => {
    const { files } = call.ports
    const { made, clash } = call.before
    if (clash !== null) throw new ToolError('exists', `Something is already at ${quoted(clash)}; nothing was unpacked.`, { path: clash })
    await requireSame(input, call)
    const plan = await planOf(input, files)
    try {
      for (const folder of [input.folder, ...plan.folders]) await makeFolder(files, folder)
      const unpacked: MadeFile[] = []
      for (const { item, path } of plan.files) {
        call.signal.throwIfAborted()
        const bytes = await item.read(call.signal)
        const hash = hashOfBytes(bytes)
        await writeOnce(files, path, bytes, { hash, modified: item.modified, signal: call.signal })
        unpacked.push({ path, size: bytes.length, hash })
      }
      return { unpacked: true, folder: input.folder, files: unpacked, folders: made, count: unpacked.length, size: unpacked.reduce((sum, file) => sum + file.size, 0), skipped: plan.skipped }
    } catch (error) {
      if (error instanceof ToolError) await takeBack(plan, call, error)
      throw error
    }
  },
  check: async (input: Input, call: CallWith<Before>): Promise<{ readonly happened: boolean; readonly output?: Output }> => {
    const { files } = call.ports
    if (call.before.clash !== null) return { happened: false }
    await requireSame(input, call)
    const plan = await planOf(input, files)
    const own = await ownOf(plan, files, call.signal)
    const folders = await Promise.all([input.folder, ...plan.folders].map((folder) => files.facts(folder)))
    if (own.length < plan.files.length || folders.some((facts) => facts?.kind !== 'folder')) return { happened: false }
    return { happened: true, output: { unpacked: true, folder: input.folder, files: own, folders: call.before.made, count: own.length, size: own.reduce((sum, file) => sum + file.size, 0), skipped: plan.skipped } }
  },
  undo: (input: Input, output: Output, before: Before): Reversal => ({
    tool: 'archive.remove_unpacked',
    input: { archive: input.archive, folder: input.folder, files: output.files.map(({ path, size, hash }) => ({ path, size, hash })), folders: before.made, ...(input.only === undefined ? {} : { only: input.only }), ...(input.skip_unsafe === true ? { skip_unsafe: true } : {}) },
  }),
})

async function stampOf(input: Input, files: FileSystem): Promise<string> {
  const facts = await files.facts(input.archive)
  return facts === undefined ? '' : `${facts.size} ${facts.modified}`
}

async function requireSame(input: Input, call: CallWith<Before>): Promise<void> {
  if ((await stampOf(input, call.ports.files)) === call.before.archive) return
  throw new ToolError('changed', `${quoted(input.archive)} was changed by somebody else just now.`, { path: input.archive })
}

/** Removes what a try that failed has made. When even that fails, it must not be said that nothing was changed. */
async function takeBack(plan: UnpackPlan, call: CallWith<Before>, cause: ToolError): Promise<void> {
  const { files } = call.ports
  try {
    await removeMade(files, await ownOf(plan, files, call.signal), call.before.made)
  } catch {
    throw new Error(`${cause.message} What was unpacked until then could not be removed.`, { cause })
  }
}

async function planOf(input: Input, files: FileSystem): Promise<UnpackPlan> {
  const source = await fileSource(files, input.archive)
  return unpackPlan(await openZip(source), source.size, { folder: input.folder, skipUnsafe: input.skip_unsafe === true, ...(input.only === undefined ? {} : { only: input.only }) })
}

/** Gives the folders that have to be made, outer ones first: above the target, the target, and in it. */
async function missingFolders(files: FileSystem, target: string, plan: UnpackPlan): Promise<readonly string[]> {
  const missing: string[] = []
  for (let folder = target; folder !== parentOf(folder); folder = parentOf(folder)) {
    const facts = await files.facts(folder).catch((error: unknown) => {
      if (error instanceof ToolError && error.code === 'outside' && folder !== target) return 'outside' as const
      throw error
    })
    if (facts !== undefined) break
    missing.unshift(folder)
  }
  for (const folder of plan.folders) if ((await files.facts(folder)) === undefined) missing.push(folder)
  return missing
}

async function clashOf(files: FileSystem, target: string, plan: UnpackPlan): Promise<string | null> {
  for (const folder of [target, ...plan.folders]) {
    const facts = await files.facts(folder)
    if (facts !== undefined && facts.kind !== 'folder') return folder
  }
  for (const { path } of plan.files) if ((await files.facts(path)) !== undefined) return path
  return null
}

/** A link that was put where a folder should be is not followed. */
async function makeFolder(files: FileSystem, folder: string): Promise<void> {
  const facts = await files.facts(folder)
  if (facts === undefined) await files.makeFolder(folder)
  else if (facts.kind !== 'folder') throw new ToolError('changed', `Something that is no folder now stands at ${quoted(folder)}.`, { path: folder })
}

/** Writes a file; one of the same content is from an earlier try of the same deed, since nothing was there before. */
async function writeOnce(files: FileSystem, path: string, bytes: Uint8Array, { hash, modified, signal }: { readonly hash: string; readonly modified: number; readonly signal: AbortSignal }): Promise<void> {
  if ((await files.facts(path)) === undefined) return files.write(path, bytes, { modified })
  if ((await hashNow(files, path, signal)) !== hash) throw new ToolError('changed', `Something else now stands at ${quoted(path)}.`, { path })
}

/** Gives the files of a plan that stand where it wants them with the content of the archive. */
async function ownOf(plan: UnpackPlan, files: FileSystem, signal: AbortSignal): Promise<readonly MadeFile[]> {
  const own: MadeFile[] = []
  for (const { item, path } of plan.files) {
    const facts = await files.facts(path)
    if (facts?.kind !== 'file' || facts.size !== item.size) continue
    const bytes = await item.read(signal).catch((error: unknown) => {
      if (error instanceof ToolError) return undefined
      throw error
    })
    if (bytes === undefined) continue
    const hash = hashOfBytes(bytes)
    if ((await hashNow(files, path, signal)) === hash) own.push({ path, size: facts.size, hash })
  }
  return own
}
