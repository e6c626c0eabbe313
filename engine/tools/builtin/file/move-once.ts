import type { FileFacts, FileSystem } from '../../../terms/ports.ts'
import { ToolError } from '../../../terms/tool.ts'
import { quoted } from '../../in-words.ts'
import { isSameContent } from './file-content.ts'

/** What was at the two ends just before a move. */
export interface Ends {
  readonly from: boolean
  readonly to: boolean
}

export async function endsBefore(files: FileSystem, from: string, to: string): Promise<Ends> {
  return { from: (await files.facts(from)) !== undefined, to: (await files.facts(to)) !== undefined }
}

/**
 * Moves, or finishes a move that was broken off; one that is whole is left as it is. A file that stands at both ends, was not at `to` before and has the
 * same content there, is a move that only lacks its last step.
 */
export async function moveOnce(files: FileSystem, from: string, to: string, before: Ends, signal: AbortSignal): Promise<void> {
  const state = await stateOf(files, from, to, before, signal)
  if (state === 'at-both') await files.removeFile(from)
  else if (state !== 'moved') await files.move(from, to, signal)
}

/** Tells after a crash whether the move took place; throws `changed` when what is there fits neither. */
export async function hasMoved(files: FileSystem, from: string, to: string, before: Ends, signal: AbortSignal): Promise<boolean> {
  const state = await stateOf(files, from, to, before, signal)
  if (state !== 'unclear') return state === 'moved'
  throw new ToolError('changed', `It can not be told whether ${quoted(from)} was moved to ${quoted(to)}: others changed these places too.`)
}

type State = 'not-moved' | 'at-both' | 'moved' | 'unclear'

async function stateOf(files: FileSystem, from: string, to: string, before: Ends, signal: AbortSignal): Promise<State> {
  if (before.to || !before.from) return 'not-moved'
  const [source, target] = [await files.facts(from), await files.facts(to)]
  if (source === undefined) return target === undefined ? 'unclear' : 'moved'
  if (target === undefined) return 'not-moved'
  return (await isAtBoth(files, source, target, signal)) ? 'at-both' : 'unclear'
}

async function isAtBoth(files: FileSystem, source: FileFacts, target: FileFacts, signal: AbortSignal): Promise<boolean> {
  return source.modified === target.modified && isSameContent(files, source, target, signal)
}
