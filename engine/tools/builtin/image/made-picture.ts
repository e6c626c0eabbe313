import type { Picture } from '../../../terms/formats-port.ts'
import type { JsonSchema } from '../../../terms/json.ts'
import { ToolError, type Reversal, type ToolCall } from '../../../terms/tool.ts'
import type { CallWith } from '../../define-tool.ts'
import { quoted } from '../../in-words.ts'
import { hashNow, hashOfBytes } from '../file/file-content.ts'
import { changedError, changeErrors } from '../file/file-errors.ts'
import { firstMissingFolder, withFolders } from '../file/new-folders.ts'
import { imageErrors, mostBytes } from './open-picture.ts'

interface Before {
  readonly existed: boolean
  readonly made: string | null
}

export interface Made {
  readonly made: boolean
  readonly path: string
  readonly width: number
  readonly height: number
  readonly size: number
  readonly hash: string
}

export const madeProperties = {
  made: { type: 'boolean' },
  path: { type: 'string', format: 'path' },
  width: { type: 'integer' },
  height: { type: 'integer' },
  size: { type: 'integer', description: 'Bytes.' },
  hash: { type: 'string' },
} as const satisfies JsonSchema['properties']
export const madeRequired = ['made', 'path', 'width', 'height', 'size', 'hash'] as const
export const madeErrors: { readonly [code: string]: string } = { ...changeErrors, ...changedError, ...imageErrors }

/**
 * Gives the functions of a tool that makes one new picture at `to`. `make` must give the same bytes each time, by which it
 * is told after a crash whether the picture is there.
 */
export function madePicture<Input extends { readonly to: string }, More extends object>(make: (input: Input, call: CallWith<unknown>) => Promise<{ readonly picture: Picture; readonly more: More }>) {
  const result = async (input: Input, call: CallWith<unknown>): Promise<{ readonly bytes: Uint8Array; readonly answer: Made & More }> => {
    const { picture, more } = await make(input, call)
    const { bytes, width, height } = picture
    if (bytes.length > mostBytes) throw new ToolError('too-large', `The picture would have ${bytes.length} bytes; at most ${mostBytes} are written.`, { size: bytes.length })
    return { bytes, answer: { ...more, made: true, path: input.to, width, height, size: bytes.length, hash: hashOfBytes(bytes) } }
  }
  return {
    prepare: async (input: Input, call: ToolCall): Promise<Before> => {
      const { files } = call.ports
      return { existed: (await files.facts(input.to)) !== undefined, made: await firstMissingFolder(files, input.to) }
    },
    perform: async (input: Input, call: CallWith<Before>): Promise<Made & More> => {
      const { files } = call.ports
      if (call.before.existed) throw new ToolError('exists', `Something is already at ${quoted(input.to)}.`, { path: input.to })
      const { bytes, answer } = await result(input, call)
      await withFolders(files, input.to, () => files.write(input.to, bytes))
      return answer
    },
    check: async (input: Input, call: CallWith<Before>): Promise<{ readonly happened: boolean; readonly output?: Made & More }> => {
      const now = call.before.existed ? null : await hashNow(call.ports.files, input.to, call.signal)
      if (now === null) return { happened: false }
      const { answer } = await result(input, call)
      if (now === answer.hash) return { happened: true, output: answer }
      throw new ToolError('changed', `It can not be told whether ${quoted(input.to)} is the picture that was made: it, or what it was made from, was changed.`, { path: input.to })
    },
    undo: (input: Input, output: Made & More, before: Before): Reversal => ({
      tool: 'file.restore',
      input: { path: input.to, now: output.hash, was: null, ...(before.made === null ? {} : { remove_empty: before.made }) },
    }),
  }
}
