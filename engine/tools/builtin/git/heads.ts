import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { textOf } from '../process/programs-of.ts'
import { failure, type Git } from './run-git.ts'

/** Gives the commit that is checked out; null where there is none yet. */
export async function headOf(git: Git): Promise<string | null> {
  const end = await git.attempt(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  return end.code === 0 ? textOf(end.output).trim() : null
}

/** Gives what is staged as a tree; fails with `conflict` while a merge is under way. */
export async function indexTree(git: Git): Promise<string> {
  const end = await git.attempt(['write-tree'])
  if (end.code === 0) return textOf(end.output).trim()
  const fault = failure('write-tree', end)
  if (fault.code === 'busy') throw fault
  throw new ToolError('conflict', `What is staged in ${quoted(git.folder)} can not be committed: ${quoted(textOf(end.errors).trim().slice(0, 200))}`)
}

/** Makes what is staged that tree again; no file of the person is touched. */
export async function setIndex(git: Git, tree: string): Promise<void> {
  await git.run(['read-tree', '--reset', '--no-recurse-submodules', tree])
}
