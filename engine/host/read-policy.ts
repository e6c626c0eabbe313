import { readGuarded } from '../adapters/guarded-file.ts'
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
  const found = readGuarded(path, largest)
  if (found.kind === 'missing') return undefined
  if (found.kind === 'refused') throw new ChelaError('policy-not-read', `${path} ${found.problem}.`, { help: `Read it, then make it an ordinary file of at most 1 MiB that is yours alone: chown and chmod go-w ${path}`, facts: { path } })
  const cause = found.kind === 'unread' ? found.cause : undefined
  const text = found.kind === 'text' ? textOf(found.bytes) : undefined
  if (text !== undefined) return text
  throw new ChelaError('policy-not-read', `${path} could not be read${cause === undefined ? ', it is not UTF-8 text' : ''}.`, { help: 'Look at the rights and the content of this file.', facts: { path }, cause })
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
