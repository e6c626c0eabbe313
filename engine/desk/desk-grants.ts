import { grantWords } from '../gate/grant-from.ts'
import type { Grant } from '../gate/policy.ts'
import { hashJson } from '../terms/hash.ts'
import type { Desk } from './desk.ts'
import type { DeskParts } from './desk-parts.ts'

/** The yeses that the person gave for always. */
export function deskGrants({ decisions, toolbox }: DeskParts): Pick<Desk, 'grants' | 'revoke'> {
  const standing = async (): Promise<readonly Grant[]> => {
    await decisions.renew()
    return decisions.grants().filter(({ revoked }) => !revoked)
  }
  return {
    grants: async () => {
      const grants = await standing()
      const names = new Map(decisions.accepted().map(({ hash, skill }) => [hash, skill]))
      const shown = grants.map((grant) => ({ id: idOf(grant), tool: grant.tool, words: grantWords(grant, toolbox.tool(grant.tool)), skill: names.get(grant.skill) ?? null, hash: grant.skill, given: grant.given, until: grant.until ?? null }))
      return shown.sort((a, b) => b.given - a.given)
    },
    revoke: async (id) => {
      for (const grant of await standing()) if (idOf(grant) === id) await decisions.revokeGrant(grant)
    },
  }
}

function idOf({ tool, skill, with: bounds, deed, choices, given, until }: Grant): string {
  return hashJson([tool, skill, bounds, deed ?? null, choices, given, until ?? null])
}
