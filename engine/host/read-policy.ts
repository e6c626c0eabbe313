import { readFileSync, statSync } from 'node:fs'
import { foreignHands } from '../adapters/foreign-hands.ts'
import { canonicalPolicy } from '../gate/canonical-policy.ts'
import { noPolicy, type Policy } from '../gate/policy.ts'
import { loadPolicy } from '../load-policy.ts'
import { ChelaError } from '../terms/failure.ts'
import type { Diagnostic } from '../terms/diagnostic.ts'
import type { Toolbox } from '../tools/toolbox.ts'

const largest = 1024 * 1024

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
  const text = policyText(path)
  if (text === undefined) return { policy: noPolicy, text: '', diagnostics: [] }
  const { policy, diagnostics } = loadPolicy(text, new Map(toolbox.all().map((tool) => [tool.name, tool])))
  return { policy: await canonicalPolicy(policy, canonical), text, diagnostics }
}

/** Gives the text of the policy file; undefined where there is none. */
export function policyText(path: string): string | undefined {
  const hands = foreignHands(path)
  if (hands !== undefined) throw new ChelaError('policy-not-read', `${path} ${hands}, so its rules do not count.`, { help: `Read it, then make it yours alone: chown and chmod o-w ${path}`, facts: { path } })
  try {
    if (statSync(path).size > largest) throw new ChelaError('policy-not-read', `${path} is larger than 1 MiB.`, { help: 'A policy file has at most 1 MiB.', facts: { path } })
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch (cause) {
    if (cause instanceof ChelaError) throw cause
    const { code } = cause as { readonly code?: string }
    if (code === 'ENOENT') return undefined
    throw new ChelaError('policy-not-read', `${path} could not be read${code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? ', it is not UTF-8 text' : ''}.`, { help: 'Look at the rights and the content of this file.', facts: { path }, cause })
  }
}
