import { lstatSync, statSync, type Stats } from 'node:fs'

/**
 * Tells why a file or folder at a path is not the person's alone: another user owns it, or everybody on this machine may write it.
 * Links are followed, and looked at too. `undefined` where it is their own, is not there, or the platform has no such rights.
 */
export function foreignHands(path: string): string | undefined {
  const user = process.getuid?.()
  if (user === undefined) return undefined
  for (const look of [lstatSync, statSync]) {
    const facts = factsAt(look, path)
    if (facts === undefined) return undefined
    if (facts.uid !== user && facts.uid !== 0) return 'belongs to another user of this machine'
    if (!facts.isSymbolicLink() && (facts.mode & 0o002) !== 0) return 'may be written by everybody on this machine'
  }
  return undefined
}

function factsAt(look: (path: string, options: { throwIfNoEntry: false }) => Stats | undefined, path: string): Stats | undefined {
  try {
    return look(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
