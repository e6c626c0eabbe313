import type { DeskDecisions } from '../desk/desk-parts.ts'
import type { NodeWorld } from './open-node-world.ts'
import { readPolicy, type PolicyRead } from './read-policy.ts'

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
