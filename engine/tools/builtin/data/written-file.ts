import type { JsonSchema } from '../../../terms/json.ts'
import { ToolError, type Reversal, type ToolCall } from '../../../terms/tool.ts'
import type { CallWith } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow, hashOfBytes, keepFile, type Kept } from '../file/file-content.ts'
import { changedError, changeErrors, notTextError, tooLargeError } from '../file/file-errors.ts'
import { firstMissingFolder, withFolders } from '../file/new-folders.ts'

/** The largest file that is written, in bytes. */
export const mostWritten = 64 * 1024 * 1024

export interface WrittenBefore {
  readonly existed: boolean
  /** What was there, where it is to be replaced. */
  readonly kept: Kept | null
  readonly made: string | null
}

export interface Written {
  readonly written: boolean
  readonly path: string
  readonly size: number
  readonly hash: string
}

type MakeCall = Pick<ToolCall, 'ports' | 'signal'>

interface Target {
  readonly path: string
  readonly replace?: boolean
}

export const writtenProperties = { written: { type: 'boolean' }, path: { type: 'string', format: 'path' }, size: { type: 'integer' }, hash: { type: 'string' } } as const satisfies JsonSchema['properties']
export const writtenRequired = ['written', 'path', 'size', 'hash'] as const
export const replaceProperty = { type: 'boolean', default: false, description: 'A file that is there is replaced, and kept for undo; otherwise it is an error.' } as const
export const writeErrors: { readonly [code: string]: string } = { ...changeErrors, ...changedError, ...tooLargeError, ...notTextError }

/**
 * Gives the functions of a tool that writes one whole file made from its input: in one step, with the folders it needs,
 * undone by file.restore. `make` gives the same bytes each time; `more` adds facts to the answer; `most` bounds the bytes.
 */
export function writtenFile<Input extends Target, More extends object>(make: (input: Input, call: MakeCall) => Promise<{ readonly bytes: Uint8Array; readonly more: More }>, most = mostWritten) {
  const content = async (input: Input, call: MakeCall): Promise<{ readonly bytes: Uint8Array; readonly answer: Written & More }> => {
    const { bytes, more } = await make(input, call)
    if (bytes.length > most) throw new ToolError('too-large', `The file would have ${bytes.length} bytes; at most ${most} are written.`, { size: bytes.length })
    return { bytes, answer: { ...more, written: true, path: input.path, size: bytes.length, hash: hashOfBytes(bytes) } }
  }
  return {
    prepare: async (input: Input, call: ToolCall): Promise<WrittenBefore> => {
      const { files, blobs } = call.ports
      const existed = (await files.facts(input.path)) !== undefined
      const kept = existed && input.replace === true ? await keepFile(files, blobs, input.path) : null
      return { existed, kept, made: await firstMissingFolder(files, input.path) }
    },
    perform: async (input: Input, call: CallWith<WrittenBefore>): Promise<Written & More> => {
      const { files } = call.ports
      const { bytes, answer } = await content(input, call)
      const { kept } = call.before
      if (kept !== null && (await hashNow(files, input.path, call.signal)) !== kept.hash) {
        throw new ToolError('changed', `${quoted(input.path)} was changed by somebody else just now.`, { path: input.path })
      }
      await withFolders(files, input.path, () => files.write(input.path, bytes, { replace: kept !== null }))
      return answer
    },
    check: async (input: Input, call: CallWith<WrittenBefore>): Promise<{ readonly happened: boolean; readonly output?: Written & More }> => {
      const { existed, kept } = call.before
      if (existed && kept === null) return { happened: false }
      const now = await hashNow(call.ports.files, input.path, call.signal)
      const { answer } = await content(input, call)
      if (now === answer.hash) return { happened: true, output: answer }
      if (now === (kept?.hash ?? null)) return { happened: false }
      throw new ToolError('changed', `${quoted(input.path)} holds neither what was there nor what was to be written.`, { path: input.path })
    },
    undo: reversal,
  }
}

function reversal({ path }: Target, { hash }: Written, { kept, made }: WrittenBefore): Reversal {
  return { tool: 'file.restore', input: { path, now: hash, was: kept?.hash ?? null, ...(kept === null ? {} : { modified: kept.modified }), ...(made === null ? {} : { remove_empty: made }) } }
}
