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
  let given = grants.list()
  let texts = accepted.list()
  return {
    read: () => read,
    policy: () => read.policy,
    grants: () => given,
    accepted: () => texts,
    accept: (more) => {
      if (more.length > 0) accepted.add(more)
      texts = accepted.list()
    },
    unaccept: (hash) => {
      accepted.revoke(hash)
      texts = accepted.list()
    },
    keepGrant: (grant) => {
      grants.add(grant)
      given = grants.list()
    },
    revokeGrant: (grant) => {
      const kept = given.find((one) => one === grant)
      if (kept !== undefined) grants.revoke(kept.name)
      given = grants.list()
    },
    renew: async () => {
      const now = await readPolicy(shelf.folders.policy, shelf.toolbox, (path) => world.ports.files.canonical(path))
      read = now
      given = grants.list()
      texts = accepted.list()
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
