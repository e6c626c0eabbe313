import { joinPath, nameOf, parentOf } from '../../../terms/file-path.ts'
import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'

/** Where one trashed thing lies: itself, and on Linux the note beside it that says where it came from. */
export interface TrashPlace {
  readonly path: string
  readonly note: string | undefined
}

export async function trashPlace(files: FileSystem, name: string): Promise<TrashPlace> {
  const folder = await files.trashFolder()
  const freedesktop = nameOf(folder) === 'files' && nameOf(parentOf(folder)) === 'Trash'
  return { path: joinPath(folder, name), note: freedesktop ? joinPath(joinPath(parentOf(folder), 'info'), `${name}.trashinfo`) : undefined }
}

/** Gives the note that desktops read to put a file back. Format: the trash specification of freedesktop.org, version 1.0. */
export function trashNote(path: string, time: number): string {
  const date = new Date(time)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const moment = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `[Trash Info]\nPath=${path.split('/').map(encodeURIComponent).join('/')}\nDeletionDate=${day}T${moment}\n`
}

/** Removes the note of something that is not in the trash; one that is gone already is no fault. */
export async function removeNote(files: FileSystem, note: string | undefined): Promise<void> {
  if (note === undefined) return
  await files.removeFile(note).catch((error: unknown) => {
    if (!(error instanceof ToolError)) throw error
  })
}
