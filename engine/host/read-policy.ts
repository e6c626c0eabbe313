import { canonicalPolicy } from '../gate/canonical-policy.ts'
import { noPolicy, type Policy } from '../gate/policy.ts'
import { loadPolicy } from '../load-policy.ts'
import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Toolbox } from '../tools/toolbox.ts'
import { textAt } from './kept-text.ts'

export interface PolicyRead {
  readonly policy: Policy
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Gives the policy of the owner with its paths as the disk has them. No file: no rules. A file with faults denies all;
 * one that can not be read throws ChelaError `policy-not-read`.
 */
export async function readPolicy(path: string, toolbox: Toolbox, canonical: (path: string) => Promise<string>): Promise<PolicyRead> {
  const text = textAt(path, 'policy-not-read')
  if (text === undefined) return { policy: noPolicy, text: '', diagnostics: [] }
  const { policy, diagnostics } = loadPolicy(text, new Map(toolbox.all().map((tool) => [tool.name, tool])))
  return { policy: await canonicalPolicy(policy, canonical), text, diagnostics }
}
