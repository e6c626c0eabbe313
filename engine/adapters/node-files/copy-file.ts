import { constants } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { shown, toolError } from './file-error.ts'
import { fileTime } from './file-time.ts'
import { withFile } from './open-file.ts'
import { writeBeside } from './write-file.ts'

const chunk = 1024 * 1024

/** Copies one file beside the target and brings it in; keeps mode and time of change, and checks the length. */
export async function copyFile(from: string, to: string, paths: { readonly from: string; readonly to: string }, signal?: AbortSignal): Promise<void> {
  await withFile(from, paths.from, constants.O_RDONLY, async (source) => {
    const stat = await source.stat()
    await writeBeside(to, paths.to, false, async (target) => {
      const copied = await pour(source, target, signal)
      const after = await source.stat()
      if (copied !== stat.size || after.mtimeMs !== stat.mtimeMs) {
        throw toolError('busy', `${shown(paths.from)} was changed by another program while it was copied.`, paths.from)
      }
      await target.chmod(stat.mode & 0o777)
      await target.utimes(fileTime(stat.atimeMs), fileTime(stat.mtimeMs))
    })
  })
}

async function pour(source: FileHandle, target: FileHandle, signal: AbortSignal | undefined): Promise<number> {
  const buffer = Buffer.allocUnsafe(chunk)
  let position = 0
  for (;;) {
    signal?.throwIfAborted()
    const { bytesRead } = await source.read(buffer, 0, chunk, position)
    if (bytesRead === 0) return position
    await writeAll(target, buffer.subarray(0, bytesRead))
    position += bytesRead
  }
}

/** Writes every byte; one `write` of the system may take fewer. */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done)
    done += bytesWritten
  }
}
