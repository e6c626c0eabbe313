import { lstatSync, statSync, type Stats } from 'node:fs'

/**
 * Tells why a file or folder at a path is not the person's alone: another user owns it, or others on this machine may write it.
 * Links are followed, and looked at too. `undefined` where it is their own, is not there, or the platform has no such rights.
 */
export function foreignHands(path: string): string | undefined {
  const user = process.getuid?.()
  if (user === undefined) return undefined
  for (const look of [lstatSync, statSync]) {
    const facts = factsAt(look, path)
    if (facts === undefined) return undefined
    const strange = strangeRights(facts)
    if (strange !== undefined) return strange
  }
  return undefined
}

/**
 * The same for facts that are at hand. A group that has the number of the owner is taken for the owner's alone, as Linux makes
 * one for each user.
 */
export function strangeRights(facts: Stats): string | undefined {
  const user = process.getuid?.()
  if (user === undefined) return undefined
  if (facts.uid !== user && facts.uid !== 0) return 'belongs to another user of this machine'
  if (facts.isSymbolicLink()) return undefined
  if ((facts.mode & 0o002) !== 0) return 'may be written by everybody on this machine'
  return (facts.mode & 0o020) !== 0 && facts.gid !== facts.uid && facts.gid !== 0 ? 'may be written by a group of this machine' : undefined
}

function factsAt(look: (path: string, options: { throwIfNoEntry: false }) => Stats | undefined, path: string): Stats | undefined {
  try {
    return look(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
