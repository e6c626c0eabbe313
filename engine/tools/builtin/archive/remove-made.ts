import type { FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'

/** Removes files, and then those of the folders that are empty, inner ones first. What is gone already is no fault. */
export async function removeMade(files: FileSystem, made: readonly { readonly path: string }[], folders: readonly string[]): Promise<void> {
  for (const { path } of made) await files.removeFile(path).catch(unlessGone)
  for (const folder of folders.toReversed()) await files.removeEmptyFolder(folder).catch(unlessGone)
}

function unlessGone(error: unknown): void {
  if (!(error instanceof ToolError) || !['missing', 'not-empty', 'not-a-folder'].includes(error.code)) throw error
}
