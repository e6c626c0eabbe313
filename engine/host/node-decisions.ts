import { rmSync } from 'node:fs'
import { fastHashText } from '../adapters/fast-hash-text.ts'
import { replaceFile } from '../adapters/replace-file.ts'
import { withFileLock } from '../adapters/with-file-lock.ts'
import type { DeskDecisions, PolicyText } from '../desk/desk-parts.ts'
import type { NodeWorld } from './open-node-world.ts'
import { policyText, readPolicy, type PolicyRead } from './read-policy.ts'

export interface NodeDecisions extends DeskDecisions {
  /** The policy as it was read last, with what is wrong in it. */
  readonly read: () => PolicyRead
}

/** Gives what the person decided on this machine, from the files that "chela policy" and an editor of texts write too. */
export function nodeDecisions({ world, shelf, grants, accepted, policy }: NodeWorld): NodeDecisions {
  let read = policy
  return {
    read: () => read,
    policy: () => read.policy,
    // From the files themselves, which are read anew as soon as another hand has changed them: what is taken back elsewhere holds at once.
    grants: () => grants.list(),
    accepted: () => accepted.list(),
    accept: (more) => {
      if (more.length > 0) accepted.add(more)
    },
    unaccept: (hash) => {
      accepted.revoke(hash)
    },
    keepGrant: (grant) => void grants.add(grant),
    revokeGrant: (grant) => {
      const kept = grants.list().find((one) => one === grant)
      if (kept !== undefined) grants.revoke(kept.name)
    },
    renew: async () => {
      const now = await readPolicy(shelf.folders.policy, shelf.toolbox, (path) => world.ports.files.canonical(path))
      read = now
      grants.list()
      accepted.list()
    },
  }
}

/** Gives the text of the policy file; an empty text stands for no file. */
export function nodePolicyText(path: string): PolicyText {
  return {
    read: () => policyText(path) ?? '',
    write: (text, base) =>
      withFileLock(path, () => {
        const now = policyText(path) ?? ''
        if (fastHashText(now) !== base) return { conflict: now }
        if (text === '') rmSync(path, { force: true })
        else replaceFile(path, text)
        return { written: true }
      }),
  }
}
