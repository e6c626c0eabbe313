import type { BrowserKept } from '../adapters/browser-kept.ts'
import type { DeskDecisions } from '../desk/desk-parts.ts'
import { canonicalPolicy } from '../gate/canonical-policy.ts'
import { noPolicy, type Policy } from '../gate/policy.ts'
import { loadPolicy } from '../load-policy.ts'
import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Toolbox } from '../tools/toolbox.ts'

export interface PageDecisions extends DeskDecisions {
  /** What is wrong in the policy; a fault denies every deed. */
  faults(): readonly Diagnostic[]
}

/** Gives what the person decided in this browser. `canonical` gives paths as the files of the page have them. */
export function pageDecisions(kept: BrowserKept, toolbox: Toolbox, canonical: (path: string) => Promise<string>): PageDecisions {
  const tools = new Map(toolbox.all().map((tool) => [tool.name, tool]))
  let read: { readonly text: string; readonly policy: Policy; readonly faults: readonly Diagnostic[] } = { text: '', policy: noPolicy, faults: [] }
  let given: Awaited<ReturnType<BrowserKept['grants']>> = []
  let texts: Awaited<ReturnType<BrowserKept['accepted']>> = []
  const renew = async (): Promise<void> => {
    const [text, grants, accepted] = await Promise.all([kept.policy(), kept.grants(), kept.accepted()])
    if (text !== read.text) {
      const { policy, diagnostics } = text === '' ? { policy: noPolicy, diagnostics: [] } : loadPolicy(text, tools)
      read = { text, policy: await canonicalPolicy(policy, canonical), faults: diagnostics.filter(({ severity }) => severity === 'error') }
    }
    given = grants
    texts = accepted
  }
  return {
    faults: () => read.faults,
    policy: () => read.policy,
    grants: () => given,
    accepted: () => texts,
    accept: async (more) => {
      if (more.length > 0) await kept.accept(more)
      await renew()
    },
    unaccept: async (hash) => {
      await kept.unaccept(hash)
      await renew()
    },
    keepGrant: async (grant) => {
      await kept.addGrant(grant)
      await renew()
    },
    revokeGrant: async (grant) => {
      const found = given.find((one) => one === grant)
      if (found !== undefined) await kept.revokeGrant(found.name)
      await renew()
    },
    renew,
  }
}
